package cn.beian.server.testing;

import cn.beian.server.testing.Inspection.Failure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A process that reads one package after the other ({@code WorkerMain --serve}). Whoever asks it
 * throws it away when it is no longer {@linkplain #fit() fit}.
 */
final class WorkerProcess implements AutoCloseable {
  private static final int LINE_CHARS = 2000;
  private static final int DETAIL_CHARS = 4000;
  private static final String OUT_OF_MEMORY = "OutOfMemoryError";

  private final Process process;
  private final BufferedReader lines;
  private int answered;
  private boolean ended;

  WorkerProcess(List<String> command) throws IOException {
    process = new ProcessBuilder(command).redirectErrorStream(true).start();
    lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /** Number of packages that were answered for, read or not. */
  int answered() {
    return answered;
  }

  /** Whether it can be asked again. */
  boolean fit() {
    return !ended && process.isAlive();
  }

  /**
   * Asks it to read one package; after {@code wallLimitMillis} it is killed.
   *
   * @param request arguments of {@code WorkerMain}
   */
  Workers.Outcome ask(
      List<String> request,
      long wallLimitMillis,
      ScheduledExecutorService timer,
      Workers.Progress progress)
      throws IOException {
    AtomicBoolean late = new AtomicBoolean();
    ScheduledFuture<?> end =
        timer.schedule(
            () -> {
              late.set(true);
              process.destroyForcibly();
            },
            wallLimitMillis,
            TimeUnit.MILLISECONDS);
    try {
      send(request);
      StringBuilder said = new StringBuilder();
      for (String line = line(late); line != null; line = line(late)) {
        if (line.startsWith("progress ")) {
          report(line, progress);
        } else if (line.startsWith("done ")) {
          answered++;
          return outcome(line.substring("done ".length()), said.toString());
        } else if (said.length() < DETAIL_CHARS) {
          said.append(said.isEmpty() ? "" : "\n").append(line);
        }
      }
      return ended(late.get(), said.toString());
    } finally {
      end.cancel(false);
    }
  }

  private void send(List<String> request) {
    String line =
        request.stream()
            .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8))
            .collect(Collectors.joining(" ", "", "\n"));
    try {
      OutputStream out = process.getOutputStream();
      out.write(line.getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException e) {
      ended = true; // what it said last says why
    }
  }

  /** The next line, cut after {@value #LINE_CHARS} characters; null at the end. */
  private @Nullable String line(AtomicBoolean late) throws IOException {
    try {
      return line();
    } catch (IOException e) {
      if (late.get()) {
        return null; // killing closes the stream
      }
      throw e;
    }
  }

  private @Nullable String line() throws IOException {
    StringBuilder line = new StringBuilder();
    int c = lines.read();
    while (c >= 0 && c != '\n') {
      if (line.length() < LINE_CHARS) {
        line.append((char) c);
      }
      c = lines.read();
    }
    return c < 0 && line.isEmpty() ? null : line.toString();
  }

  private static void report(String line, Workers.Progress progress) {
    String[] share = line.substring("progress ".length()).split("[/ ]", 3);
    progress.report(Integer.parseInt(share[0]), Integer.parseInt(share[1]));
  }

  private static Workers.Outcome outcome(String code, String said) {
    return switch (code) {
      case "0" -> Workers.Outcome.READ;
      case "3" -> new Workers.Outcome(Failure.UNREADABLE, said);
      case "4" -> new Workers.Outcome(Failure.LIMIT, said);
      case "5" -> new Workers.Outcome(Failure.NOT_READ_YET, said);
      default -> new Workers.Outcome(Failure.WORKER_FAILED, "code " + code + ": " + said);
    };
  }

  private Workers.Outcome ended(boolean late, String said) {
    ended = true;
    close();
    if (late) {
      return new Workers.Outcome(Failure.TOO_LONG, said);
    }
    return new Workers.Outcome(
        said.contains(OUT_OF_MEMORY) ? Failure.TOO_MUCH_MEMORY : Failure.WORKER_FAILED,
        "the worker ended: " + said);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
