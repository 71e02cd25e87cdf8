package cn.beian.cli;

import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Context;
import cn.beian.rules.Grade;
import cn.beian.rules.JsonFormatException;
import cn.beian.rules.TestResult;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.rules.evaluation.Evaluation;
import cn.beian.rules.evaluation.Evaluation.Project;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares the rules' detections with labelled projects; prints figures and every error. */
@Command(name = "evaluate", sortOptions = false, mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  /**
   * A date on which every rule is in force, so that the figures do not depend on the day of the
   * run.
   */
  static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  /** The declaration under which most rules can block; detection does not depend on it. */
  static final Context STRICTEST =
      new Context(
          new Context.Declared(
              true,
              "",
              "",
              "",
              "",
              List.of(),
              "",
              Set.of(Context.Audience.STAFF, Context.Audience.GRASSROOTS),
              List.of()),
          Optional.empty(),
          List.of());

  private final Console console;

  @Parameters(paramLabel = "LABELS.jsonl", descriptionKey = "labels")
  Path labels = Path.of("");

  @Option(
      names = "--sources",
      required = true,
      paramLabel = "DIR",
      descriptionKey = "evaluate.sources")
  Path sources = Path.of("");

  @Option(names = "--grade", paramLabel = "hint|indicator|proof", descriptionKey = "evaluate.grade")
  Grade grade = Grade.INDICATOR;

  @Option(names = "--halves", descriptionKey = "evaluate.halves")
  boolean halves;

  EvaluateCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException, InputException {
    if (!Files.isRegularFile(labels)) {
      throw new InputException(ExitCode.USAGE, "file.missing", labels.toString());
    }
    Rulebook rulebook = ProgramRulebook.load(console);
    Evaluation all = new Evaluation();
    List<Evaluation> half = List.of(new Evaluation(), new Evaluation());
    for (Project project : projects()) {
      Path root = folder(sources, project);
      if (!Files.isDirectory(root)) {
        console.say("file.missing", root);
        continue;
      }
      try {
        var facts = PackageInspector.inspect(PackageInput.of(List.of(root)), Limits.standard());
        TestResult result = RuleEngine.evaluate(facts, STRICTEST, rulebook, AS_OF);
        all.add(project, result);
        half.get(project.half()).add(project, result);
      } catch (PackageFormatException e) {
        console.say("file.wrong", root, e.sentence(console.language().locale()));
      }
    }
    console.write(new EvaluationTable(all).figures(console.text("evaluate.all")).toString() + '\n');
    if (halves) {
      for (int i = 0; i < half.size(); i++) {
        String title = console.text("evaluate.half", i + 1);
        console.write(new EvaluationTable(half.get(i)).figures(title).toString() + '\n');
      }
    }
    console.write(new EvaluationTable(all).errors(grade).toString());
    return ExitCode.PASSED;
  }

  private List<Project> projects() throws IOException, InputException {
    try {
      return Evaluation.projects(labels);
    } catch (JsonFormatException | CharacterCodingException e) {
      throw new InputException(
          ExitCode.USAGE, "labels.wrong", labels.toString(), String.valueOf(e.getMessage()));
    }
  }

  /** The folder with the sources of a project. */
  static Path folder(Path sources, Project project) {
    return sources.resolve(project.repository().replace('/', '+')).resolve(project.root());
  }
}
