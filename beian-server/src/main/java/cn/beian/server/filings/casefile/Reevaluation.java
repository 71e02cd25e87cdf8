package cn.beian.server.filings.casefile;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Context;
import cn.beian.rules.Finding;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Tests from stored facts: on submission, and again when the context has changed. */
@Component
public class Reevaluation {
  private final ApplicationStore store;
  private final ReviewStore reviews;
  private final CaseFiles files;
  private final TestContext context;
  private final TestRuns tests;
  private final Clock clock;

  Reevaluation(
      ApplicationStore store,
      ReviewStore reviews,
      CaseFiles files,
      TestContext context,
      TestRuns tests,
      Clock clock) {
    this.store = store;
    this.reviews = reviews;
    this.files = files;
    this.context = context;
    this.tests = tests;
    this.clock = clock;
  }

  /**
   * Tests all packages that were read; these are the tests of record from now on. What was judged
   * holds on where the new test finds the same.
   */
  public void ofRecord(Application application) {
    CaseFile file = files.load(application);
    Instant now = clock.instant();
    for (CasePackage one : file.packages()) {
      test(file, one.submitted().packageId())
          .ifPresent(
              fresh -> {
                store.add(one.submitted().tested(fresh.id()), now);
                one.test().ifPresent(old -> carry(file, old, fresh));
              });
    }
  }

  /**
   * Tests anew where answers, or the register, have changed what the tests rest on, so that a
   * sponsor reads what a reviewer will. Tests of a draft that was never sent give way to theirs.
   */
  public void whereContextChanged(Application application) {
    CaseFile file = files.load(application);
    Context now = context.of(file);
    List<TestRun> changed =
        file.packages().stream()
            .flatMap(one -> one.test().stream())
            .filter(test -> !test.context().equals(now))
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    ofRecord(application);
    if (application.signedBy().isEmpty()) {
      changed.forEach(test -> tests.drop(test.id()));
    }
  }

  /** Tests one package in the context of its application; empty where nothing was read. */
  public Optional<TestRun> test(CaseFile file, UUID packageId) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return tests.test(packageId, context.of(file), today);
  }

  /** The same from facts that are at hand. */
  public TestRun test(CaseFile file, UUID packageId, FactSet facts) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return tests.test(packageId, facts, context.of(file), today);
  }

  private void carry(CaseFile file, TestRun old, TestRun fresh) {
    UUID id = file.application().id();
    for (Judgement judgement : reviews.judgements(id)) {
      if (judgement.testId().equals(old.id()) && same(old, fresh, judgement.ruleId())) {
        reviews.put(id, judgement.of(fresh.id()));
      }
    }
    for (ManualTest test : reviews.humanTests(id)) {
      if (test.subject().equals(old.id()) && same(old, fresh, test.ruleId())) {
        reviews.put(id, test.of(fresh.id()));
      }
    }
  }

  private static boolean same(TestRun old, TestRun fresh, String ruleId) {
    Optional<Finding> before = old.result().finding(ruleId);
    Optional<Finding> after = fresh.result().finding(ruleId);
    return before.isPresent()
        && after.isPresent()
        && before.get().outcome() == after.get().outcome()
        && before.get().effect() == after.get().effect()
        && before.get().evidence().equals(after.get().evidence());
  }
}
