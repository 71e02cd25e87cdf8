package cn.beian.ledger;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Runs work on other threads while the caller continues, and passes the results to the caller's
 * thread in the order of submission. At most two pieces per thread are queued. Confined to one
 * thread.
 */
final class InOrder<T> implements AutoCloseable {
  private static final int PIECES_PER_THREAD = 2;

  private final int most;
  private final ExecutorService threads;
  private final Consumer<T> taker;
  private final Deque<Future<T>> given = new ArrayDeque<>();

  /**
   * @param threads number of threads, from 1
   * @param taker receives the results, on the submitting thread
   */
  InOrder(int threads, Consumer<T> taker) {
    this.most = threads * PIECES_PER_THREAD;
    this.threads = Executors.newFixedThreadPool(threads, InOrder::thread);
    this.taker = taker;
  }

  /**
   * Submits a piece of work, after taking results while the queue is full; rethrows the exception
   * of an earlier piece.
   */
  void give(Callable<T> work) {
    while (given.size() >= most) {
      take();
    }
    given.add(threads.submit(work));
  }

  /** Takes all remaining results. */
  void finish() {
    while (!given.isEmpty()) {
      take();
    }
  }

  /** Stops the threads; unfinished work is lost. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void take() {
    try {
      taker.accept(given.remove().get());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof RuntimeException unchecked) {
        throw unchecked;
      }
      if (cause instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(cause);
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "ledger-check");
    thread.setDaemon(true);
    return thread;
  }
}
