package cn.beian.report;

import cn.beian.rules.Context;
import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a test that passed owes to the declaration: functions that would block other users, accepted
 * exemptions, functions that the application has to explain. Where there is any, the package itself
 * does not show that it conforms.
 */
final class DeclaredPoints {
  /** What would change a finding and is only to be declared. */
  private static final Set<String> TOLD = Set.of("change.governmentApp", "change.users");

  private final Report report;
  private final List<Finding> byUsers;
  private final List<Finding> exempted;
  private final List<Finding> toExplain;

  DeclaredPoints(Report report) {
    this.report = report;
    List<Finding> all = report.result().findings();
    this.byUsers = all.stream().filter(DeclaredPoints::blocksOthers).toList();
    this.exempted =
        report.in(Section.EXEMPTED).stream().filter(one -> one.effect() != Effect.ADVISE).toList();
    this.toExplain =
        report.in(Section.TO_EXPLAIN).stream().filter(one -> !byUsers.contains(one)).toList();
  }

  /** Whether it would block if only something else had been declared. */
  private static boolean blocksOthers(Finding finding) {
    return finding.outcome() == Outcome.VIOLATION
        && !finding.blocks()
        && finding.exemption().isEmpty()
        && !finding.wouldChange().isEmpty()
        && finding.wouldChange().stream().allMatch(one -> TOLD.contains(one.code()));
  }

  private boolean isNone() {
    return byUsers.isEmpty() && exempted.isEmpty() && toExplain.isEmpty();
  }

  /** Whether nobody declared who uses the app though that decides what blocks. */
  boolean isUntold() {
    return report.context().declared().users().isEmpty() && !byUsers.isEmpty();
  }

  private boolean isAssumed() {
    Context.Declared declared = report.context().declared();
    return declared.users().isEmpty() && !declared.governmentApp() && exempted.isEmpty();
  }

  /** The part of the key of the verdict that says so; empty where nothing depends on it. */
  String key() {
    if (isNone()) {
      return "";
    }
    return isAssumed() ? ".assumed" : ".declared";
  }

  /** When the application can be submitted. */
  String when(Messages messages) {
    return isUntold()
        ? messages.text("summary.when.untold", byUsers.size())
        : messages.text("summary.when.passed" + key());
  }

  /** The points, each with its rules; empty where there is none. */
  String text(Messages messages) {
    List<String> points = new ArrayList<>();
    if (!byUsers.isEmpty()) {
      points.add(
          messages.text(
              report.context().declared().users().isEmpty() ? "rests.untold" : "rests.users",
              report.users(messages),
              named(byUsers, messages)));
    }
    exempted.forEach(
        one ->
            one.exemption()
                .ifPresent(
                    exemption ->
                        points.add(
                            messages.text(
                                "rests.exemption",
                                named(List.of(one), messages),
                                Report.exemption(exemption, messages)))));
    if (!toExplain.isEmpty()) {
      points.add(messages.text("rests.explanation", named(toExplain, messages)));
    }
    return points.isEmpty()
        ? ""
        : messages.text("rests", String.join(messages.text("rests.join"), points));
  }

  private String named(List<Finding> findings, Messages messages) {
    return findings.stream()
        .map(one -> one.ruleId() + " " + report.title(one, messages.locale()))
        .collect(Collectors.joining(messages.text("count.join")));
  }
}
