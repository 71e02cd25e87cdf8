package cn.beian.server.retests;

import cn.beian.facts.FactSet;
import cn.beian.rules.TestResult;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.filings.filed.FiledApps;
import cn.beian.server.filings.filed.FiledApps.FiledApp;
import cn.beian.server.filings.filed.FiledApps.FiledBuild;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.supervision.Origin;
import cn.beian.server.supervision.SupervisionOpening;
import cn.beian.server.supervision.TestedAgain;
import cn.beian.server.testing.Inspections;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tries a rulebook on one filed app after another, from stored facts. Each app is done in a
 * transaction of its own, so that a run goes on where a killed server left it; the case that a
 * version in force opens is part of it. One that cannot be loaded or tested is noted as untested
 * and stops nothing. Nothing of a filing is changed.
 */
@Component
class RetestJob {
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("retest-filed", String.class);

  private static final Logger LOG = LoggerFactory.getLogger(RetestJob.class);
  private static final int PORTION = 20;

  private final RetestStore store;
  private final FiledApps filed;
  private final Inspections inspections;
  private final Rulebooks rulebooks;
  private final SupervisionOpening opening;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RetestJob(
      RetestStore store,
      FiledApps filed,
      Inspections inspections,
      Rulebooks rulebooks,
      SupervisionOpening opening,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.filed = filed;
    this.inspections = inspections;
    this.rulebooks = rulebooks;
    this.opening = opening;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** Does the next portion of a run; whether something is left. */
  boolean portion(UUID runId) {
    RetestRun run = store.find(runId).orElseThrow();
    if (run.ended()) {
      return false;
    }
    List<UUID> next = filed.next(run.lastDone(), PORTION);
    for (UUID application : next) {
      try {
        testAgain(run, application);
      } catch (RuntimeException e) {
        if (passes(e)) {
          throw e;
        }
        LOG.error(
            "application {} could not be tested by rulebook {}", application, run.version(), e);
        passOver(run, application);
      }
    }
    if (next.size() == PORTION) {
      return true;
    }
    store.end(run, clock.instant());
    LOG.info("rulebook {} was tried on what is filed", run.version());
    return false;
  }

  private void testAgain(RetestRun run, UUID application) {
    FiledApp app = filed.of(application);
    List<RetestResult> results = new ArrayList<>();
    List<TestedAgain> tested = test(run, app, results);
    transaction.executeWithoutResult(
        status -> {
          results.forEach(store::put);
          run.number().ifPresent(number -> opening.open(new Origin.Retest(number), app, tested));
          store.advance(run, application);
        });
  }

  /** Notes each of its packages as untested, for somebody to look at; the others go on. */
  private void passOver(RetestRun run, UUID application) {
    FiledApps.Outline app = filed.outline(application);
    transaction.executeWithoutResult(
        status -> {
          for (UUID one : app.packageIds()) {
            store.put(
                new RetestResult(
                    run.id(),
                    one,
                    application,
                    app.number(),
                    app.name(),
                    app.sponsor(),
                    app.division(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of()));
          }
          store.advance(run, application);
        });
  }

  /** Whether it is the database that fails and not what is stored: then the run is tried again. */
  private static boolean passes(RuntimeException e) {
    return e instanceof TransientDataAccessException
        || e instanceof RecoverableDataAccessException
        || e instanceof DataAccessResourceFailureException
        || e instanceof TransactionException;
  }

  /** What was tested; adds what is judged otherwise or could not be tested to the results. */
  private List<TestedAgain> test(RetestRun run, FiledApp app, List<RetestResult> results) {
    Rulebook before = rulebooks.find(run.against()).orElseThrow();
    Rulebook after = rulebooks.find(run.version()).orElseThrow();
    List<TestedAgain> tested = new ArrayList<>();
    for (FiledBuild one : app.packages()) {
      Optional<FactSet> facts = inspections.factsIfHeld(one.stored().id());
      if (facts.isEmpty()) {
        results.add(result(run, app, one, Optional.empty(), Optional.empty(), List.of()));
        continue;
      }
      TestResult was = RuleEngine.evaluate(facts.get(), one.context(), before, run.asOf());
      TestResult is = RuleEngine.evaluate(facts.get(), one.context(), after, run.asOf());
      tested.add(new TestedAgain(one, was, is));
      List<Changed> changes = Changed.between(was, is);
      if (!changes.isEmpty()) {
        results.add(
            result(run, app, one, Optional.of(was.verdict()), Optional.of(is.verdict()), changes));
      }
    }
    return tested;
  }

  private static RetestResult result(
      RetestRun run,
      FiledApp app,
      FiledBuild one,
      Optional<Verdict> before,
      Optional<Verdict> after,
      List<Changed> changes) {
    return new RetestResult(
        run.id(),
        one.stored().id(),
        app.applicationId(),
        app.number(),
        app.name(),
        app.sponsor(),
        app.division(),
        before,
        after,
        changes);
  }
}
