package cn.beian.server.testing;

import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.storage.LocalCopy;
import cn.beian.server.storage.ObjectStore;
import cn.beian.server.testing.Inspection.Failure;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Reads one package; run again after a crash, it starts anew and ends in the same facts. What keeps
 * failing, or keeps ending the server that reads it, is given up after {@value
 * InspectionStore#MOST_ATTEMPTS} attempts.
 */
final class InspectionJob {
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("inspect-package", String.class);

  private static final Logger LOG = LoggerFactory.getLogger(InspectionJob.class);

  private final InspectionStore store;
  private final Intake intake;
  private final ObjectStore objects;
  private final FactsStore facts;
  private final FactsExchange exchange;
  private final ApplicationEventPublisher events;
  private final TransactionTemplate transactions;
  private final Workers workers;
  private final Turns turns;

  InspectionJob(
      InspectionStore store,
      Intake intake,
      ObjectStore objects,
      FactsStore facts,
      FactsExchange exchange,
      ApplicationEventPublisher events,
      TransactionTemplate transactions,
      Workers workers) {
    this.store = store;
    this.intake = intake;
    this.objects = objects;
    this.facts = facts;
    this.exchange = exchange;
    this.events = events;
    this.transactions = transactions;
    this.workers = workers;
    this.turns = new Turns(workers.places());
  }

  /**
   * Whether this is the moment to read a package, which {@link #run} then does; waits where it is
   * the next. False where it is the turn of another, so that one unit that sends many takes turns
   * with the rest.
   */
  boolean mayRun(UUID packageId) {
    String unit =
        intake.findPackage(packageId).map(one -> one.organizationId().toString()).orElse("");
    return turns.comeIn(packageId, unit);
  }

  /**
   * Reads the package; false where it is to be tried again.
   *
   * @throws DataAccessException when the database is gone, which is no fault of the package
   */
  boolean run(UUID packageId) {
    try {
      return attempt(intake.findPackage(packageId).orElseThrow());
    } finally {
      turns.leave(packageId);
    }
  }

  private boolean attempt(StoredPackage upload) {
    int attempt = store.begin(upload);
    if (attempt > InspectionStore.MOST_ATTEMPTS) {
      // each time the server itself ended before it could note how it went
      return failed(upload, attempt, Failure.WORKER_FAILED, "reading never came to an end");
    }
    try {
      return read(upload, attempt);
    } catch (DataAccessException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      LOG.error("package {} (sha256 {})", upload.id(), upload.sha256(), e);
      return failed(upload, attempt, Failure.WORKER_FAILED, e.toString());
    }
  }

  private boolean read(StoredPackage upload, int attempt) throws IOException {
    Path out = exchange.file();
    try (LocalCopy copy = objects.localCopy(upload.sha256())) {
      WorkerOutcome outcome =
          workers.read(
              copy.file(),
              upload.appId(),
              out,
              (done, total) -> store.progress(upload, done, total));
      if (outcome.failure() != Failure.NONE) {
        return failed(upload, attempt, outcome.failure(), outcome.detail());
      }
      String digest = facts.store(out);
      end(upload, () -> store.read(upload, digest));
      LOG.info("package {} read", upload.id());
      return true;
    } finally {
      Files.deleteIfExists(out);
    }
  }

  private boolean failed(StoredPackage upload, int attempt, Failure failure, String detail) {
    LOG.warn(
        "package {} (sha256 {}) not read, attempt {}: {}: {}",
        upload.id(),
        upload.sha256(),
        attempt,
        failure,
        detail);
    if (failure == Failure.WORKER_FAILED && attempt < InspectionStore.MOST_ATTEMPTS) {
      store.waitForAnother(upload);
      return false;
    }
    end(upload, () -> store.failed(upload, failure, detail));
    return true;
  }

  /** What waits for it is scheduled with the end of reading, or neither happens. */
  private void end(StoredPackage upload, Runnable noted) {
    transactions.executeWithoutResult(
        status -> {
          noted.run();
          events.publishEvent(new PackageRead(upload.sha256(), upload.appId()));
        });
  }
}
