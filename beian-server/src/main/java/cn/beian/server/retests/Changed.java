package cn.beian.server.retests;

import cn.beian.rules.Finding;
import cn.beian.rules.TestResult;
import cn.beian.server.testing.Standing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A rule by which an app is judged otherwise. */
public record Changed(String ruleId, Standing before, Standing after) {

  /** The rules by which somebody now has to do something, or no longer has to. */
  static List<Changed> between(TestResult before, TestResult after) {
    Set<String> rules = new TreeSet<>();
    before.findings().stream().map(Finding::ruleId).forEach(rules::add);
    after.findings().stream().map(Finding::ruleId).forEach(rules::add);
    List<Changed> changes = new ArrayList<>();
    for (String rule : rules) {
      Standing was = Standing.of(before.finding(rule));
      Standing is = Standing.of(after.finding(rule));
      if (was != is && (was.weighs() || is.weighs())) {
        changes.add(new Changed(rule, was, is));
      }
    }
    return changes;
  }

  static String written(List<Changed> changes) {
    return changes.stream()
        .map(one -> one.ruleId + ':' + one.before + ':' + one.after)
        .collect(Collectors.joining(" "));
  }

  static List<Changed> read(String written) {
    return Arrays.stream(written.split(" "))
        .filter(one -> !one.isEmpty())
        .map(one -> one.split(":"))
        .map(one -> new Changed(one[0], Standing.valueOf(one[1]), Standing.valueOf(one[2])))
        .toList();
  }
}
