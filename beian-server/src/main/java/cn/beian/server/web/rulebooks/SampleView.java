package cn.beian.server.web.rulebooks;

import cn.beian.rules.Node;
import cn.beian.rules.book.RuleSample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sample of a rule as its page shows it.
 *
 * @param facts without those that say nothing of the rule
 */
record SampleView(RuleSample sample, List<Line> facts) {
  private static final String KIND = "kind";
  private static final String NAME = "name";

  /** What people see on the screen of the app. */
  private static final List<String> SEEN = List.of("text", "label", "placeholder");

  /** How samples are written, and what their facts rest on. */
  private static final Set<String> LEFT_OUT = Set.of(KIND, "found", "origin", "language");

  private static final Set<String> QUOTED =
      Set.of("ui_text", "control", "screen", "form_field", "sorted_list");

  /**
   * A fact.
   *
   * @param kind as {@code facts.kind} words it
   * @param seen what people see of it, empty where nothing
   * @param code the rest, letter by letter
   */
  record Line(String kind, String seen, String code) {}

  static SampleView of(RuleSample sample) {
    return new SampleView(
        sample,
        sample.facts().stream().filter(fact -> !saysNothing(fact)).map(SampleView::line).toList());
  }

  /** What was readable, and the name of the package: every app has one. */
  private static boolean saysNothing(Node fact) {
    String kind = fact.text(KIND);
    return kind.equals("coverage")
        || (kind.equals("identity") && fact.text(NAME, "").equals("package"));
  }

  private static Line line(Node fact) {
    Map<String, Node> rest = new LinkedHashMap<>(fact.members());
    rest.keySet().removeAll(LEFT_OUT);
    String kind = fact.text(KIND);
    String seen = "";
    if (QUOTED.contains(kind)) {
      for (String field : SEEN) {
        Node shown = rest.remove(field);
        if (shown != null) {
          seen = seen.isEmpty() ? shown.scalar() : seen + " / " + shown.scalar();
        }
      }
    }
    List<String> code = new ArrayList<>();
    Node name = rest.remove(NAME);
    if (name != null) {
      code.add(written(NAME, name));
    }
    rest.forEach((field, value) -> code.add(written(field, value)));
    return new Line(kind, seen, String.join(" · ", code));
  }

  private static String written(String name, Node value) {
    if (value.value() instanceof Boolean || value.value() instanceof Long) {
      return name + " = " + value.value();
    }
    return String.join(", ", value.oneOrMore().stream().map(Node::scalar).toList());
  }
}
