package cn.beian.server.testing;

import cn.beian.server.testing.Inspection.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Reads one package in a process of its own, with a heap and a time limit: a package that kills its
 * reader costs one test. Only facts leave the process.
 */
final class Worker implements AutoCloseable {
  /** Takes progress. */
  interface Progress {
    void report(int done, int total);
  }

  /** What became of the process. */
  record Outcome(Failure failure, String detail) {
    static final Outcome READ = new Outcome(Failure.NONE, "");
  }

  private static final String MAIN = "cn.beian.inspect.WorkerMain";
  private static final int DETAIL_CHARS = 2000;

  private final List<String> classpath;
  private final TestingSettings settings;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "inspection-timer");
            thread.setDaemon(true);
            return thread;
          });

  Worker(List<String> classpath, TestingSettings settings) {
    this.classpath = List.copyOf(classpath);
    this.settings = settings;
  }

  /** Reads {@code file} and writes its facts to {@code facts}. */
  Outcome read(Path file, String appId, Path facts, Progress progress) throws IOException {
    Path errors = Files.createTempFile(facts.toAbsolutePath().getParent(), "worker-", ".err");
    try {
      Process process =
          new ProcessBuilder(command(file, appId, facts)).redirectError(errors.toFile()).start();
      AtomicBoolean late = new AtomicBoolean();
      ScheduledFuture<?> end = endAfter(settings.wallLimit(), process, late);
      List<String> said = follow(process, progress);
      int exit = waitFor(process);
      end.cancel(false);
      return outcome(exit, late.get(), said, errors);
    } finally {
      Files.deleteIfExists(errors);
    }
  }

  private List<String> command(Path file, String appId, Path facts) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + settings.heap().toMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-Dfile.encoding=UTF-8",
                "-cp",
                String.join(java.io.File.pathSeparator, classpath),
                MAIN,
                "--out",
                facts.toString()));
    if (!appId.isEmpty()) {
      command.addAll(List.of("--app-id", appId));
    }
    command.add(file.toString());
    return command;
  }

  private ScheduledFuture<?> endAfter(Duration limit, Process process, AtomicBoolean late) {
    return timer.schedule(
        () -> {
          late.set(true);
          process.destroyForcibly();
        },
        limit.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  private static List<String> follow(Process process, Progress progress) throws IOException {
    List<String> said = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("progress ")) {
          String[] share = line.substring("progress ".length()).split("[/ ]", 3);
          progress.report(Integer.parseInt(share[0]), Integer.parseInt(share[1]));
        } else if (said.size() < 20) {
          said.add(line);
        }
      }
    }
    return said;
  }

  private static int waitFor(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      return -1;
    }
  }

  private static Outcome outcome(int exit, boolean late, List<String> said, Path errors)
      throws IOException {
    String text = String.join("\n", said) + Files.readString(errors, StandardCharsets.UTF_8);
    String detail = text.length() > DETAIL_CHARS ? text.substring(0, DETAIL_CHARS) : text;
    if (late) {
      return new Outcome(Failure.TOO_LONG, detail);
    }
    return switch (exit) {
      case 0 -> Outcome.READ;
      case 3 -> new Outcome(Failure.UNREADABLE, detail);
      case 4 -> new Outcome(Failure.LIMIT, detail);
      case 5 -> new Outcome(Failure.NOT_READ_YET, detail);
      default ->
          new Outcome(
              text.contains("OutOfMemoryError") ? Failure.TOO_MUCH_MEMORY : Failure.WORKER_FAILED,
              "exit " + exit + ": " + detail);
    };
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
