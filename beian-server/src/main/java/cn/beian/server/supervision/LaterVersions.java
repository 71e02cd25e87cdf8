package cn.beian.server.supervision;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.TestResult;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.cases.Changes;
import cn.beian.server.filings.filed.FiledApps;
import cn.beian.server.filings.filed.FiledApps.FiledBuild;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordRevised;
import cn.beian.server.records.Records;
import cn.beian.server.supervision.FindingStore.StoredFinding;
import cn.beian.server.supervision.SupervisedFinding.Gone;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Looks whether what a case is about is gone in a version that was filed later, by the rulebook of
 * the case. That proposes an end; a person closes the case. Where a version shows it again, what
 * was settled as mended is open again.
 */
@Component
class LaterVersions {
  static final TaskDescriptor<String> TASK =
      TaskDescriptor.of("supervision-later-version", String.class);

  private static final Set<Outcome> NO_VIOLATION = EnumSet.of(Outcome.PASS, Outcome.NOT_APPLICABLE);

  private final SupervisionStore store;
  private final FindingStore findings;
  private final Records records;
  private final FiledApps filed;
  private final Inspections inspections;
  private final TestRuns tests;
  private final SupervisionProcedure procedure;
  private final Scheduler scheduler;
  private final Clock clock;

  LaterVersions(
      SupervisionStore store,
      FindingStore findings,
      Records records,
      FiledApps filed,
      Inspections inspections,
      TestRuns tests,
      SupervisionProcedure procedure,
      Scheduler scheduler,
      Clock clock) {
    this.store = store;
    this.findings = findings;
    this.records = records;
    this.filed = filed;
    this.inspections = inspections;
    this.tests = tests;
    this.procedure = procedure;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** A build was filed: the open cases of its unit are looked at again, once that is committed. */
  @EventListener
  void filed(RecordRevised revised) {
    if (revised.namesAllPackages() || revised.event().equals("LAUNCH_BUILD")) {
      PublicRecord record = records.find(revised.number()).orElseThrow();
      store.openOfUnit(record.organizationId()).forEach(this::lookAgain);
    }
  }

  /** Has a case looked at as soon as the caller's transaction is committed. */
  void lookAgain(UUID caseId) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(clock).toString())
            .data(caseId.toString())
            .scheduledTo(clock.instant()));
  }

  /** The job. */
  @Transactional
  void look(UUID caseId) {
    SupervisionCase supervised = store.queries().lock(caseId).orElseThrow();
    if (supervised.closed()) {
      return;
    }
    Map<UUID, Optional<FiledBuild>> later = new HashMap<>();
    Map<UUID, TestResult> results = new HashMap<>();
    LocalDate today = OfficialTime.dayOf(clock.instant());
    int changed = 0;
    List<String> open = new ArrayList<>();
    for (StoredFinding one : findings.findings(caseId)) {
      Optional<FiledBuild> build =
          later.computeIfAbsent(one.packageId(), id -> filed.later(supervised.applicationId(), id));
      Optional<Gone> gone =
          build
              .filter(last -> goneFrom(last, one, results, today))
              .map(last -> new Gone(last.stored().id(), today));
      if (!gone.map(Gone::packageId).equals(one.gone().map(Gone::packageId))) {
        findings.gone(caseId, one.place(), gone);
        changed++;
        if (gone.isEmpty() && mended(one)) {
          findings.unsettle(caseId, one.place());
          open.add(one.place() + " open again");
        }
      }
    }
    if (changed > 0) {
      procedure.change(supervised, Changes.NONE);
      open.add(0, changed + " findings");
      procedure.record(caseId, "laterVersion", String.join(", ", open));
    }
  }

  /** Whether it was settled by what a later version no longer shows. */
  private static boolean mended(StoredFinding one) {
    return one.settlement()
        .map(FindingResolution::outcome)
        .filter(FindingResolution.Outcome.MENDED::equals)
        .isPresent();
  }

  private boolean goneFrom(
      FiledBuild last, StoredFinding one, Map<UUID, TestResult> results, LocalDate today) {
    UUID id = last.stored().id();
    TestRun found = tests.find(one.testId()).orElseThrow();
    Rulebook rulebook = tests.rulebook(found.result());
    if (!results.containsKey(id)) {
      Optional<FactSet> facts = inspections.factsIfHeld(id);
      facts.ifPresent(
          read -> results.put(id, RuleEngine.evaluate(read, last.context(), rulebook, today)));
    }
    TestResult result = results.get(id);
    return result != null && gone(result.finding(one.ruleId()));
  }

  /**
   * Whether a finding is no violation any more, exempted or not. What cannot be decided is not
   * gone: a missing fact is never a pass.
   */
  static boolean gone(Optional<Finding> found) {
    return found.map(Finding::outcome).filter(NO_VIOLATION::contains).isPresent();
  }
}
