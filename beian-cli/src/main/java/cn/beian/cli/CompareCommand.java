package cn.beian.cli;

import cn.beian.facts.FactSet;
import cn.beian.report.Reports;
import cn.beian.report.TextStyle;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionComparisonJson;
import cn.beian.rules.comparison.VersionReview;
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

/** Compares two versions of an app and reports what the later one requires. */
@Command(name = "compare", sortOptions = false, mixinStandardHelpOptions = true)
final class CompareCommand implements Callable<Integer> {
  enum Format {
    TEXT,
    JSON
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "OLD", descriptionKey = "compare.old")
  Path old = Path.of("");

  @Parameters(index = "1", paramLabel = "NEW", descriptionKey = "compare.new")
  Path newer = Path.of("");

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

  CompareCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    CompletableFuture<Rulebook> loading = signed.load(console);
    InspectionRun inspection = new InspectionRun(console, declared, cache, time);
    List<FactSet> read = new ArrayList<>();
    int code =
        inspection.run(
            List.of(old, newer),
            (file, facts) -> {
              read.add(facts);
              return ExitCode.PASSED;
            });
    if (code != ExitCode.PASSED) {
      return code;
    }
    VersionComparison comparison =
        VersionReview.compare(
            read.get(0),
            read.get(1),
            inspection.context(),
            loading.join(),
            asOf == null ? console.today() : asOf);
    console.deliver(out, written(comparison));
    return ExitCode.of(comparison);
  }

  private byte[] written(VersionComparison comparison) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (format == Format.JSON) {
      VersionComparisonJson.write(comparison, bytes);
    } else {
      boolean colour = out == null && console.terminal().colour();
      Reports.comparison(
          comparison, console.language().locale(), new TextStyle(colour, Set.of()), bytes);
    }
    return bytes.toByteArray();
  }
}
