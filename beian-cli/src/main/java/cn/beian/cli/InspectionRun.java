package cn.beian.cli;

import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Context;
import cn.beian.rules.ContextJson;
import cn.beian.rules.JsonFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads packages one after another and reports those that could not be read; a bug in one does not
 * stop the others.
 */
final class InspectionRun {
  /** Uses the facts of one package and returns its exit code. */
  interface Use {
    int of(Path file, FactSet facts) throws IOException, InputException;
  }

  private final Console console;
  private final Context context;
  private final EntryCache cache;
  private final Duration limit;

  InspectionRun(Console console, @Nullable Path declared, CacheOption cache, TimeOption time)
      throws InputException {
    this.console = console;
    this.limit = time.limit();
    this.context = declared == null ? Context.EMPTY : context(declared);
    this.cache = cache.open();
  }

  Context context() {
    return context;
  }

  /** The exit code for all files. */
  int run(List<Path> files, Use use) throws IOException, InputException {
    List<Integer> codes = new ArrayList<>();
    for (Path file : files) {
      codes.add(one(file, use));
    }
    return ExitCode.worst(codes);
  }

  private int one(Path file, Use use) throws IOException, InputException {
    if (!Files.exists(file)) {
      console.say("file.missing", file);
      return ExitCode.UNREADABLE;
    }
    try {
      return use.of(file, facts(file));
    } catch (PackageFormatException e) {
      String sentence = e.sentence(console.language().locale());
      if (e.wrongFile().isPresent()) {
        console.say("file.wrong", file, sentence); // says it all
      } else {
        console.say("file.wrong", file, sentence + at(e.entry()));
        console.terminal().trace(e);
      }
      return ExitCode.of(e.code());
    } catch (TimeoutException e) {
      console.say("file.slow", file, limit.toSeconds());
      return ExitCode.UNDETERMINED;
    } catch (OutOfMemoryError e) {
      console.say("file.memory", file, Runtime.getRuntime().maxMemory() >> 20);
      return ExitCode.UNDETERMINED;
    } catch (RuntimeException | StackOverflowError e) {
      console.say("file.bug", file);
      console.terminal().trace(e);
      return ExitCode.BUG;
    }
  }

  /** The file inside a package that the message is about; empty for the package itself. */
  private String at(String entry) {
    return entry.isEmpty() ? "" : console.text("file.at", entry);
  }

  /** Reads in a separate thread, which ends with the program if it takes too long. */
  private FactSet facts(Path file) throws PackageFormatException, TimeoutException {
    FutureTask<FactSet> reading = new FutureTask<>(() -> read(file));
    Thread thread = new Thread(reading, "read");
    thread.setDaemon(true);
    thread.start();
    try {
      return reading.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof PackageFormatException refused) {
        throw refused;
      }
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private FactSet read(Path file) throws PackageFormatException {
    try (ProgressLine progress = new ProgressLine(console, String.valueOf(file.getFileName()))) {
      int threads = Runtime.getRuntime().availableProcessors();
      return PackageInspector.inspect(input(file), Limits.standard(), threads, progress, cache);
    }
  }

  private PackageInput input(Path file) {
    PackageInput input = PackageInput.of(List.of(file));
    List<String> ids = context.declared().packageIds();
    return ids.size() == 1 ? input.withAppId(ids.get(0)) : input;
  }

  private static Context context(Path declared) throws InputException {
    try (InputStream in = Files.newInputStream(declared)) {
      return ContextJson.read(in);
    } catch (JsonFormatException e) {
      throw new InputException(
          ExitCode.USAGE, "declared.wrong", declared.toString(), String.valueOf(e.getMessage()));
    } catch (NoSuchFileException e) {
      throw new InputException(ExitCode.USAGE, "file.missing", declared.toString());
    } catch (IOException e) {
      throw new InputException(
          ExitCode.USAGE, "file.unreadable", declared.toString(), String.valueOf(e.getMessage()));
    }
  }
}
