package cn.beian.server.testing;

import cn.beian.server.testing.Inspection.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Warm processes that read packages, each with a heap limit and a wall limit: a package that kills
 * its reader costs one test. Packages share nothing but classes, and only facts leave a process.
 */
final class Workers implements AutoCloseable {
  private final WorkerCommand command;
  private final TestingSettings settings;
  private final int places;
  private final Semaphore free;
  private final ConcurrentLinkedDeque<WorkerProcess> idle = new ConcurrentLinkedDeque<>();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "inspection-timer");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * Workers that are started by that command.
   *
   * @param places how many read at the same time
   */
  Workers(WorkerCommand command, TestingSettings settings, int places) {
    this.command = command;
    this.settings = settings;
    this.places = places;
    this.free = new Semaphore(places, true);
  }

  /** How many read at the same time. */
  int places() {
    return places;
  }

  /** Reads {@code file} and writes its facts to {@code facts}; waits for a free process. */
  WorkerOutcome read(Path file, String appId, Path facts, WorkerProgress progress)
      throws IOException {
    List<String> request = new ArrayList<>(List.of("--out", facts.toString()));
    if (!appId.isEmpty()) {
      request.addAll(List.of("--app-id", appId));
    }
    request.add(file.toString());
    return ask(request, progress);
  }

  /** Asks a free process; waits for one. */
  WorkerOutcome ask(List<String> request, WorkerProgress progress) throws IOException {
    free.acquireUninterruptibly();
    return asked(request, progress);
  }

  /** Asks a free process; empty where there is none for so long. */
  Optional<WorkerOutcome> ask(Duration patience, List<String> request) throws IOException {
    try {
      if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        return Optional.empty();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
    return Optional.of(asked(request, (done, total) -> {}));
  }

  /** Whoever calls has taken a place, which is given back. */
  private WorkerOutcome asked(List<String> request, WorkerProgress progress) throws IOException {
    try {
      WorkerProcess worker = warm();
      boolean readOthers = worker.answered() > 0;
      WorkerOutcome outcome = ask(worker, request, progress);
      if (outcome.failure() == Failure.WORKER_FAILED && readOthers) {
        // what an earlier package did to that process is not this one's fault
        outcome = ask(new WorkerProcess(command.builder()), request, progress);
      }
      return outcome;
    } finally {
      free.release();
    }
  }

  private WorkerOutcome ask(WorkerProcess worker, List<String> request, WorkerProgress progress)
      throws IOException {
    boolean answered = false;
    try {
      WorkerOutcome outcome =
          worker.ask(request, settings.wallLimit().toMillis(), timer, new Sparse(progress));
      answered = true;
      return outcome;
    } finally {
      if (answered) {
        giveBack(worker);
      } else {
        worker.close(); // whoever takes progress threw; nobody would end it later
      }
    }
  }

  private WorkerProcess warm() throws IOException {
    for (WorkerProcess one = idle.poll(); one != null; one = idle.poll()) {
      if (one.fit()) {
        return one;
      }
      one.close();
    }
    return new WorkerProcess(command.builder());
  }

  /** A worker that is done for is followed by another at once, which warms up while it is idle. */
  private void giveBack(WorkerProcess worker) throws IOException {
    if (worker.fit() && worker.answered() < settings.packagesPerWorker()) {
      idle.push(worker);
    } else {
      worker.close();
      idle.push(new WorkerProcess(command.builder()));
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    for (@Nullable WorkerProcess one = idle.poll(); one != null; one = idle.poll()) {
      one.close();
    }
  }

  /** Hands progress on when the share has changed by a hundredth, so that it stays cheap. */
  private static final class Sparse implements WorkerProgress {
    private final WorkerProgress progress;
    private int last = -1;

    Sparse(WorkerProgress progress) {
      this.progress = progress;
    }

    @Override
    public void report(int done, int total) {
      int share = total == 0 ? 0 : (int) (100L * done / total);
      if (share != last) {
        last = share;
        progress.report(done, total);
      }
    }
  }
}
