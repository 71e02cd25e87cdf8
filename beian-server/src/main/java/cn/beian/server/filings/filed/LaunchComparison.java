package cn.beian.server.filings.filed;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.rules.comparison.Aspect;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionComparison.Difference;
import java.util.List;

/**
 * Whether a launch build is the build that was reviewed, with sponsor and number added and nothing
 * else: only texts may differ.
 *
 * @param differences what differs, by aspect; empty where the builds are equal
 * @param sponsorSeen whether the sponsor's name stands in a text that a person can see
 * @param numberSeen whether the filing number does
 */
record LaunchComparison(List<Difference> differences, boolean sponsorSeen, boolean numberSeen) {
  LaunchComparison {
    differences = List.copyOf(differences);
  }

  /**
   * What is wrong with a launch build.
   *
   * @param comparison of the build that was reviewed with the one that is to go out
   * @param launch facts of the latter
   * @param sponsor name that the app must show
   * @param number that the app must show, as it is written
   */
  static LaunchComparison of(
      VersionComparison comparison, FactSet launch, String sponsor, String number) {
    return new LaunchComparison(
        comparison.differences().stream().filter(one -> one.aspect() != Aspect.TEXTS).toList(),
        shows(launch, sponsor),
        shows(launch, number));
  }

  /** Whether a number or name stands in a text of a build that a person can see. */
  static boolean shows(FactSet facts, String wanted) {
    String plain = plain(wanted);
    return !plain.isEmpty()
        && facts.of(FactKind.UI_TEXT).stream()
            .map((Fact fact) -> plain(fact.text(Field.TEXT)))
            .anyMatch(text -> text.contains(plain));
  }

  /** Spaces inside a shown number or name are layout. */
  private static String plain(String text) {
    return text.replaceAll("[\\s\\u3000]", "");
  }
}
