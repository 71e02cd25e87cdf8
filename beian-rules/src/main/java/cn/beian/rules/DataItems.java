package cn.beian.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The dictionary of data items: what forms call one thing in many ways. A label asks for an item
 * where it holds one of its names; a longer name wins over one that it contains.
 */
final class DataItems {
  private final Folding folding;
  private final Map<String, String> itemOf = new LinkedHashMap<>();

  private DataItems(Folding folding) {
    this.folding = folding;
  }

  /** Each node has an {@code item} and the {@code names} by which forms ask for it. */
  static DataItems parse(List<Node> nodes, Folding folding) {
    DataItems items = new DataItems(folding);
    Map<String, String> names = new LinkedHashMap<>();
    for (Node node : nodes) {
      String item = node.only("item", "names").filled("item");
      List<Node> all = new ArrayList<>(node.get("names").items());
      all.add(node.get("item"));
      for (Node name : all) {
        String before = names.put(folding.fold(name.text()), item);
        if (before != null) {
          throw name.refuse("name " + name.text() + " stands for " + before + " already");
        }
      }
    }
    names.keySet().stream()
        .sorted((one, other) -> other.length() - one.length())
        .forEach(name -> items.itemOf.put(name, names.getOrDefault(name, "")));
    return items;
  }

  /** The items that a label asks for; the folded label itself where the dictionary knows none. */
  Set<String> of(String label) {
    Set<String> known = known(label);
    return known.isEmpty() ? Set.of(folding.fold(label)) : known;
  }

  /** The items that a label asks for; empty where the dictionary knows none. */
  Set<String> known(String label) {
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
