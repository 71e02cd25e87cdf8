package cn.beian.rules.engine;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Origin;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.text.DataItems;
import cn.beian.rules.text.Phrases;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What people are asked to fill in, by item of the dictionary, else by what the input says. Search,
 * password and code boxes, consents, what is written freely, and inputs that say nothing ask for no
 * data. A text over several inputs is a heading and the label of none.
 */
public final class AskedItems {
  /** Inputs of which only a label says what is asked: the rest tells what one might write. */
  private static final Pattern BOX = Pattern.compile("(.*-)?(textarea|editor)");

  /** What a person agrees to or has remembered: a choice, no data. */
  private static final Pattern CONSENT =
      Pattern.compile(
          "(我?已?(经|仔细|认真|完整)*(阅读|知悉|知晓|了解|同意|接受|勾选)).*(协议|政策|条款|声明|须知|承诺|告知书?|规则|通知书?).*"
              + "|(我|本人)?已?(阅读|知悉|知晓)?(并|且|和)?同意|记住(我|密码|账号|登录|用户名).*|自动登录|下次自动登录");

  private final Rulebook rulebook;
  private final DataItems dictionary;
  private final Phrases phrases;
  private final Map<String, Set<String>> inputsUnder = new HashMap<>();
  private final Map<String, List<Fact>> byItem = new TreeMap<>();

  /** What the app's own inputs among these facts ask for. */
  public AskedItems(FactSet facts, Rulebook rulebook) {
    this.rulebook = rulebook;
    this.dictionary = rulebook.compiled().dataItems();
    this.phrases = rulebook.compiled().phrases();
    List<Fact> inputs =
        facts.of(FactKind.FORM_FIELD).stream().filter(fact -> fact.origin() == Origin.APP).toList();
    for (Fact input : inputs) {
      inputsUnder
          .computeIfAbsent(place(input), under -> new HashSet<>())
          .add(input.text(Field.NAME) + "|" + input.text(Field.PLACEHOLDER));
    }
    for (Fact input : inputs) {
      of(input).forEach(item -> byItem.computeIfAbsent(item, i -> new ArrayList<>()).add(input));
    }
  }

  private static String place(Fact input) {
    return input.screen() + "|" + input.text(Field.LABEL);
  }

  /** The items that one input asks for; empty where it asks for none. */
  private Set<String> of(Fact input) {
    String type = input.text(Field.TYPE);
    boolean heading = inputsUnder.getOrDefault(place(input), Set.of()).size() > 1;
    String label = heading ? "" : input.text(Field.LABEL);
    String placeholder = BOX.matcher(type).matches() ? "" : input.text(Field.PLACEHOLDER);
    String plain = plain(placeholder);
    plain = plain.isEmpty() ? plain(label) : plain;
    if (type.equals("password") || phrases.asksNoData(plain) || CONSENT.matcher(plain).matches()) {
      return Set.of();
    }
    Set<String> known = dictionary.known(label + "|" + placeholder);
    if (!known.isEmpty()) {
      return known;
    }
    if (plain.length() > 1) {
      return phrases.isFreeText(plain) ? Set.of() : Set.of(plain);
    }
    Set<String> unsaid = new TreeSet<>(dictionary.of(Field.TYPE, type));
    unsaid.addAll(dictionary.of(Field.NAME, input.text(Field.NAME)));
    return unsaid.isEmpty() && heading ? dictionary.known(input.text(Field.LABEL)) : unsaid;
  }

  /** Without the words by which inputs are usually introduced. */
  private String plain(String said) {
    String folded = rulebook.compiled().folding().fold(said);
    return phrases.withoutAround(folded.replaceAll("[…*:：()（）【】\\[\\]?？!！,，。.、\\s]+", ""));
  }

  /** Whether the dictionary knows the item: it is one of a person or a unit. */
  public boolean isKnown(String item) {
    return dictionary.known(item).contains(item);
  }

  /** Whether the dictionary knows the item as one of a person. */
  public boolean isPersonal(String item) {
    return dictionary.isPersonal(item);
  }

  /** Every item, with the inputs that ask for it. */
  public Map<String, List<Fact>> byItem() {
    return byItem;
  }
}
