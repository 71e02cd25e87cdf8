package cn.beian.server.testing;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Context;
import cn.beian.rules.ContextJson;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionComparisonJson;
import cn.beian.rules.comparison.VersionReview;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.PackageTaken;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.rulebooks.Rulebooks;
import cn.beian.server.testing.Inspection.Status;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Reads packages in the background and tests what was read. */
@Service
public class Testing {
  private static final Logger LOG = LoggerFactory.getLogger(Testing.class);

  private final JdbcClient jdbc;
  private final Intake intake;
  private final InspectionStore inspections;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final FactsStore facts;
  private final TestBuilds testBuilds;
  private final Rulebooks rulebooks;
  private final Scheduler scheduler;
  private final Clock clock;

  Testing(
      JdbcClient jdbc,
      Intake intake,
      InspectionStore inspections,
      AuditTrail audit,
      ApplicationEventPublisher events,
      FactsStore facts,
      TestBuilds testBuilds,
      Rulebooks rulebooks,
      Scheduler scheduler,
      Clock clock) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.inspections = inspections;
    this.audit = audit;
    this.events = events;
    this.facts = facts;
    this.testBuilds = testBuilds;
    this.rulebooks = rulebooks;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Has a package read, unless that was done or is under way. */
  @EventListener
  void request(PackageTaken taken) {
    if (inspections.queue(upload(taken.packageId()))) {
      schedule(taken.packageId());
    }
  }

