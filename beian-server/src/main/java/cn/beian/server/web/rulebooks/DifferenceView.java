package cn.beian.server.web.rulebooks;

import cn.beian.rules.LocalText;
import cn.beian.rules.book.RuleChange;
import cn.beian.rules.book.RulebookDifference;
import cn.beian.rules.book.RulebookDifference.Ground;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Differences of two rulebooks as pages list them.
 *
 * @param rules by id
 * @param ground what else changed that all rules stand on
 */
public record DifferenceView(List<Line> rules, Set<Ground> ground) {
  private static final Set<RuleChange.Part> PROSE =
      EnumSet.of(
          RuleChange.Part.TITLE,
          RuleChange.Part.DEMAND,
          RuleChange.Part.REMEDY,
          RuleChange.Part.CHANGE,
          RuleChange.Part.TERMS);

  /** A rule that came, went or changed. */
  public record Line(
      RuleChange.Kind kind, String ruleId, String title, String demand, List<Point> points) {}

  /**
   * What changed in it.
   *
   * @param prose whether it is for everybody to read, or a condition as it is written
   */
  public record Point(RuleChange.Part part, String before, String after, boolean prose) {}

  static DifferenceView of(RulebookDifference difference, Locale locale) {
    return new DifferenceView(
        difference.rules().stream().map(change -> line(change, locale)).toList(),
        difference.ground());
  }

  /** What became of one rule, in the page's language. */
  public static Line line(RuleChange change, Locale locale) {
    return new Line(
        change.kind(),
        change.ruleId(),
        change.rule().title().in(locale),
        change.rule().demand().in(locale),
        change.points().stream().map(point -> point(point, locale)).toList());
  }

  /** In the page's language, unless only the other one changed. */
  private static Point point(RuleChange.Point point, Locale locale) {
    LocalText before = point.before();
    LocalText after = point.after();
    boolean here = !before.in(locale).equals(after.in(locale));
    boolean chinese = here == locale.getLanguage().equals("zh");
    return new Point(
        point.part(),
        chinese ? before.zh() : before.en(),
        chinese ? after.zh() : after.en(),
        PROSE.contains(point.part()));
  }

  public boolean isEmpty() {
    return rules.isEmpty() && ground.isEmpty();
  }

  /** How many rules came, went or changed. */
  public long count(String kind) {
    return rules.stream().filter(line -> line.kind().name().equals(kind)).count();
  }
}
