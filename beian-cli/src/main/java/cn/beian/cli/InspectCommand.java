package cn.beian.cli;

import cn.beian.facts.FactSet;
import cn.beian.facts.VisibleText;
import cn.beian.report.Baseline;
import cn.beian.report.Report;
import cn.beian.report.Reports;
import cn.beian.report.TextStyle;
import cn.beian.rules.Finding;
import cn.beian.rules.JsonFormatException;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.comparison.TestBuild;
import cn.beian.rules.engine.RuleEngine;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tests packages before they are submitted. */
@Command(name = "inspect", sortOptions = false, mixinStandardHelpOptions = true)
final class InspectCommand implements Callable<Integer> {
  enum Format {
    TEXT(".txt"),
    JSON(".json"),
    SARIF(".sarif"),
    HTML(".html"),
    PDF(".pdf");

    private final String ending;

    Format(String ending) {
      this.ending = ending;
    }
  }

  /** Maximum number of names shown for each side of a difference. */
  private static final int SHOWN = 3;

  private final Console console;

  @Parameters(arity = "1..*", paramLabel = "FILE", descriptionKey = "files")
  List<Path> files = new ArrayList<>();

  @Option(
      names = "--format",
      paramLabel = "text|json|sarif|html|pdf",
      descriptionKey = "inspect.format")
  Format format = Format.TEXT;

  @Option(names = "--out", paramLabel = "PATH", descriptionKey = "inspect.out")
  @Nullable Path out;

  @Option(names = "--declared", paramLabel = "FILE", descriptionKey = "declared")
  @Nullable Path declared;

  @Option(names = "--as-of", paramLabel = "DATE", descriptionKey = "inspect.asOf")
  @Nullable LocalDate asOf;

  @Option(names = "--baseline", paramLabel = "FILE", descriptionKey = "inspect.baseline")
  @Nullable Path baseline;

  @Option(names = "--why", paramLabel = "RULE", descriptionKey = "inspect.why")
  Set<String> why = new LinkedHashSet<>();

  @Option(names = "--full", descriptionKey = "inspect.full")
  boolean full;

  @Option(names = "--test-build", paramLabel = "FILE", descriptionKey = "inspect.testBuild")
  @Nullable Path testBuild;

  @Mixin CacheOption cache = new CacheOption();

  @Mixin TimeOption time = new TimeOption();

  @Mixin SignedOption signed = new SignedOption();

  InspectCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    CompletableFuture<Rulebook> loading = signed.load(console);
    for (String rule : why) {
      ExplainCommand.rule(loading.join(), rule);
    }
    if (out != null && files.size() > 1 && !Files.isDirectory(out)) {
      throw new InputException(ExitCode.USAGE, "out.notFolder", out.toString());
    }
    distinct(out);
    distinct(baseline);
    if (out == null && format == Format.PDF && console.terminal().outIsTerminal()) {
      throw new InputException(ExitCode.USAGE, "out.needed");
    }
    if (testBuild != null && files.size() > 1) {
      throw new InputException(ExitCode.USAGE, "testBuild.onePackage");
    }
    InspectionRun inspection = new InspectionRun(console, declared, cache, time);
    Optional<FactSet> test = Optional.empty();
    if (testBuild != null) {
      List<FactSet> read = new ArrayList<>();
      int code =
          inspection.run(List.of(testBuild), (file, facts) -> read.add(facts) ? 0 : ExitCode.BUG);
      if (read.isEmpty()) {
        return code;
      }
      test = Optional.of(read.get(0));
    }
    Optional<FactSet> unpacked = test;
    LocalDate day = asOf == null ? console.today() : asOf;
    Map<Path, Baseline> earlier = new HashMap<>();
    for (Path file : files) {
      if (baseline != null) {
        earlier.put(file, earlier(baseline, file));
      }
    }
    return inspection.run(
        files,
        (file, release) -> {
          Rulebook rulebook = loading.join();
          FactSet facts = unpacked.map(build -> joined(file, release, build)).orElse(release);
          TestResult result = RuleEngine.evaluate(facts, inspection.context(), rulebook, day);
          Report report = new Report(result, rulebook, facts, inspection.context());
          Optional<Baseline> before = Optional.ofNullable(earlier.get(file));
          deliver(file, write(report, file, before));
          return ExitCode.of(
              before.map(known -> since(known, file, result)).orElse(result.verdict()));
        });
  }

  /** A report in a folder is named after its file, so no two files may have the same name. */
  private void distinct(@Nullable Path folder) throws InputException {
    if (folder == null || !Files.isDirectory(folder)) {
      return;
    }
    Map<String, Path> byName = new HashMap<>();
    for (Path file : files) {
      String name = reportName(file, format).toLowerCase(Locale.ROOT);
      Path other = byName.putIfAbsent(name, file);
      if (other != null) {
        throw new InputException(
            ExitCode.USAGE, "out.sameName", other.toString(), file.toString(), folder.toString());
      }
    }
  }

  /** The combined facts of a protected release and its test build, with messages about the two. */
  private FactSet joined(Path file, FactSet release, FactSet test) {
    TestBuild build = TestBuild.of(release, test);
    for (TestBuild.Difference difference : build.differences()) {
      console.say(
          "testBuild.differs." + difference.aspect().name().toLowerCase(Locale.ROOT),
          listed(difference.onlyRelease()),
          listed(difference.onlyTest()));
    }
    if (!build.extraFiles().isEmpty()) {
      console.say("testBuild.extra", build.extraFiles().size(), listed(build.extraFiles()));
    }
    console.say(
        build.matches() ? "testBuild.matches" : "testBuild.differs",
        file,
        String.valueOf(testBuild));
    return build.joined();
  }

  private String listed(List<String> names) {
    String none = console.text("testBuild.none");
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.isEmpty() ? none : shown + (names.size() > SHOWN ? ", …" : "");
  }

  /** The verdict on the new findings, with a message about it. */
  private Verdict since(Baseline before, Path file, TestResult result) {
    List<String> added = before.newOnes(result).stream().map(Finding::ruleId).toList();
    if (added.isEmpty()) {
      console.say("baseline.nothing", file);
    } else {
      console.say("baseline.new", file, added.size(), String.join(", ", added));
    }
    return before.verdict(result);
  }

  /** The earlier report of a file: the given one, or the one with its name in the given folder. */
  private static Baseline earlier(Path baseline, Path file) throws IOException, InputException {
    Path report =
        Files.isDirectory(baseline) ? baseline.resolve(reportName(file, Format.JSON)) : baseline;
    try (InputStream in = Files.newInputStream(report)) {
      return Baseline.of(TestResultJson.read(in));
    } catch (NoSuchFileException e) {
      throw new InputException(ExitCode.USAGE, "file.missing", report.toString());
    } catch (JsonFormatException e) {
      throw new InputException(
          ExitCode.USAGE, "baseline.wrong", report.toString(), String.valueOf(e.getMessage()));
    }
  }

  private byte[] write(Report report, Path file, Optional<Baseline> before) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Locale locale = console.language().locale();
    switch (format) {
      case TEXT -> {
        boolean colour = out == null && console.terminal().colour();
        Reports.text(report, locale, new TextStyle(colour, why, full), bytes);
      }
      case JSON -> Reports.json(report.result(), bytes);
      case SARIF -> {
        String place = file.normalize().toString().replace(File.separatorChar, '/');
        Reports.sarif(report, locale, place, Files.isDirectory(file), before, bytes);
      }
      case HTML -> Reports.html(report, locale, bytes);
      case PDF -> Reports.pdf(report, locale, bytes);
    }
    return bytes.toByteArray();
  }

  private void deliver(Path file, byte[] report) throws IOException, InputException {
    if (out == null && files.size() > 1 && format == Format.TEXT) {
      console.write("== " + VisibleText.of(file.toString()) + "\n");
    }
    Path target = out;
    if (target != null && Files.isDirectory(target)) {
      target = target.resolve(reportName(file, format));
    }
    console.deliver(target, report);
  }

  private static String reportName(Path file, Format format) {
    return file.toAbsolutePath().normalize().getFileName() + format.ending;
  }
}
