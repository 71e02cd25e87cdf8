package cn.beian.inspect;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;

/**
 * Inspects packages in a process of its own.
 *
 * <pre>
 * WorkerMain --out FACTS [--app-id ID] PATH...
 * WorkerMain --serve
 * </pre>
 *
 * <p>Writes the facts as canonical NDJSON to FACTS, and to standard output lines {@code progress
 * N/M entry-class}; where there are no facts, one line with code, place and detail. Ends with 0
 * (facts written), 2 (usage), 3 (unreadable or of no known format), 4 (limit reached) or 5 (format
 * known but not read yet).
 *
 * <p>With {@code --serve} it reads one package after the other: each line of standard input is a
 * request, the arguments of a run, each URL-encoded, with a blank between them; each answer is the
 * lines of that run and then {@code done N}, where N is what that run would have ended with. The
 * process ends at once when standard input does, and with 70 when something is thrown that no
 * package should cause.
 */
public final class WorkerMain {
  private static final int READ = 0;
  private static final int USAGE = 2;
  private static final int BROKEN = 70;

  private WorkerMain() {}

  public static void main(String[] args) throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    // what libraries print by themselves is no line of an answer
    System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
    if (args.length == 1 && args[0].equals("--serve")) {
      serve(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), out);
    } else {
      System.exit(run(args, out));
    }
  }

  private static void serve(BufferedReader in, PrintStream out) {
    SynchronousQueue<String> requests = new SynchronousQueue<>();
    Thread worker = new Thread(() -> answer(requests, out), "worker");
    worker.setDaemon(true);
    worker.start();
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        requests.put(line);
      }
    } catch (IOException | InterruptedException e) {
      // the server is gone, as at the end of input
    }
    Runtime.getRuntime().halt(0);
  }

  private static void answer(SynchronousQueue<String> requests, PrintStream out) {
    try {
      while (true) {
        String[] args = requests.take().split(" ");
        for (int i = 0; i < args.length; i++) {
          args[i] = URLDecoder.decode(args[i], StandardCharsets.UTF_8);
        }
        out.println("done " + run(args, out));
      }
    } catch (Throwable e) { // whatever it is, this process is not to be trusted with more
      e.printStackTrace(out);
      Runtime.getRuntime().halt(BROKEN);
    }
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