  private void schedule(UUID packageId) {
    scheduler.scheduleIfNotExists(
        InspectionJob.TASK
            .instance(UuidV7.next(clock).toString())
            .data(packageId.toString())
            .scheduledTo(clock.instant()));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.triggerCheckForDueExecutions(); // somebody is waiting for it
          }
        });
  }

  /** Packages that could not be read, the latest first. */
  public List<FailedInspection> failed(int most) {
    return inspections.failed(most);
  }

  /**
   * Has a package that could not be read read anew, whatever the reason was; the units that sent it
   * need not do anything. False where it was read, or is being read.
   */
  @Transactional
  public boolean readAnew(String sha256, String appId) {
    Optional<StoredPackage> upload = intake.findPackage(sha256, appId);
    if (upload.isEmpty() || !inspections.queueAnew(sha256, appId)) {
      return false;
    }
    schedule(upload.get().id());
    audit.record(
        "package.read-anew",
        upload.get().id().toString(),
        upload.get().fileName() + " sha256 " + sha256);
    return true;
  }

  /** How far the reading of a package is; empty if it was never asked for. */
  public Optional<Inspection> inspection(UUID packageId) {
    StoredPackage upload = upload(packageId);
    return inspections.find(upload.sha256(), upload.appId());
  }

  /**
   * Digest of the facts of a package that was read; of a protected one, together with those of the
   * test build beside it.
   */
  public Optional<String> factsDigest(UUID packageId) {
    return inspection(packageId)
        .filter(inspection -> inspection.status() == Status.READ)
        .map(inspection -> testBuilds.factsDigest(packageId).orElse(inspection.factsDigest()));
  }

  /** The facts of a package that was read, as {@link #factsDigest} names them. */
  public Optional<FactSet> facts(UUID packageId) {
    return factsDigest(packageId).map(this::read);
  }

  /** The same, to be read a piece at a time. */
  public Optional<StoredFacts> stored(UUID packageId) {
    return factsDigest(packageId).map(facts::stored);
  }

  /** The facts of a package; empty also where they are held no more, which is logged. For jobs. */
  public Optional<FactSet> factsIfHeld(UUID packageId) {
    try {
      return facts(packageId);
    } catch (UncheckedIOException e) {
      LOG.error("package {}: its facts are gone: {}", packageId, e.getMessage());
      return Optional.empty();
    }
  }

  /** The test build beside a protected release. */
  public Optional<CompanionBuild> testBuild(UUID packageId) {
    return testBuilds.of(packageId);
  }

  /**
   * Puts an unpacked test build beside a protected release, in the place of an earlier one, and has
   * the two compared once both were read.
   */
  @Transactional
  public void putBeside(UUID packageId, UUID testPackageId, UUID personId) {
    jdbc.sql(
            "insert into test_build (package_id, test_package_id, added_by, added_at) values (?, ?, ?, ?)"
                + " on conflict (package_id) do update set test_package_id = excluded.test_package_id,"
                + " added_by = excluded.added_by, added_at = excluded.added_at, outcome = 'WAITING',"
                + " detail = '', facts_digest = null")
        .params(packageId, testPackageId, personId, at(now()))
        .update();
    compareBeside(upload(packageId));
  }

  /** Compares pairs of which it is one and of which both were read; their releases have changed. */
  void compareBeside(StoredPackage one) {
    try {
      for (UUID release : testBuilds.settle(one.sha256(), one.appId())) {
        StoredPackage changed = upload(release);
        events.publishEvent(new PackageRead(changed.sha256(), changed.appId()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("facts of " + one.id() + " or its test build", e);
    }
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
    return facts(packageId).map(read -> evaluate(read, context, asOf));
  }

  private TestResult evaluate(FactSet read, Context context, LocalDate asOf) {
    return RuleEngine.evaluate(read, context, rulebooks.inForce(asOf), asOf);
  }

  /** Keeps a result that somebody is going to be told of, with the context it rests on. */
  @Transactional
  public TestRun keep(UUID packageId, Context context, TestResult result) {
    TestRun run =
        new TestRun(
            UuidV7.next(clock), packageId, result, TestResultJson.digest(result), context, now());
    keep(run);
    return run;
  }

  /**
   * Compares two versions of an app by the rulebook in force, as of the day on which that was first
   * asked: what was found is kept, so that all who ask read the same. Empty where one of them was
   * not read.
   */
  @Transactional
  public Optional<VersionComparison> compare(UUID before, UUID after) {
    return compare(before, after, fresh -> keep(fresh, OfficialTime.dayOf(clock.instant())));
  }

  /** The same for a page: what was kept, else what would be found now. */
  public Optional<VersionComparison> compared(UUID before, UUID after) {
    return compare(before, after, fresh -> {});
  }

  private Optional<VersionComparison> compare(
      UUID before, UUID after, Consumer<VersionComparison> keeping) {
    Optional<String> earlier = factsDigest(before);
    Optional<String> later = factsDigest(after);
    return earlier.flatMap(one -> later.map(other -> compare(one, other, keeping)));
  }

  private VersionComparison compare(
      String before, String after, Consumer<VersionComparison> keeping) {
    Rulebook rulebook = rulebook();
    return jdbc.sql(
            "select result from version_comparison where before_digest = ? and after_digest = ?"
                + " and rulebook_version = ?")
        .params(before, after, rulebook.version())
        .query((row, number) -> comparison(row.getString("result")))
        .optional()
        .orElseGet(
            () -> {
              LocalDate today = OfficialTime.dayOf(clock.instant());
              VersionComparison fresh =
                  VersionReview.compare(read(before), read(after), Context.EMPTY, rulebook, today);
              keeping.accept(fresh);
              return fresh;
            });
  }

  private void keep(VersionComparison fresh, LocalDate asOf) {
    jdbc.sql(
            "insert into version_comparison (before_digest, after_digest, rulebook_version, as_of, result,"
                + " compared_at) values (?, ?, ?, ?, ?, ?) on conflict do nothing")
        .params(
            fresh.before().factsDigest(),
            fresh.after().factsDigest(),
            fresh.rulebookVersion(),
            asOf,
            JsonColumn.text(out -> VersionComparisonJson.write(fresh, out)).replace("\0", ""),
            at(now()))
        .update();
  }

  private static VersionComparison comparison(String kept) throws SQLException {
    try {
      return VersionComparisonJson.read(JsonColumn.stream(kept));
    } catch (IOException e) {
      throw new SQLException("a kept comparison is not readable", e);
    }
  }

  /** A test by its id. */
  public Optional<TestRun> find(UUID testId) {
    return jdbc.sql("select * from test_run where id = ?")
        .param(testId)
        .query(Testing::runRow)
        .optional();
  }

  /** The newest test of a package. */
  public Optional<TestRun> latest(UUID packageId) {
    return jdbc.sql(
            "select * from test_run where package_id = ? order by ran_at desc, id desc limit 1")
        .param(packageId)
        .query(Testing::runRow)
        .optional();
  }

  /** The rulebook in force today. */
  public Rulebook rulebook() {
    return rulebooks.inForce(OfficialTime.dayOf(clock.instant()));
  }

  /** The rulebook by which a test was made; where it never was here, the one in force. */
  public Rulebook rulebook(TestResult result) {
    return rulebooks.find(result.rulebookVersion()).orElseGet(this::rulebook);
  }

  private void keep(TestRun run) {
    TestResult result = run.result();
    jdbc.sql(
            "insert into test_run (id, package_id, facts_digest, context_digest, rulebook_version, as_of, verdict,"
                + " result_digest, result, context, ran_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            run.id(),
            run.packageId(),
            result.factsDigest(),
            result.contextDigest(),
            result.rulebookVersion(),
            result.asOf(),
            result.verdict().name(),
            run.resultDigest(),
            JsonColumn.text(out -> TestResultJson.write(result, out)),
            JsonColumn.text(out -> ContextJson.write(run.context(), out)),
            at(run.ranAt()))
        .update();
  }

  private StoredPackage upload(UUID packageId) {
    return intake
        .findPackage(packageId)
        .orElseThrow(() -> new IllegalArgumentException("no package " + packageId));
  }

  private FactSet read(String digest) {
    try {
      return facts.read(digest);
    } catch (IOException e) {
      throw new UncheckedIOException("facts " + digest + " are not in the object store", e);
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  private static TestRun runRow(ResultSet row, int number) throws SQLException {
    try {
      return new TestRun(
          row.getObject("id", UUID.class),
          row.getObject("package_id", UUID.class),
          TestResultJson.read(JsonColumn.stream(row.getString("result"))),
          row.getString("result_digest"),
          ContextJson.read(JsonColumn.stream(row.getString("context"))),
          instant(row, "ran_at"));
    } catch (IOException e) {
      throw new SQLException("test " + row.getString("id") + " is not readable", e);
    }
  }
}
