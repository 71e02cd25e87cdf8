package cn.beian.inspect;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
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
 * Inspects one package in a process of its own.
 *
 * <pre>
 * WorkerMain --out FACTS [--app-id ID] PATH...
 * </pre>
 *
 * <p>Writes the facts as canonical NDJSON to FACTS, and to standard output lines {@code progress
 * N/M entry-class}; where there are no facts, one line with code, place and detail. Ends with 0
 * (facts written), 2 (usage), 3 (unreadable or of no known format), 4 (limit reached) or 5 (format
 * known but not read yet).
 */
public final class WorkerMain {
  private static final int READ = 0;
  private static final int USAGE = 2;

  private WorkerMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.exit(run(args, out));
  }

  /** The exit code. */
  static int run(String[] args, PrintStream out) throws IOException {
    Optional<Path> facts = Optional.empty();
    Optional<String> appId = Optional.empty();
    List<Path> paths = new ArrayList<>();
    try {
      for (int i = 0; i < args.length; i++) {
        if (args[i].equals("--out") && i + 1 < args.length) {
          facts = Optional.of(Path.of(args[++i]));
        } else if (args[i].equals("--app-id") && i + 1 < args.length) {
          appId = Optional.of(args[++i]);
        } else {
          paths.add(Path.of(args[i]));
        }
      }
    } catch (InvalidPathException e) {
      out.println("no path: " + e.getInput());
      return USAGE;
    }
    if (facts.isEmpty() || paths.isEmpty()) {
      out.println("usage: WorkerMain --out FACTS [--app-id ID] PATH...");
      return USAGE;
    }
    return inspect(new PackageInput(paths, appId), facts.get(), out);
  }

  private static int inspect(PackageInput input, Path facts, PrintStream out) throws IOException {
    try {
      FactSet found =
          PackageInspector.inspect(
              input,
              Limits.standard(),
              Runtime.getRuntime().availableProcessors(),
              (done, total, entryClass) ->
                  out.println("progress " + done + "/" + total + " " + entryClass));
      try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(facts))) {
        FactsJson.write(found, file);
      }
      return READ;
    } catch (PackageFormatException e) {
      out.println(e.getMessage());
      return exitCode(e.code());
    }
  }

  private static int exitCode(PackageFormatException.Code code) {
    return switch (code) {
      case UNREADABLE, UNKNOWN_FORMAT -> 3;
      case LIMIT -> 4;
      case NOT_READ_YET -> 5;
    };
  }
}
