package cn.beian.rules.book;

import cn.beian.rules.LocalText;
import cn.beian.rules.Node;
import cn.beian.rules.NodeJson;
import cn.beian.rules.Rule;
import cn.beian.rules.book.RuleChange.Part;
import cn.beian.rules.book.RuleChange.Point;
import cn.beian.rules.text.Lexicon;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/**
 * What changed from one rulebook to another.
 *
 * @param rules that came, went or changed, by id
 * @param ground what else changed that all rules stand on
 */
public record RulebookDifference(List<RuleChange> rules, Set<Ground> ground) {
  private static final String NONE = "";
  private static final Map<String, Ground> GROUNDS =
      Map.of(
          "dataItems", Ground.DATA_ITEMS,
          "folding", Ground.FOLDING,
          "deviceAccess", Ground.DEVICE_ACCESS,
          "phrases", Ground.PHRASES);

  public RulebookDifference {
    rules = List.copyOf(rules);
    ground =
        java.util.Collections.unmodifiableSet(
            ground.isEmpty() ? EnumSet.noneOf(Ground.class) : EnumSet.copyOf(ground));
  }

  /** What all rules stand on. */
  public enum Ground {
    /** The dictionary of data items that forms ask for. */
    DATA_ITEMS,
    /** The table by which variants of characters are read as one. */
    FOLDING,
    /** What permissions and calls open on a device. */
    DEVICE_ACCESS,
    /** Words by which texts are told apart before any rule looks at them. */
    PHRASES
  }

  /** Whether nothing changed. */
  public boolean isEmpty() {
    return rules.isEmpty() && ground.isEmpty();
  }

  /** The rules to which that happened. */
  public List<RuleChange> rules(RuleChange.Kind kind) {
    return rules.stream().filter(change -> change.kind() == kind).toList();
  }

  /** Compares two rulebooks. */
  public static RulebookDifference of(Rulebook before, Rulebook after) {
    Source old = Source.of(before);
    Source fresh = Source.of(after);
    Set<String> ids = new TreeSet<>(old.rules.keySet());
    ids.addAll(fresh.rules.keySet());
    List<RuleChange> changes = new ArrayList<>();
    for (String id : ids) {
      Optional<Rule> was = before.rule(id);
      Optional<Rule> is = after.rule(id);
      List<Point> points = was.isEmpty() || is.isEmpty() ? List.of() : old.points(fresh, id);
      if (was.isEmpty() || is.isEmpty() || !points.isEmpty()) {
        changes.add(new RuleChange(id, was, is, points));
      }
    }
    Set<Ground> ground = EnumSet.noneOf(Ground.class);
    GROUNDS.forEach(
        (member, what) -> {
          if (!old.root
              .find(member)
              .map(RulebookDifference::json)
              .equals(fresh.root.find(member).map(RulebookDifference::json))) {
            ground.add(what);
          }
        });
    return new RulebookDifference(changes, ground);
  }

  /** A rulebook as it is written. */
  private record Source(Node root, Map<String, Node> rules, Map<String, Lexicon> lexicons) {
    static Source of(Rulebook rulebook) {
      ByteArrayOutputStream canonical = new ByteArrayOutputStream();
      try {
        rulebook.write(canonical);
        Node root = NodeJson.read(new ByteArrayInputStream(canonical.toByteArray()));
        Map<String, Node> rules = new TreeMap<>();
        root.list("rules").forEach(rule -> rules.put(rule.text("id"), rule));
        Map<String, Lexicon> lexicons = new TreeMap<>();
        for (Node item : root.list("lexicons")) {
          Lexicon lexicon = Lexicon.parse(item);
          lexicons.put(lexicon.id(), lexicon);
        }
        return new Source(root, rules, lexicons);
      } catch (IOException e) {
        throw new UncheckedIOException("a compiled rulebook is always readable", e);
      }
    }

