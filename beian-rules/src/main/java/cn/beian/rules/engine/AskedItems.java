package cn.beian.rules.engine;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.rules.book.Rulebook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What people are asked to fill in, by item of the dictionary, else by what the input says. Search,
 * password and code boxes, and inputs that say nothing, ask for no data.
 */
public final class AskedItems {
  private final Rulebook rulebook;
  private final Map<String, List<Fact>> byItem = new TreeMap<>();

  /** What the app's own inputs among these facts ask for. */
  public AskedItems(FactSet facts, Rulebook rulebook) {
    this.rulebook = rulebook;
    for (Fact fact : facts.of(FactKind.FORM_FIELD)) {
      if (fact.origin() == Origin.APP) {
        of(fact).forEach(item -> byItem.computeIfAbsent(item, i -> new ArrayList<>()).add(fact));
      }
    }
  }

  /** The items that one input asks for; empty where it asks for none. */
  private Set<String> of(Fact field) {
    String label = field.text(Field.LABEL);
    String placeholder = field.text(Field.PLACEHOLDER);
    String said = plain(placeholder).isEmpty() ? label : placeholder;
    String plain = plain(said);
    if (field.text(Field.TYPE).equals("password")
        || rulebook.compiled().phrases().asksNoData(plain)) {
      return Set.of();
    }
    Set<String> known = rulebook.compiled().dataItems().known(label + "|" + placeholder);
    return !known.isEmpty() ? known : plain.length() > 1 ? Set.of(plain) : Set.of();
  }

  /** Without the words by which inputs are usually introduced. */
  private String plain(String said) {
    String folded = rulebook.compiled().folding().fold(said);
    return rulebook
        .compiled()
        .phrases()
        .withoutAround(folded.replaceAll("[…*:：()（）【】\\[\\]?？!！,，。.、\\s]+", ""));
  }

  /** Whether the dictionary knows the item: it is one of a person or a unit. */
  public boolean isKnown(String item) {
    return rulebook.compiled().dataItems().known(item).contains(item);
  }

  /** Every item, with the inputs that ask for it. */
  public Map<String, List<Fact>> byItem() {
    return byItem;
  }
}
