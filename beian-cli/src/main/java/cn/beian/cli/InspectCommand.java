package cn.beian.cli;

import cn.beian.facts.FactSet;
import cn.beian.report.Reports;
import cn.beian.report.TextStyle;
import cn.beian.rules.RuleEngine;
import cn.beian.rules.Rulebook;
import cn.beian.rules.TestResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests packages before anybody else sees them. */
@Command(name = "inspect", sortOptions = false, mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  enum Format {
    TEXT,
    JSON,
    HTML
  }

  private static final ZoneId DATES = ZoneId.of("Asia/Shanghai");

  private final Cli cli;

  @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "files")
  List<Path> files = new ArrayList<>();

  @Option(names = "--format", paramLabel = "text|json|html", descriptionKey = "inspect.format")
  Format format = Format.TEXT;

  @Option(names = "--out", paramLabel = "PATH", descriptionKey = "inspect.out")
  @Nullable Path out;

  @Option(names = "--declared", paramLabel = "FILE", descriptionKey = "declared")
  @Nullable Path declared;

  @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "inspect.asOf")
  @Nullable LocalDate asOf;

  @Option(names = "--why", paramLabel = "RULE", descriptionKey = "inspect.why")
  Set<String> why = new LinkedHashSet<>();

  InspectCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException, InputException {
    // Loaded while the first package is read.
    CompletableFuture<Rulebook> loading = CompletableFuture.supplyAsync(Rulebook::bundled);
    for (String rule : why) {
      ExplainCommand.rule(loading.join(), rule);
    }
    if (out != null && files.size() > 1 && !Files.isDirectory(out)) {
      throw new InputException(ExitCode.USAGE, "out.notFolder", out.toString());
    }
    Inspection inspection = new Inspection(cli, declared);
    LocalDate day = asOf == null ? LocalDate.now(cli.terminal().clock().withZone(DATES)) : asOf;
    return inspection.run(
        files,
        (file, facts) -> {
          Rulebook rulebook = loading.join();
          TestResult result = RuleEngine.evaluate(facts, inspection.context(), rulebook, day);
          deliver(file, report(result, rulebook, facts));
          return ExitCode.of(result.verdict());
        });
  }

  private byte[] report(TestResult result, Rulebook rulebook, FactSet facts) throws IOException {
    ByteArrayOutputStream report = new ByteArrayOutputStream();
    Locale locale = cli.language().locale();
    switch (format) {
      case TEXT -> {
        boolean colour = out == null && cli.terminal().colour();
        Reports.text(result, rulebook, facts, locale, new TextStyle(colour, why), report);
      }
      case JSON -> Reports.json(result, report);
      case HTML -> Reports.html(result, rulebook, facts, locale, report);
    }
    return report.toByteArray();
  }

  private void deliver(Path file, byte[] report) throws IOException, InputException {
    if (out == null) {
      if (files.size() > 1 && format == Format.TEXT) {
        cli.write("== " + file + "\n");
      }
      cli.terminal().out().write(report);
      cli.terminal().out().flush();
      return;
    }
    Path target = Files.isDirectory(out) ? out.resolve(reportName(file)) : out;
    try {
      Path folder = target.toAbsolutePath().getParent();
      Path half = Files.createTempFile(folder, ".beian-", ".part");
      Files.write(half, report);
      Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new InputException(ExitCode.USAGE, "out.unwritable", target.toString(), e.toString());
    }
  }

  private String reportName(Path file) {
    String ending =
        switch (format) {
          case TEXT -> ".txt";
          case JSON -> ".json";
          case HTML -> ".html";
        };
    return file.toAbsolutePath().normalize().getFileName() + ending;
  }
}
