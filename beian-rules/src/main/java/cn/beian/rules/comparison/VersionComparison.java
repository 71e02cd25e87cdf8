package cn.beian.rules.comparison;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Field;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.engine.RuleEngine;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What differs between two versions of an app and what the later one calls for. Compared is
 * what people see, what the platform is asked for and what people are asked for, never the names
 * that a compiler or a minifier gives; see docs/adr/0013.
 *
 * @param before the earlier version
 * @param after the later version
 * @param rulebookVersion SHA-256, lower-case hex
 * @param asOf the day whose law applies, Asia/Shanghai
 * @param changes what a person who files has to know, what calls for most first
 * @param differences in facts, by aspect; an aspect without a difference is left out
 */
public record VersionComparison(
    Version before,
    Version after,
    String rulebookVersion,
    LocalDate asOf,
    List<Change> changes,
    List<Difference> differences) {
  /** What is said where one version shows what was perhaps not read of the other. */
  private static final Set<String> UNSETTLED =
      Set.of("version.pages.unknown", "version.pages.unseen", "version.reach.unknown");

  /** That which calls for more comes later; what is not determined stands before a major change. */
  public static final Comparator<VersionComparison> BY_WEIGHT =
      Comparator.comparing((VersionComparison both) -> both.proposal() == Proposal.MAJOR_CHANGE)
          .thenComparing(VersionComparison::isUndetermined)
          .thenComparing(VersionComparison::proposal);

  public VersionComparison {
    changes = List.copyOf(changes);
    differences = List.copyOf(differences);
  }

  /**
   * One of the two.
   *
   * @param factsDigest SHA-256, lower-case hex
   * @param packageId package name or AppID, empty where there is none
   * @param name of the app, empty where the package carries none
   * @param versionName empty where there is none
   * @param versionCode empty where there is none
   * @param unread what could not all be read of text, pages, code and archives inside
   */
  public record Version(
      PackageHeader header,
      String factsDigest,
      String packageId,
      String name,
      String versionName,
      String versionCode,
      List<CoverageSummary> unread) {
    public Version {
      unread = List.copyOf(unread);
    }

    static Version of(FactSet facts) {
      return new Version(
          facts.header(),
          FactsJson.digest(facts),
          facts.identity("package").orElse(""),
          facts.of(FactKind.IDENTITY).stream()
              .filter(fact -> fact.text(Field.NAME).equals("label"))
              .map(fact -> fact.text(Field.VALUE))
              .findFirst()
              .orElse(""),
          facts.identity("version_name").orElse(""),
          facts.identity("version_code").orElse(""),
          RuleEngine.unread(facts));
    }
  }

  /**
   * What the later version has more, and what it lacks, in one aspect; one of them is not empty.
   *
   * @param added sorted
   * @param missing sorted
   */
  public record Difference(Aspect aspect, List<String> added, List<String> missing) {
    public Difference {
      added = List.copyOf(added);
      missing = List.copyOf(missing);
    }
  }

  /** What the changes call for together. */
  public Proposal proposal() {
    return changes.stream().map(Change::due).reduce(Proposal.NOTHING_DUE, Proposal::or);
  }

  /**
   * Whether all was read that the proposal rests on. If not, more than is proposed may be due; a
   * major change is one all the same.
   */
  public boolean isComplete() {
    return before.unread().isEmpty()
        && after.unread().isEmpty()
        && changes.stream().map(Change::reason).noneMatch(r -> UNSETTLED.contains(r.code()));
  }

  /** Whether both are for one platform; those for two are no versions of each other. */
  public boolean isOfOnePlatform() {
    return platform(before).equals(platform(after));
  }

  private static String platform(Version version) {
    return RuleEngine.platform(version.header().format());
  }

  /**
   * Whether the packages do not tell what is due: they are for two platforms, or no major change
   * was found and what was not read may be one. What is proposed is then the least.
   */
  public boolean isUndetermined() {
    return !isOfOnePlatform() || (proposal() != Proposal.MAJOR_CHANGE && !isComplete());
  }

  /** The difference in one aspect; empty where there is none. */
  public Optional<Difference> difference(Aspect aspect) {
    return differences.stream().filter(one -> one.aspect() == aspect).findFirst();
  }
}
