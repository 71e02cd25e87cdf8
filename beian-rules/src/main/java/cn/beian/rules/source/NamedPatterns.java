package cn.beian.rules.source;

import cn.beian.rules.Node;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pieces of patterns that several rules share, {@code patterns.yaml}: {@code {unit}} in a regex
 * stands for the piece of that name. The compiled rulebook holds the whole pattern.
 */
final class NamedPatterns {
  private static final Pattern USE = Pattern.compile("(?<!\\\\[pP])\\{([a-z]+)\\}");

  private final Map<String, Node> pieces;
  private final Set<String> used = new TreeSet<>();

  /** Pieces by name. */
  NamedPatterns(Map<String, Node> pieces) {
    this.pieces = pieces;
  }

  /** The pieces that no rule asked for. */
  Map<String, Node> unused() {
    Map<String, Node> unused = new LinkedHashMap<>(pieces);
    unused.keySet().removeAll(used);
    return unused;
  }

  /**
   * The same with every regex written out; what an anchor names stays one node.
   *
   * @throws Node.Refused where one names a piece that does not exist
   */
  Node expand(Node node) {
    return expand(node, new IdentityHashMap<>());
  }

  private Node expand(Node node, IdentityHashMap<Node, Node> known) {
    Node expanded = known.get(node);
    if (expanded == null) {
      expanded = expanded(node, known);
      known.put(node, expanded);
    }
    return expanded;
  }

  private Node expanded(Node node, IdentityHashMap<Node, Node> known) {
    if (node.value() instanceof List<?>) {
      List<Node> items = new ArrayList<>();
      node.items().forEach(item -> items.add(expand(item, known)));
      return new Node(items, node.where());
    }
    if (!node.isMap()) {
      return node;
    }
    Map<String, Node> members = new LinkedHashMap<>();
    node.members()
        .forEach(
            (name, member) ->
                members.put(
                    name,
                    name.equals("regex") && member.value() instanceof String
                        ? known.computeIfAbsent(
                            member, regex -> new Node(written(regex), regex.where()))
                        : expand(member, known)));
    return new Node(members, node.where());
  }

  private String written(Node regex) {
    Matcher use = USE.matcher(regex.text());
    StringBuilder out = new StringBuilder();
    while (use.find()) {
      Node piece = pieces.get(use.group(1));
      if (piece == null) {
        throw regex.refuse(
            "unknown pattern " + use.group() + ", patterns.yaml has " + pieces.keySet());
      }
      used.add(use.group(1));
      use.appendReplacement(out, Matcher.quoteReplacement("(?:" + piece.text() + ")"));
    }
    return use.appendTail(out).toString();
  }
}
