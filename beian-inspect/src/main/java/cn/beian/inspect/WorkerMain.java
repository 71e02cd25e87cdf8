package cn.beian.inspect;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.VisibleText;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Inspects packages in a process of its own.
 *
 * <pre>
 * WorkerMain --out FACTS [--app-id ID] PATH...
 * WorkerMain --serve
 * </pre>
 *
 * <p>Writes the facts as canonical NDJSON to FACTS; where there are none, says so in one line on
 * standard error: code, place and detail. Ends with 0 (facts written), 2 (usage), 3 (unreadable or
 * of no known format), 4 (limit reached) or 5 (format known but not read yet).
 *
 * <p>With {@code --serve} it reads one package after the other, as {@link WorkerFrames} on standard
 * input asks, and answers on standard output with frames alone: that channel is taken before
 * anything else runs, and whatever a library prints goes to standard error. The process ends at
 * once when standard input does, with {@value #OUT_OF_MEMORY} when memory is gone, as the JVM's own
 * {@code -XX:+ExitOnOutOfMemoryError} does, and with {@value WorkerLoop#BROKEN} when something is
 * thrown that no package should cause.
 */
public final class WorkerMain {
  /** Exit code of a worker that ran out of memory. */
  public static final int OUT_OF_MEMORY = 3;

  private static final int USAGE = 2;

  private WorkerMain() {}

  public static void main(String[] args) throws IOException {
    OutputStream channel = new FileOutputStream(FileDescriptor.out);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    System.setOut(err);
    System.setErr(err);
    if (args.length == 1 && args[0].equals("--serve")) {
      WorkerLoop.serve(channel, err, WorkerMain::run);
    } else {
      WorkerLoop.Outcome outcome = run(List.of(args), (done, total, entryClass) -> {});
      if (!outcome.detail().isEmpty()) {
        err.println(outcome.detail());
      }
      boolean wrong = WorkerFrames.wrongFile(outcome.code()).isPresent();
      System.exit(wrong ? WorkerFrames.UNREADABLE_CODE : outcome.code());
    }
  }

  /** One run. */
  public static WorkerLoop.Outcome run(List<String> args, Progress progress) throws IOException {
    Optional<Path> facts = Optional.empty();
    Optional<String> appId = Optional.empty();
    List<Path> paths = new ArrayList<>();
    try {
      for (int i = 0; i < args.size(); i++) {
        if (args.get(i).equals("--out") && i + 1 < args.size()) {
          facts = Optional.of(Path.of(args.get(++i)));
        } else if (args.get(i).equals("--app-id") && i + 1 < args.size()) {
          appId = Optional.of(args.get(++i));
        } else {
          paths.add(Path.of(args.get(i)));
        }
      }
    } catch (InvalidPathException e) {
      return new WorkerLoop.Outcome(USAGE, VisibleText.of("no path: " + e.getInput()));
    }
    if (facts.isEmpty() || paths.isEmpty()) {
      return new WorkerLoop.Outcome(USAGE, "usage: WorkerMain --out FACTS [--app-id ID] PATH...");
    }
    return inspect(new PackageInput(paths, appId), facts.get(), progress);
  }

  private static WorkerLoop.Outcome inspect(PackageInput input, Path facts, Progress progress)
      throws IOException {
    try {
      int threads = Runtime.getRuntime().availableProcessors();
      FactSet found = PackageInspector.inspect(input, Limits.standard(), threads, progress);
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(facts))) {
        FactsJson.write(found, file);
      }
      return new WorkerLoop.Outcome(WorkerFrames.READ_CODE, "");
    } catch (PackageFormatException e) {
      int code = e.wrongFile().map(WorkerFrames::code).orElseGet(() -> exitCode(e.code()));
      return new WorkerLoop.Outcome(code, e.getMessage());
    }
  }

  private static int exitCode(PackageFormatException.Code code) {
    return switch (code) {
      case UNREADABLE, UNKNOWN_FORMAT -> WorkerFrames.UNREADABLE_CODE;
      case LIMIT -> WorkerFrames.LIMIT_CODE;
      case NOT_READ_YET -> WorkerFrames.NOT_READ_YET_CODE;
    };
  }
}
