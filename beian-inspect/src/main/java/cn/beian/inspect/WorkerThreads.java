package cn.beian.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads of one inspection; of several failures the first in item order is thrown. */
final class WorkerThreads implements Reading.Workers, AutoCloseable {
  private final Optional<ExecutorService> pool;
  private final Progress progress;

  WorkerThreads(int threads, Progress progress) {
    this.progress = progress;
    this.pool =
        threads <= 1
            ? Optional.empty()
            : Optional.of(Executors.newFixedThreadPool(threads, WorkerThreads::daemon));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "inspect");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public <T> void forEach(String entryClass, List<T> items, Reading.Work<T> work)
      throws PackageFormatException {
    if (pool.isEmpty() || items.size() < 2) {
      int done = 0;
      for (T item : items) {
        work.on(item);
        progress.at(++done, items.size(), entryClass);
      }
      return;
    }
    AtomicInteger done = new AtomicInteger();
    List<Future<?>> futures = new ArrayList<>(items.size());
    for (T item : items) {
      futures.add(
          pool.get()
              .submit(
                  () -> {
                    work.on(item);
                    progress.at(done.incrementAndGet(), items.size(), entryClass);
                    return item;
                  }));
    }
    await(futures);
  }

  /** Waits for all, so that nothing runs on after a failure. */
  private static void await(List<Future<?>> futures) throws PackageFormatException {
    Optional<Throwable> first = Optional.empty();
    for (Future<?> future : futures) {
      try {
        future.get();
      } catch (ExecutionException e) {
        first = first.or(() -> Optional.ofNullable(e.getCause()));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    }
    if (first.isPresent()) {
      if (first.get() instanceof PackageFormatException e) {
        throw e;
      }
      if (first.get() instanceof RuntimeException e) {
        throw e;
      }
      if (first.get() instanceof Error e) {
        throw e;
      }
      throw new IllegalStateException(first.get());
    }
  }

  @Override
  public void close() {
    pool.ifPresent(ExecutorService::shutdownNow);
  }
}
