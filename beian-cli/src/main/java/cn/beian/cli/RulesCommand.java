package cn.beian.cli;

import cn.beian.facts.VisibleText;
import cn.beian.report.Reports;
import cn.beian.rules.Rule;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import cn.beian.rules.source.RulebookSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The rulebook. */
@Command(name = "rules", mixinStandardHelpOptions = true)
final class RulesCommand implements Runnable {
  private final Console console;

  @Spec CommandSpec spec = CommandSpec.create();

  RulesCommand(Console console) {
    this.console = console;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), console.text("usage.noCommand"));
  }

  /** Lists all rules and the version of the rulebook. */
  @Command(name = "list", mixinStandardHelpOptions = true)
  int list(@Option(names = "--full", descriptionKey = "rules.full") boolean full)
      throws IOException, InputException {
    Rulebook rulebook = ProgramRulebook.load(console);
    StringBuilder text = new StringBuilder();
    for (Rule rule : rulebook.rules()) {
      text.append(rule.id())
          .append("  ")
          .append(rule.title().in(console.language().locale()))
          .append('\n');
    }
    text.append('\n').append(name(rulebook)).append('\n');
    if (full) {
      text.append("SHA-256 ").append(rulebook.version()).append('\n');
    }
    console.write(text.toString());
    return ExitCode.PASSED;
  }

  private String name(Rulebook rulebook) {
    return Reports.rulebookName(rulebook, console.language().locale());
  }

  /** Compiles a folder of rules and runs every rule on its samples; exit code 1 on failure. */
  @Command(name = "test", mixinStandardHelpOptions = true)
  int test(
      @Parameters(paramLabel = "DIR", arity = "0..1", descriptionKey = "rules.folder")
          @Nullable Path named,
      @Option(names = "--coverage", descriptionKey = "rules.coverage") boolean coverage,
      @Option(
              names = "--rule",
              paramLabel = "RULE|GROUP",
              split = ",",
              descriptionKey = "rules.coverage.rule")
          @Nullable List<String> which,
      @Option(
              names = "--format",
              paramLabel = "text|json",
              defaultValue = "text",
              descriptionKey = "rules.coverage.format")
          SampleCoverageText.Format format)
      throws IOException, InputException {
    Path folder = ProgramRulebook.workedOn(console, named);
    try {
      if (coverage) {
        return new SampleCoverageText(console, folder)
            .print(which == null ? List.of() : which, format);
      }
      Rulebook rulebook = RulebookSource.compile(folder);
      console.print("rules.sound", name(rulebook));
      return ExitCode.PASSED;
    } catch (RulebookException e) {
      console.say("rules.refused", e.problems().size());
      e.problems()
          .forEach(
              problem ->
                  console.terminal().err().println("  " + VisibleText.of(problem.toString())));
      console.terminal().err().flush();
      return ExitCode.BLOCKED;
    }
  }

  /** Prints which rules apply to which formats, and why the others do not. */
  @Command(name = "formats", mixinStandardHelpOptions = true)
  int formats(
      @Option(
              names = "--rule",
              paramLabel = "RULE",
              split = ",",
              descriptionKey = "rules.formats.which")
          @Nullable List<String> which,
      @Option(
              names = "--format",
              paramLabel = "text|json|tsv",
              defaultValue = "text",
              descriptionKey = "rules.formats.format")
          RuleFormatsText.Format format)
      throws IOException, InputException {
    RuleFormatsText table = new RuleFormatsText(console, ProgramRulebook.load(console));
    if (which != null && format != RuleFormatsText.Format.TEXT) {
      throw new InputException(ExitCode.USAGE, "rules.formats.textOnly");
    }
    console.write(
        which != null
            ? table.reasons(which)
            : switch (format) {
              case TEXT -> table.text();
              case JSON -> table.json();
              case TSV -> table.tsv();
            });
    return ExitCode.PASSED;
  }

  /** Creates a rule as a copy of another one. */
  @Command(name = "new", mixinStandardHelpOptions = true)
  int create(
      @Parameters(paramLabel = "RULE", descriptionKey = "rules.id") String newId,
      @Option(names = "--from", paramLabel = "RULE", descriptionKey = "rules.from")
          @Nullable String model,
      @Option(names = "--dir", paramLabel = "DIR", descriptionKey = "rules.folder")
          @Nullable Path named)
      throws IOException, InputException {
    String id = newId.toUpperCase(Locale.ROOT);
    if (!id.matches("(FORM|DISP|PRIV|SEC|CRYP|ENG)-[1-9][0-9]{2}")) {
      throw new InputException(ExitCode.USAGE, "rules.idWrong", id);
    }
    Path folder = ProgramRulebook.workedOn(console, named);
    String group = id.substring(0, id.indexOf('-'));
    Rulebook rulebook = ProgramRulebook.load(console);
    Rule from =
        ExplainCommand.rule(
            rulebook,
            model != null
                ? model
                : rulebook.rules().stream()
                    .map(Rule::id)
                    .filter(other -> other.startsWith(group))
                    .findFirst()
                    .orElse(id));
    Path file = file(folder, id);
    String text = Files.readString(file(folder, from.id()), StandardCharsets.UTF_8);
    try {
      Files.createDirectories(folder.resolve(group.toLowerCase(Locale.ROOT)));
      Files.writeString(
          file, text.replace("id: " + from.id(), "id: " + id), StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InputException(ExitCode.USAGE, "rules.idUsed", id, file.toString());
    }
    console.print("rules.created", file, from.id(), folder);
    return ExitCode.PASSED;
  }

  /** Writes a page for each rule in both languages. */
  @Command(name = "docs", mixinStandardHelpOptions = true)
  int docs(
      @Option(
              names = "--out",
              required = true,
              paramLabel = "DIR",
              descriptionKey = "rules.docs.out")
          Path folder)
      throws IOException, InputException {
    Rulebook rulebook = ProgramRulebook.load(console);
    RulePages.write(rulebook, folder);
    console.print("rules.documented", rulebook.rules().size(), folder);
    return ExitCode.PASSED;
  }

  private static Path file(Path folder, String id) {
    String group = id.substring(0, id.indexOf('-')).toLowerCase(Locale.ROOT);
    return folder.resolve(group).resolve(id + ".yaml");
  }
}
