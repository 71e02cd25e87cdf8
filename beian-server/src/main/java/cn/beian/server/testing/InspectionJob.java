package cn.beian.server.testing;

import cn.beian.server.intake.Intake;
import cn.beian.server.intake.ObjectStore;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Inspection.Failure;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads one package; run again after a crash, it starts anew and ends in the same facts. */
final class InspectionJob {
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("inspect-package", String.class);

  private static final Logger LOG = LoggerFactory.getLogger(InspectionJob.class);

  private final JdbcClient jdbc;
  private final Intake intake;
  private final ObjectStore objects;
  private final FactsStore facts;
  private final TestBuilds testBuilds;
  private final Workers workers;
  private final Clock clock;

  InspectionJob(
      JdbcClient jdbc,
      Intake intake,
      ObjectStore objects,
      FactsStore facts,
      TestBuilds testBuilds,
      Workers workers,
      Clock clock) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.objects = objects;
    this.facts = facts;
    this.testBuilds = testBuilds;
    this.workers = workers;
    this.clock = clock;
  }

  /** Whether this is the moment to read; false where too many wait. */
  boolean mayRun() {
    return !workers.crowded();
  }

  void run(UUID packageId) {
    StoredPackage upload = intake.findPackage(packageId).orElseThrow();
    try {
      read(upload);
    } catch (IOException e) {
      LOG.error(
          "package {} (sha256 {}) could not be read: {}",
          packageId,
          upload.sha256(),
          e.getMessage(),
          e);
      end(upload, Failure.WORKER_FAILED, String.valueOf(e.getMessage()), null);
    }
  }

  private void read(StoredPackage upload) throws IOException {
    Path out = Files.createTempFile("beian-facts-", ".ndjson");
    try {
      progress(upload, 0, 0);
      Workers.Outcome outcome =
          workers.read(
              objects.file(upload.sha256()),
              upload.appId(),
              out,
              (done, total) -> progress(upload, done, total));
      if (outcome.failure() == Failure.NONE) {
        end(upload, Failure.NONE, "", facts.store(out));
        testBuilds.settle(upload.sha256(), upload.appId());
        LOG.info("package {} read", upload.id());
      } else {
        LOG.warn(
            "package {} (sha256 {}) not read: {}: {}",
            upload.id(),
            upload.sha256(),
            outcome.failure(),
            outcome.detail());
        end(upload, outcome.failure(), outcome.detail(), null);
      }
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private void progress(StoredPackage upload, int done, int total) {
    jdbc.sql(
            "update inspection set status = 'RUNNING', done = ?, total = ? where sha256 = ? and app_id = ?")
        .params(done, total, upload.sha256(), upload.appId())
        .update();
  }

  private void end(
      StoredPackage upload,
      Failure failure,
      String detail,
      @org.jspecify.annotations.Nullable String factsDigest) {
    jdbc.sql(
            "update inspection set status = :status, failure = :failure, detail = :detail, facts_digest = :digest,"
                + " ended_at = :at where sha256 = :sha256 and app_id = :appId")
        .param("status", failure == Failure.NONE ? "READ" : "FAILED")
        .param("failure", failure == Failure.NONE ? "" : failure.name())
        .param("detail", detail.replace("\0", ""))
        .param("digest", factsDigest)
        .param("at", Timestamp.from(clock.instant()))
        .param("sha256", upload.sha256())
        .param("appId", upload.appId())
        .update();
  }
}
