package cn.beian.rules.source;

import cn.beian.rules.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What can be deleted from the conditions of a rule, piece by piece: alternatives, conditions,
 * exceptions, tests of fields, values, branches of patterns. What stands behind an anchor stands in
 * the file once and is deleted once, wherever it is used.
 */
final class RuleDeletions {
  private static final Set<String> LISTS = Set.of("all", "any", "none", "same_screen");
  private static final int MAX_TEXT = 100;

  /**
   * One deletion.
   *
   * @param where {@code file:line}
   * @param part of the rule it stands in, e.g. {@code detect.indicator}
   * @param text what is deleted, as written, at most 100 characters
   * @param inner what can be deleted within it
   * @param target node of the rule that changes
   * @param replacement what stands there then
   */
  record Deletion(
      String where, String part, String text, List<Deletion> inner, Node target, Node replacement) {
    /** How many can be made within it. */
    int innerCount() {
      return inner.size() + inner.stream().mapToInt(Deletion::innerCount).sum();
    }

    /** The rule without it. */
    Node apply(Node rule) {
      return replace(rule, target, replacement);
    }
  }

  private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private String part = "";

  private RuleDeletions() {}

  /** All of a rule; its patterns are written out. */
  static List<Deletion> of(Node rule) {
    return new RuleDeletions().ofRule(rule);
  }

  private List<Deletion> ofRule(Node rule) {
    List<Deletion> all = new ArrayList<>();
    Node detect = rule.get("detect");
    detect
        .members()
        .forEach(
            (grade, condition) -> {
              part = "detect." + grade;
              all.addAll(
                  detect.members().size() > 1
                      ? List.of(member(detect, grade, condition(condition)))
                      : condition(condition));
            });
    for (String name : List.of("shown", "applies", "decidable")) {
      part = name;
      rule.find(name).ifPresent(node -> all.add(member(rule, name, condition(node))));
    }
    for (String name : List.of("coverage", "requires")) {
      part = name;
      rule.find(name).ifPresent(list -> all.addAll(items(list, false)));
    }
    part = "effect";
    rule.get("effect").find("blocks").ifPresent(blocks -> all.addAll(blocks(blocks)));
    return all;
  }

  private List<Deletion> blocks(Node blocks) {
    List<Deletion> all = new ArrayList<>();
    blocks
        .members()
        .forEach(
            (name, node) ->
                all.add(
                    member(
                        blocks,
                        name,
                        switch (name) {
                          case "when" -> condition(node);
                          case "users" -> items(node, false);
                          default -> List.of();
                        })));
    return all;
  }

  private List<Deletion> condition(Node condition) {
    if (!visited.add(condition)) {
      return List.of();
    }
    if (condition.find("fact").isPresent()) {
      return fact(condition);
    }
    List<Deletion> all = new ArrayList<>();
    condition
        .members()
        .forEach(
            (operator, of) -> {
              if (LISTS.contains(operator)) {
                all.addAll(items(of, true));
              } else if (operator.equals("count")) {
                all.add(unwrapped(condition, operator, of, of.get("of")));
              } else if (operator.equals("reachable_from_launch")) {
                all.add(unwrapped(condition, operator, of, of));
              } else if (operator.equals("near")) {
                all.addAll(near(of));
              }
            });
    return all;
  }

  /** The condition within, without what is demanded around it. */
  private Deletion unwrapped(Node condition, String operator, Node of, Node within) {
    return new Deletion(
        condition.where(),
        part,
        cut(operator + ": " + flow(of)),
        condition(within),
        condition,
        within);
  }

  private List<Deletion> near(Node near) {
    List<Deletion> all = new ArrayList<>(kinds(near));
    if (near.find("governs").isPresent()) {
      all.add(member(near, "governs", List.of()));
    }
    return all;
  }

  private List<Deletion> kinds(Node condition) {
    Node kinds = condition.get("fact");
    return kinds.value() instanceof List<?> ? items(kinds, false) : List.of();
  }

