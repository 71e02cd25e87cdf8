package cn.beian.server.web.rulebooks;

import cn.beian.rules.book.RuleSample;
import cn.beian.rules.book.RuleSample.Value;
import cn.beian.rules.book.RuleSample.Written;
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
  private static final String NAME = "name";

  /** What people see on the screen of the app. */
  private static final List<String> SEEN = List.of("text", "label", "placeholder");

  /** How samples are written, and what their facts rest on. */
  private static final Set<String> LEFT_OUT = Set.of("found", "origin", "language");

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
  private static boolean saysNothing(Written fact) {
    Value name = fact.fields().get(NAME);
    return fact.kind().equals("coverage")
        || (fact.kind().equals("identity") && name != null && name.text().equals("package"));
  }

  private static Line line(Written fact) {
    Map<String, Value> rest = new LinkedHashMap<>(fact.fields());
    rest.keySet().removeAll(LEFT_OUT);
    String seen = "";
    if (QUOTED.contains(fact.kind())) {
      for (String field : SEEN) {
        Value shown = rest.remove(field);
        if (shown != null) {
          seen = seen.isEmpty() ? shown.text() : seen + " / " + shown.text();
        }
      }
    }
    List<String> code = new ArrayList<>();
    Value name = rest.remove(NAME);
    if (name != null) {
      code.add(written(NAME, name));
    }
    rest.forEach((field, value) -> code.add(written(field, value)));
    return new Line(fact.kind(), seen, String.join(" · ", code));
  }

  private static String written(String name, Value value) {
    return value.literal() ? name + " = " + value.text() : value.text();
  }
}
