package cn.beian.rules.text;

import cn.beian.facts.Field;
import cn.beian.rules.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The dictionary of data items: what forms call one thing in many ways. A label or placeholder asks
 * for an item where it holds one of its names; a longer name wins over one that it contains. The
 * name of an input in code asks for an item by whole words, a type by being one of its types.
 */
public final class DataItems {
  private final TextFolding folding;
  private final Map<String, String> itemOf = new LinkedHashMap<>();
  private final Map<String, String> byIdentifier = new LinkedHashMap<>();
  private final Map<String, String> byType = new LinkedHashMap<>();
  private final Set<String> ofUnits = new TreeSet<>();

  private DataItems(TextFolding folding) {
    this.folding = folding;
  }

  /**
   * Each node has an {@code item} and the {@code names} by which forms ask for it, and may have
   * {@code identifiers} of inputs in code and {@code types} of inputs; one that is said of a unit
   * alone, not of a person, is {@code of: unit}.
   */
  public static DataItems parse(List<Node> nodes, TextFolding folding) {
    DataItems items = new DataItems(folding);
    Map<String, String> names = new LinkedHashMap<>();
    for (Node node : nodes) {
      String item = node.only("item", "of", "names", "identifiers", "types").filled("item");
      if (node.find("of").isPresent()) {
        if (!node.text("of").equals("unit")) {
          throw node.get("of").refuse("expected unit");
        }
        items.ofUnits.add(item);
      }
      List<Node> all = new ArrayList<>(node.get("names").items());
      all.add(node.get("item"));
      for (Node name : all) {
        String before = names.put(folding.fold(name.text()), item);
        if (before != null) {
          throw name.refuse("name " + name.text() + " stands for " + before + " already");
        }
      }
      for (Node identifier : node.list("identifiers")) {
        String words = TextFolding.words(identifier.text());
        items.byIdentifier.put(words, item);
        items.byIdentifier.put('_' + words.replace("_", "") + '_', item);
      }
      node.list("types").forEach(type -> items.byType.put(type.text(), item));
    }
    names.keySet().stream()
        .sorted((one, other) -> other.length() - one.length())
        .forEach(name -> items.itemOf.put(name, names.getOrDefault(name, "")));
    return items;
  }

  /** Whether an item of the dictionary says something of a person. */
  public boolean isPersonal(String item) {
    return !ofUnits.contains(item) && known(item).contains(item);
  }

  /** The items that a field of an input asks for. */
  public Set<String> of(Field field, String value) {
    return switch (field) {
      case TYPE -> byType.containsKey(value) ? Set.of(byType.getOrDefault(value, "")) : Set.of();
      case NAME -> byIdentifier(TextFolding.words(value));
      default -> of(value);
    };
  }

  private Set<String> byIdentifier(String words) {
    Set<String> found = new TreeSet<>();
    byIdentifier.forEach(
        (identifier, item) -> {
          if (words.contains(identifier)) {
            found.add(item);
          }
        });
    return found;
  }

  /** The items that a label asks for; the folded label itself where the dictionary knows none. */
  public Set<String> of(String label) {
    Set<String> known = known(label);
    return known.isEmpty() ? Set.of(folding.fold(label)) : known;
  }

  /** The items that a label asks for; empty where the dictionary knows none. */
  public Set<String> known(String label) {
    String rest = folding.fold(label);
    Set<String> found = new TreeSet<>();
    for (Map.Entry<String, String> name : itemOf.entrySet()) {
      if (rest.contains(name.getKey())) {
        found.add(name.getValue());
        rest = rest.replace(name.getKey(), "|");
      }
    }
    return found;
  }
}
