package cn.beian.inspect;

import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads of one inspection; of several failures the first in item order is thrown. */
final class WorkerThreads implements InspectionContext.Workers, AutoCloseable {
  /** How often progress is told during one pass, at most. */
  private static final long STEPS = 100;

  private final int threads;
  private final Optional<ExecutorService> pool;
  private final Progress progress;

  WorkerThreads(int threads, Progress progress) {
    this.threads = threads;
    this.progress = progress;
    this.pool =
        threads <= 1
            ? Optional.empty()
            : Optional.of(Executors.newFixedThreadPool(threads - 1, WorkerThreads::daemon));
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "inspect");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public <T> void forEach(String entryClass, List<T> items, InspectionContext.Work<T> work)
      throws PackageFormatException {
    Pass<T> pass = new Pass<>(entryClass, items, work);
    List<Future<?>> others = new ArrayList<>();
    if (pool.isPresent()) {
      for (int i = 1; i < Math.min(threads, items.size()); i++) {
        others.add(pool.get().submit(pass));
      }
    }
    pass.run();
    for (Future<?> other : others) {
      await(other);
    }
    pass.finish();
  }

  /** Waits, so that nothing runs on after a failure. */
  private static void await(Future<?> other) {
    try {
      other.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // a pass keeps all failures to itself
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /**
   * One pass over a list: each thread takes the next item until there is none or one failed. The
   * items before one that failed have all been taken, so the first failure in item order does not
   * depend on the threads.
   */
  private final class Pass<T> implements Runnable {
    private final String entryClass;
    private final List<T> items;
    private final InspectionContext.Work<T> work;
    private final AtomicInteger next = new AtomicInteger();
    private int done;
    private int failed = Integer.MAX_VALUE;
    private @Nullable Throwable failure;

    Pass(String entryClass, List<T> items, InspectionContext.Work<T> work) {
      this.entryClass = entryClass;
      this.items = items;
      this.work = work;
    }

    @Override
    public void run() {
      for (int i = next.getAndIncrement(); i < items.size(); i = next.getAndIncrement()) {
        try {
          work.on(items.get(i));
          done();
        } catch (PackageFormatException | RuntimeException | Error e) {
          fail(i, e);
        }
      }
    }

    private synchronized void done() {
      done++;
      int all = items.size();
      if (done * STEPS / all != (done - 1) * STEPS / all) {
        progress.at(done, all, entryClass);
      }
    }

    private synchronized void fail(int item, Throwable reason) {
      next.set(items.size());
      if (item < failed) {
        failed = item;
        failure = reason;
      }
    }

    synchronized void finish() throws PackageFormatException {
      if (failure instanceof PackageFormatException e) {
        throw e;
      }
      if (failure instanceof RuntimeException e) {
        throw e;
      }
      if (failure instanceof Error e) {
        throw e;
      }
    }
  }

  @Override
  public void close() {
    pool.ifPresent(ExecutorService::shutdownNow);
  }
}
