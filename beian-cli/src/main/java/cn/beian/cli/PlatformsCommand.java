package cn.beian.cli;

import cn.beian.facts.FactSet;
import cn.beian.report.Reports;
import cn.beian.report.TextStyle;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.platforms.PlatformComparison;
import cn.beian.rules.platforms.PlatformComparisonJson;
import cn.beian.rules.platforms.PlatformReview;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the builds of one service for several platforms (ENG-616). */
@Command(name = "platforms", sortOptions = false, mixinStandardHelpOptions = true)
final class PlatformsCommand implements Callable<Integer> {
  enum Format {
    TEXT,
    JSON
  }

  private final Console console;

  @Parameters(
      index = "0..*",
      arity = "2..*",
      paramLabel = "FILE",
      descriptionKey = "platforms.file")
  List<Path> files = List.of();

  @Option(names = "--format", paramLabel = "text|json", descriptionKey = "compare.format")
  Format format = Format.TEXT;

  @Option(names = "--out", paramLabel = "PATH", descriptionKey = "compare.out")
  @Nullable Path out;

  @Option(names = "--declared", paramLabel = "FILE", descriptionKey = "declared")
  @Nullable Path declared;

  @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "inspect.asOf")
  @Nullable LocalDate asOf;

  @Mixin CacheOption cache = new CacheOption();

  @Mixin TimeOption time = new TimeOption();

  @Mixin SignedOption signed = new SignedOption();

  PlatformsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    CompletableFuture<Rulebook> loading = signed.load(console);
    InspectionRun inspection = new InspectionRun(console, declared, cache, time);
    List<FactSet> read = new ArrayList<>();
    int code =
        inspection.run(
            files,
            (file, facts) -> {
              read.add(facts);
              return ExitCode.PASSED;
            });
    if (code != ExitCode.PASSED) {
      return code;
    }
    PlatformComparison comparison =
        PlatformReview.compare(
            read, inspection.context(), loading.join(), asOf == null ? console.today() : asOf);
    console.deliver(out, written(comparison));
    return comparison.isComplete() ? ExitCode.PASSED : ExitCode.UNDETERMINED;
  }

  private byte[] written(PlatformComparison comparison) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (format == Format.JSON) {
      PlatformComparisonJson.write(comparison, bytes);
    } else {
      boolean colour = out == null && console.terminal().colour();
      Reports.platforms(
          comparison, console.language().locale(), new TextStyle(colour, Set.of()), bytes);
    }
    return bytes.toByteArray();
  }
}
