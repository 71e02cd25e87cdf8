package cn.beian.server.filings.casefile;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.platforms.PlatformComparison;
import cn.beian.rules.platforms.PlatformReview;
import cn.beian.server.platform.Cache;
import cn.beian.server.platform.RecentlyUsed;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRuns;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * The packages of an application side by side (ENG-616), by the rulebook in force. What was looked
 * at last is remembered.
 */
@Component
public class PlatformBuilds {
  private static final int REMEMBERED = 64;

  private final Inspections inspections;
  private final TestRuns tests;
  private final TestContext context;
  private final Clock clock;
  private final Cache<Asked, PlatformComparison> remembered = new RecentlyUsed<>(REMEMBERED);

  PlatformBuilds(Inspections inspections, TestRuns tests, TestContext context, Clock clock) {
    this.inspections = inspections;
    this.tests = tests;
    this.context = context;
    this.clock = clock;
  }

  private record Asked(
      List<UUID> builds,
      List<String> digests,
      Context declared,
      LocalDate asOf,
      String rulebookVersion) {}

  /**
   * Packages of an application that can be put side by side: those that were read, and are not
   * being read anew.
   */
  public static List<CasePackage> comparable(CaseFile file) {
    return file.packages().stream()
        .filter(one -> one.test().isPresent())
        .filter(
            one ->
                one.inspection()
                    .filter(read -> read.status() == Inspection.Status.READ)
                    .isPresent())
        .toList();
  }

  /** Those of an application, in its order; empty where fewer than two were read. */
  public Optional<PlatformComparison> of(CaseFile file) {
    List<UUID> builds = comparable(file).stream().map(one -> one.submitted().packageId()).toList();
    if (builds.size() < 2) {
      return Optional.empty();
    }
    List<String> digests =
        builds.stream().map(one -> inspections.factsDigest(one).orElseThrow()).toList();
    Rulebook rulebook = tests.rulebook();
    Asked asked =
        new Asked(
            builds,
            digests,
            context.of(file),
            OfficialTime.dayOf(clock.instant()),
            rulebook.version());
    return Optional.of(remembered.get(asked, one -> compare(one, rulebook)));
  }

  private PlatformComparison compare(Asked asked, Rulebook rulebook) {
    return PlatformReview.compare(
        asked.builds().stream().map(one -> inspections.facts(one).orElseThrow()).toList(),
        asked.declared(),
        rulebook,
        asked.asOf());
  }
}
