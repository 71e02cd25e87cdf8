package cn.beian.server.supervision;

import cn.beian.rules.Exemption;
import cn.beian.rules.TestResult;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.filings.filed.FiledApps;
import cn.beian.server.filings.filed.FiledApps.FiledApp;
import cn.beian.server.filings.filed.FiledApps.FiledBuild;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Filed apps whose exemption was accepted on a rule that knows none, before the system refused such
 * claims: each gets a case. What was accepted stays as it is; the finding weighs again.
 */
@Component
class GroundlessExemptions {
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("supervision-groundless-exemptions");

  private static final Logger LOG = LoggerFactory.getLogger(GroundlessExemptions.class);

  private final FiledApps filed;
  private final TestRuns tests;
  private final SupervisionStore store;
  private final SupervisionOpening opening;
  private final TransactionTemplate transaction;

  GroundlessExemptions(
      FiledApps filed,
      TestRuns tests,
      SupervisionStore store,
      SupervisionOpening opening,
      TransactionTemplate transaction) {
    this.filed = filed;
    this.tests = tests;
    this.store = store;
    this.opening = opening;
    this.transaction = transaction;
  }

  /** The job: opens what is missing, each app in a transaction of its own. */
  void look() {
    Set<UUID> checked = store.checkedForExemptions();
    for (UUID application : filed.withExemption()) {
      if (!checked.contains(application)) {
        transaction.executeWithoutResult(status -> check(application));
      }
    }
  }

  /** Looks once at an app: what was accepted for it does not change any more. */
  private void check(UUID application) {
    Origin origin = new Origin.Groundless();
    if (store.ofOrigin(origin, List.of(application)).isEmpty()) {
      open(origin, filed.of(application));
    }
    store.checkedForExemptions(application);
  }

  private void open(Origin origin, FiledApp app) {
    List<Exemption> accepted = filed.exemptions(app.applicationId());
    List<TestedAgain> tested = new ArrayList<>();
    for (FiledBuild build : app.packages()) {
      filed
          .testOfRecord(app.applicationId(), build.stored().id())
          .flatMap(tests::find)
          .map(test -> tested(build, test, accepted))
          .ifPresent(tested::add);
    }
    Optional<UUID> opened = opening.open(origin, app, tested);
    opened.ifPresent(
        id -> LOG.info("case {}: {} has an exemption on a rule without one", id, app.number()));
  }

  /**
   * The test of record with what was accepted, whatever a later test made of it, and the same
   * without what no rule allows.
   */
  private TestedAgain tested(FiledBuild build, TestRun test, List<Exemption> accepted) {
    Rulebook rulebook = tests.rulebook(test.result());
    TestResult then = RuleEngine.exempted(test.result(), accepted, rulebook);
    return new TestedAgain(
        new FiledBuild(build.stored(), test.context()),
        then,
        RuleEngine.withoutGroundless(then, rulebook));
  }
}
