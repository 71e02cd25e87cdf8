package cn.beian.cli;

import cn.beian.facts.FactSet;
import cn.beian.report.Reports;
import cn.beian.report.TextStyle;
import cn.beian.server.platform.SoftwareVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists the components of a package, for people or as CycloneDX. */
@Command(name = "sbom", sortOptions = false, mixinStandardHelpOptions = true)
final class SbomCommand implements Callable<Integer> {
  enum Format {
    TEXT,
    JSON
  }

  private final Console console;

  @Parameters(index = "0", paramLabel = "FILE", descriptionKey = "files")
  Path file = Path.of("");

  @Option(names = "--format", paramLabel = "text|json", descriptionKey = "sbom.format")
  Format format = Format.TEXT;

  @Option(names = "--out", paramLabel = "PATH", descriptionKey = "compare.out")
  @Nullable Path out;

  @Option(names = "--declared", paramLabel = "FILE", descriptionKey = "declared")
  @Nullable Path declared;

  @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "sbom.asOf")
  @Nullable LocalDate asOf;

  @Mixin CacheOption cache = new CacheOption();

  @Mixin TimeOption time = new TimeOption();

  SbomCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    List<FactSet> read = new ArrayList<>();
    int code =
        new InspectionRun(console, declared, cache, time)
            .run(
                List.of(file),
                (path, facts) -> {
                  read.add(facts);
                  return ExitCode.PASSED;
                });
    if (code == ExitCode.PASSED) {
      console.deliver(out, written(read.get(0)));
    }
    return code;
  }

  private byte[] written(FactSet facts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    if (format == Format.JSON) {
      Reports.sbom(facts, SoftwareVersion.NUMBER, Optional.ofNullable(asOf), bytes);
    } else {
      boolean colour = out == null && console.terminal().colour();
      Reports.components(
          facts, console.language().locale(), new TextStyle(colour, Set.of()), bytes);
    }
    return bytes.toByteArray();
  }
}
