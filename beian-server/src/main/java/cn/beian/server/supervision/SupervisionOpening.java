package cn.beian.server.supervision;

import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import cn.beian.rules.Finding;
import cn.beian.server.cases.Act;
import cn.beian.server.filings.filed.FiledApps.FiledApp;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.supervision.FindingStore.NewFinding;
import cn.beian.server.testing.Standing;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Opens cases. The record that a case is about stays as it is. */
@Service
public class SupervisionOpening {
  private final SupervisionStore store;
  private final FindingStore findings;
  private final SupervisionProcedure procedure;
  private final LaterVersions later;
  private final TestRuns tests;
  private final Clock clock;

  SupervisionOpening(
      SupervisionStore store,
      FindingStore findings,
      SupervisionProcedure procedure,
      LaterVersions later,
      TestRuns tests,
      Clock clock) {
    this.store = store;
    this.findings = findings;
    this.procedure = procedure;
    this.later = later;
    this.tests = tests;
    this.clock = clock;
  }

  /**
   * Opens a case where a build is judged worse than before, and tells the sponsor everything at
   * once; in the caller's transaction, once for each record and origin.
   *
   * @return the case; empty where nothing is worse, or where there is a case already
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<UUID> open(Origin origin, FiledApp app, List<TestedAgain> builds) {
    List<TestedAgain> worse = builds.stream().filter(one -> !one.worse().isEmpty()).toList();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    SupervisionCase opened =
        new SupervisionCase(
            UuidV7.next(clock),
            1,
            origin,
            SupervisionState.FOUND,
            app.number(),
            app.applicationId(),
            app.organizationId(),
            app.sponsor(),
            app.division(),
            app.name(),
            1,
            now,
            Optional.empty(),
            true,
            false,
            Optional.empty(),
            false);
    if (worse.isEmpty() || !store.put(opened)) {
      return Optional.empty();
    }
    findings.put(opened.id(), found(worse));
    procedure.record(opened.id(), "open", origin.name() + ' ' + origin.reference());
    procedure.advance(opened, Act.bySystem(SupervisionCause.NOTIFY, ""));
    later.lookAgain(opened.id());
    return Optional.of(opened.id());
  }

  /** What blocks first, then what is to be explained; each in the order of the rulebook. */
  private List<NewFinding> found(List<TestedAgain> worse) {
    List<NewFinding> found = new ArrayList<>();
    for (TestedAgain one : worse) {
      UUID packageId = one.build().stored().id();
      TestRun kept = tests.keep(packageId, one.build().context(), one.after());
      for (Finding finding : one.worse()) {
        found.add(
            new NewFinding(
                packageId,
                kept.id(),
                finding.ruleId(),
                EvidenceDigests.of(finding),
                one.was(finding),
                Standing.of(Optional.of(finding))));
      }
    }
    found.sort(Comparator.comparing(NewFinding::after));
    return found;
  }
}