  private List<Deletion> fact(Node fact) {
    List<Deletion> all = new ArrayList<>(kinds(fact));
    for (String name : List.of("origin", "word", "identifier")) {
      if (fact.find(name).isPresent()) {
        all.add(member(fact, name, List.of()));
      }
    }
    fact.find("where")
        .filter(visited::add)
        .ifPresent(
            where ->
                where
                    .members()
                    .forEach((field, test) -> all.add(member(where, field, tests(test)))));
    return all;
  }

  private List<Deletion> tests(Node test) {
    if (!test.isMap()) {
      return values(test);
    }
    List<Deletion> all = new ArrayList<>();
    if (visited.add(test)) {
      test.members()
          .forEach(
              (operator, value) -> {
                List<Deletion> inner = operator.equals("regex") ? branches(value) : values(value);
                all.addAll(
                    test.members().size() > 1 ? List.of(member(test, operator, inner)) : inner);
              });
    }
    return all;
  }

  private List<Deletion> values(Node value) {
    return value.value() instanceof List<?> && visited.add(value) ? items(value, false) : List.of();
  }

  private List<Deletion> branches(Node regex) {
    return visited.add(regex) ? branches(regex, RegexBranches.of(regex.text())) : List.of();
  }

  private List<Deletion> branches(Node regex, List<RegexBranches.Branch> branches) {
    return branches.stream()
        .map(
            branch ->
                new Deletion(
                    regex.where(),
                    part,
                    cut("regex …|" + regex.text().substring(branch.from(), branch.to()) + "|…"),
                    branches(regex, branch.inner()),
                    regex,
                    new Node(branch.without(regex.text()), regex.where())))
        .toList();
  }

  /** Each item of a list; the only one cannot be deleted from it. */
  private List<Deletion> items(Node list, boolean conditions) {
    if (conditions && !visited.add(list)) {
      return List.of();
    }
    List<Deletion> all = new ArrayList<>();
    List<Node> items = list.items();
    for (int i = 0; i < items.size(); i++) {
      Node item = items.get(i);
      List<Deletion> inner = conditions ? condition(item) : List.of();
      if (items.size() == 1) {
        all.addAll(inner);
        continue;
      }
      List<Node> rest = new ArrayList<>(items);
      rest.remove(i);
      all.add(
          new Deletion(
              item.where(), part, cut(flow(item)), inner, list, new Node(rest, list.where())));
    }
    return all;
  }

  private Deletion member(Node map, String name, List<Deletion> inner) {
    Map<String, Node> rest = new LinkedHashMap<>(map.members());
    rest.remove(name);
    Node node = map.get(name);
    return new Deletion(
        node.where(), part, cut(name + ": " + flow(node)), inner, map, new Node(rest, map.where()));
  }

  @SuppressWarnings("ReferenceEquality") // it is that node, not one that says the same
  private static Node replace(Node node, Node target, Node replacement) {
    if (node == target) {
      return replacement;
    }
    if (node.isMap()) {
      Map<String, Node> members = new LinkedHashMap<>();
      node.members()
          .forEach((name, member) -> members.put(name, replace(member, target, replacement)));
      return new Node(members, node.where());
    }
    if (node.value() instanceof List<?>) {
      return new Node(
          node.items().stream().map(item -> replace(item, target, replacement)).toList(),
          node.where());
    }
    return node;
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT - 1) + '…';
  }

  /** As YAML in one line. */
  private static String flow(Node node) {
    if (node.isMap()) {
      List<String> members = new ArrayList<>();
      node.members().forEach((name, member) -> members.add(name + ": " + flow(member)));
      return '{' + String.join(", ", members) + '}';
    }
    return node.value() instanceof List<?>
        ? node.items().stream().map(RuleDeletions::flow).toList().toString()
        : node.scalar();
  }
}
