package cn.beian.cli;

import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.rules.Context;
import cn.beian.rules.Evaluation;
import cn.beian.rules.Evaluation.Case;
import cn.beian.rules.Evaluation.Project;
import cn.beian.rules.Evaluation.Score;
import cn.beian.rules.Grade;
import cn.beian.rules.RuleEngine;
import cn.beian.rules.Rulebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares what the rules detect with labelled projects; prints figures and every error. */
@Command(name = "evaluate", sortOptions = false, mixinStandardHelpOptions = true)
final class EvaluateCommand implements Callable<Integer> {
  /** Every rule is in force; the figures must not change with the day. */
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  private final Cli cli;

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

  @Option(names = "--errors", descriptionKey = "evaluate.errors")
  boolean errors;

  EvaluateCommand(Cli cli) {
    this.cli = cli;
  }

  @Override
  public Integer call() throws IOException, InputException {
    if (!Files.isRegularFile(labels)) {
      throw new InputException(ExitCode.USAGE, "file.missing", labels.toString());
    }
    Evaluation evaluation = new Evaluation(grade);
    int tested = 0;
    for (Project project : Evaluation.projects(labels)) {
      Path root = sources.resolve(project.repository().replace('/', '+')).resolve(project.root());
      if (!Files.isDirectory(root)) {
        cli.say("file.missing", root);
        continue;
      }
      try {
        var facts = PackageInspector.inspect(PackageInput.of(List.of(root)), Limits.standard());
        evaluation.add(
            project, RuleEngine.evaluate(facts, Context.EMPTY, Rulebook.bundled(), AS_OF));
        tested++;
      } catch (PackageFormatException e) {
        cli.say("file.refused", root, e.sentence(cli.language().locale()), e.getMessage());
      }
    }
    cli.write(table(evaluation, tested));
    return ExitCode.PASSED;
  }

  private String table(Evaluation evaluation, int tested) {
    StringBuilder text = new StringBuilder();
    text.append(
        "| label | TP | FP | FN | precision | recall | F1 |\n|---|---|---|---|---|---|---|\n");
    for (Score score : evaluation.scores()) {
      text.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %d | %d | %.2f | %.2f | %.2f |%n",
              score.category(),
              score.truePositives(),
              score.falsePositives(),
              score.falseNegatives(),
              score.precision(),
              score.recall(),
              score.f1()));
    }
    text.append(
        String.format(Locale.ROOT, "macro-F1 %.3f, n = %d%n", evaluation.macroF1(), tested));
    if (errors) {
      for (Score score : evaluation.scores()) {
        score.cases().stream().filter(Case::wrong).forEach(one -> error(text, score, one));
      }
    }
    return text.toString();
  }

  private static void error(StringBuilder text, Score score, Case one) {
    text.append(one.detected() ? "FP " : "FN ");
    text.append(score.category()).append(' ').append(one.repository()).append('\n');
    one.evidence().forEach(line -> text.append("   ").append(line).append('\n'));
  }
}
