package cn.beian.server.testing;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Context;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.platform.Cache;
import cn.beian.server.platform.RecentlyUsed;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.rulebooks.Rulebooks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tests packages that were read, by the rulebook of a day, and keeps the results. */
@Service
public class TestRuns {
  /** A result holds at most some pieces of evidence a rule. */
  private static final int REMEMBERED = 200;

  private final Inspections inspections;
  private final TestRunStore store;
  private final Rulebooks rulebooks;
  private final Clock clock;
  private final Cache<Asked, TestResult> remembered = new RecentlyUsed<>(REMEMBERED);

  TestRuns(Inspections inspections, TestRunStore store, Rulebooks rulebooks, Clock clock) {
    this.inspections = inspections;
    this.store = store;
    this.rulebooks = rulebooks;
    this.clock = clock;
  }

  /**
   * Tests a package that was read, as of a day and by the rulebook of that day, and keeps the
   * result; empty where nothing was read.
   */
  @Transactional
  public Optional<TestRun> test(UUID packageId, Context context, LocalDate asOf) {
    return evaluate(packageId, context, asOf).map(result -> keep(packageId, context, result));
  }

  /** The same from facts that are at hand. */
  @Transactional
  public TestRun test(UUID packageId, FactSet read, Context context, LocalDate asOf) {
    return keep(packageId, context, evaluate(read, context, asOf));
  }

  /** The same without keeping it, for a page. */
  public Optional<TestResult> evaluate(UUID packageId, Context context, LocalDate asOf) {
    return inspections
        .factsDigest(packageId)
        .map(digest -> new Asked(digest, context, rulebooks.inForce(asOf).version(), asOf))
        .map(
            asked ->
                remembered.get(
                    asked, one -> evaluate(inspections.read(one.facts()), context, asOf)));
  }

  /** What a result follows from; the same gives the same. */
  private record Asked(String facts, Context context, String rulebookVersion, LocalDate asOf) {}

  private TestResult evaluate(FactSet read, Context context, LocalDate asOf) {
    return RuleEngine.evaluate(read, context, rulebooks.inForce(asOf), asOf);
  }

  /** Keeps a result that somebody is going to be told of, with the context it rests on. */
  @Transactional
  public TestRun keep(UUID packageId, Context context, TestResult result) {
    TestRun run =
        new TestRun(
            UuidV7.next(clock),
            packageId,
            result,
            TestResultJson.digest(result),
            context,
            clock.instant().truncatedTo(ChronoUnit.SECONDS));
    store.add(run);
    return run;
  }

  /** Drops a test that nobody was told of. */
  @Transactional
  public void drop(UUID testId) {
    store.drop(testId);
  }

  /** A test by its id. */
  public Optional<TestRun> find(UUID testId) {
    return store.find(testId);
  }

  /** The newest test of a package. */
  public Optional<TestRun> latest(UUID packageId) {
    return store.latest(packageId);
  }

  /** The rulebook in force today. */
  public Rulebook rulebook() {
    return rulebooks.inForce(OfficialTime.dayOf(clock.instant()));
  }

  /** The rulebook by which a test was made; where it never was here, the one in force. */
  public Rulebook rulebook(TestResult result) {
    return rulebooks.find(result.rulebookVersion()).orElseGet(this::rulebook);
  }
}
