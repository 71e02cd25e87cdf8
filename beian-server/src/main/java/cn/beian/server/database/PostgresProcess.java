package cn.beian.server.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server process. Once it is {@linkplain #keep() kept}, one that ends by itself is started
 * again.
 */
final class PostgresProcess {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresProcess.class);
  private static final int STOP_SECONDS = 30;
  private static final int AGAIN_MILLIS = 500;

  /** One that cannot start, as on a full disk, is not tried more often. */
  private static final int LONGEST_PAUSE_MILLIS = 10_000;

  /** One that ran so long did start. */
  private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final List<String> command;
  private final Path log;
  private final CompletableFuture<Process> first = new CompletableFuture<>();
  private boolean kept;
  private long logged;
  private @Nullable Process current;

  private PostgresProcess(List<String> command, Path log) {
    this.command = List.copyOf(command);
    this.log = log;
  }

  /** Starts the program; its output is appended to {@code log}. */
  static PostgresProcess start(List<String> command, Path log) throws IOException {
    PostgresProcess server = new PostgresProcess(command, log);
    // The kernel sends the death signal when the starting thread ends, so that thread stays.
    Thread keeper = new Thread(server::run, "postgres-keeper");
    keeper.setDaemon(true);
    keeper.start();
    try {
      server.first.join();
      return server;
    } catch (CompletionException e) {
      throw new IOException("PostgreSQL could not be launched: " + command, e.getCause());
    }
  }

  private void run() {
    try {
      Process process = launch();
      first.complete(process);
      long begun = System.nanoTime();
      long pauseMillis = AGAIN_MILLIS; // its orphans have to leave first
      int code = process.waitFor();
      while (isKept()) {
        if (System.nanoTime() - begun > STEADY_NANOS) {
          pauseMillis = AGAIN_MILLIS;
        }
        LOG.error(
            "PostgreSQL (pid {}) ended by itself with code {} and is started again in {} ms; {}",
            process.pid(),
            code,
            pauseMillis,
            why());
        TimeUnit.MILLISECONDS.sleep(pauseMillis);
        pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
        begun = System.nanoTime();
        process = launchIfKept();
        code = process.waitFor();
      }
    } catch (IOException e) {
      if (!first.completeExceptionally(e)) {
        LOG.error("PostgreSQL could not be started again: {}", command, e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Process launchIfKept() throws IOException {
    Process last = current;
    return kept || last == null ? launch() : last;
  }

  /** Why the latest process ended, as far as its log says. */
  synchronized String why() {
    return PostgresLog.why(log, logged);
  }

  private synchronized Process launch() throws IOException {
    logged = PostgresLog.length(log);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    current = process;
    return process;
  }

  private synchronized boolean isKept() {
    return kept;
  }

  /** From now on the server is started again when it ends by itself. */
  synchronized void keep() {
    kept = true;
  }

  /** Waits a moment; whether the server has ended by then. */
  boolean ended(long waitMillis) throws InterruptedException {
    return first.join().waitFor(waitMillis, TimeUnit.MILLISECONDS);
  }

  /** Stops the server and waits for it; does nothing when it has ended. */
  void stop() {
    Process process = release();
    if (!process.isAlive()) {
      return;
    }
    try {
      signal(process.pid(), "INT");
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn(
            "PostgreSQL (pid {}) did not stop within {} s and is killed",
            process.pid(),
            STOP_SECONDS);
        process.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized Process release() {
    kept = false;
    Process process = current;
    return process == null ? first.join() : process;
  }

  static void signal(long pid, String name) throws IOException {
    exitCode(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
  }

  static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