    List<Point> points(Source fresh, String id) {
      Node was = node(id);
      Node is = fresh.node(id);
      List<Point> points = new ArrayList<>();
      local(points, Part.TITLE, was, is, "title");
      local(points, Part.DEMAND, was, is, "demand");
      local(points, Part.REMEDY, was, is, "remedy");
      add(points, Part.CHANGE, optional(was.find("change")), optional(is.find("change")));
      plain(points, Part.CATEGORY, was, is, "category");
      plain(points, Part.SEVERITY, was, is, "severity");
      plain(points, Part.POLARITY, was, is, "polarity");
      plain(points, Part.FORMATS, was, is, "formats");
      plain(points, Part.BASIS, was, is, "basis");
      plain(points, Part.EFFORT, was, is, "effort");
      plain(points, Part.EFFECT, was, is, "effect");
      plain(points, Part.DETECTION, was, is, "detect", "shown");
      plain(points, Part.CONDITIONS, was, is, "applies", "decidable", "coverage", "requires");
      Set<String> went = terms(was);
      Set<String> came = fresh.terms(is);
      Set<String> kept = new TreeSet<>(went);
      kept.retainAll(came);
      went.removeAll(kept);
      came.removeAll(kept);
      add(points, Part.TERMS, same(String.join("、", went)), same(String.join("、", came)));
      return points;
    }

    private Node node(String id) {
      Node found = rules.get(id);
      if (found == null) {
        throw new IllegalArgumentException("no rule " + id);
      }
      return found;
    }

    /** The terms of all lexicons that a rule names, each with how it counts. */
    private Set<String> terms(Node rule) {
      ConditionParser conditions = new ConditionParser(lexicons);
      CompiledRule.parse(rule, conditions);
      return conditions.used().stream()
          .map(lexicons::get)
          .flatMap(
              lexicon -> lexicon == null ? java.util.stream.Stream.of() : lexicon.terms().stream())
          .map(term -> (term.exclusion() ? "−" : "") + term.text() + weight(term))
          .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String weight(Lexicon.Term term) {
      return term.exclusion() ? "" : "(" + term.weight() + ")";
    }
  }

  private static void local(List<Point> points, Part part, Node was, Node is, String name) {
    add(points, part, text(was.get(name)), text(is.get(name)));
  }

  private static LocalText optional(Optional<Node> node) {
    return node.map(RulebookDifference::text).orElse(same(NONE));
  }

  private static LocalText text(Node node) {
    return new LocalText(node.text("zh"), node.text("en"));
  }

  private static void plain(List<Point> points, Part part, Node was, Node is, String... names) {
    add(points, part, same(joined(was, names)), same(joined(is, names)));
  }

  private static String joined(Node rule, String... names) {
    Map<String, Node> found = new LinkedHashMap<>();
    for (String name : names) {
      rule.find(name).ifPresent(node -> found.put(name, node));
    }
    if (found.isEmpty()) {
      return NONE;
    }
    Node only = found.values().iterator().next();
    return names.length == 1 && only.value() instanceof String text
        ? text
        : names.length == 1 ? outline(only) : outline(new Node(found, rule.where()));
  }

  /** As the files of the rulebook are written: a line a member, what is inside further right. */
  private static String outline(Node node) {
    StringBuilder out = new StringBuilder();
    outline(node, "", out);
    return out.toString().strip();
  }

  private static void outline(Node node, String margin, StringBuilder out) {
    if (node.isMap()) {
      node.members().forEach((name, inside) -> member(name + ":", inside, margin, out));
    } else {
      node.items().forEach(item -> member("-", item, margin, out));
    }
  }

  private static void member(String name, Node inside, String margin, StringBuilder out) {
    out.append(margin).append(name);
    boolean plain = !inside.isMap() && !(inside.value() instanceof List<?>);
    if (plain) {
      out.append(' ').append(inside.scalar()).append('\n');
    } else {
      out.append('\n');
      outline(inside, margin + "  ", out);
    }
  }

  private static void add(List<Point> points, Part part, LocalText before, LocalText after) {
    if (!before.equals(after)) {
      points.add(new Point(part, before, after));
    }
  }

  private static LocalText same(String text) {
    return new LocalText(text, text);
  }

  private static String json(Node node) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = NodeJson.generator(out)) {
      NodeJson.write(node, json);
    }
    return out.toString(StandardCharsets.UTF_8);
  }
}
