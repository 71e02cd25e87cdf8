package cn.beian.cli;

import cn.beian.rules.Grade;
import cn.beian.rules.evaluation.BlockScore;
import cn.beian.rules.evaluation.Evaluation;
import cn.beian.rules.evaluation.Evaluation.Case;
import cn.beian.rules.evaluation.Evaluation.Project;
import cn.beian.rules.evaluation.Evaluation.Score;
import java.util.List;
import java.util.Locale;

/** An evaluation as a Markdown table, with every wrong decision by rule and place. */
final class EvaluationTable {
  private static final List<Grade> GRADES = List.of(Grade.HINT, Grade.INDICATOR, Grade.PROOF);

  private final Evaluation evaluation;
  private final StringBuilder out = new StringBuilder();

  EvaluationTable(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /** The figures: each cell TP/FP/FN, precision, recall and F1. */
  EvaluationTable figures(String title) {
    out.append(title).append("\n\n| label (positives/scored) | hint | indicator | proof |\n");
    out.append("|---|---|---|---|\n");
    List<Score> first = evaluation.scores(Grade.HINT);
    for (int i = 0; i < first.size(); i++) {
      Score score = first.get(i);
      out.append("| ").append(score.category()).append(" (").append(score.positives());
      out.append('/').append(score.cases().size()).append(')');
      for (Grade grade : GRADES) {
        cell(evaluation.scores(grade).get(i));
      }
      out.append(" |\n");
    }
    out.append("| macro-F1");
    GRADES.forEach(grade -> number(" | **%.3f**", evaluation.macroF1(grade)));
    out.append(" |\n| projects without any label (")
        .append(evaluation.projects().stream().filter(Project::clean).count())
        .append(") given one");
    GRADES.forEach(grade -> out.append(" | ").append(evaluation.noisy(grade).size()));
    out.append(" |\n\n").append(evaluation.projects().size()).append(" projects\n");
    blocks(evaluation.blocks());
    return this;
  }

  private void blocks(BlockScore blocks) {
    if (blocks.scored() == 0) {
      return;
    }
    int right = blocks.right().size();
    int blocked = right + blocks.wrong().size();
    int due = right + blocks.missed().size();
    out.append("\nblocks by project: ").append(right).append(" of ").append(blocked);
    out.append(" right, ").append(right).append(" of ").append(due).append(" found (");
    out.append(blocks.scored()).append(" projects scored); by finding: ");
    out.append(blocks.rightFindings()).append(" of ").append(blocks.findings());
    out.append(" on the right ground\n");
    blocks.wrong().forEach(name -> out.append("WRONG BLOCK ").append(name).append('\n'));
    blocks.missed().forEach(name -> out.append("MISSED BLOCK ").append(name).append('\n'));
  }

  private void cell(Score score) {
    out.append(" | ")
        .append(score.truePositives())
        .append('/')
        .append(score.falsePositives())
        .append('/')
        .append(score.falseNegatives());
    number(" %.2f", score.precision());
    number(" %.2f", score.recall());
    number(" **%.2f**", score.f1());
  }

  private void number(String format, double value) {
    out.append(String.format(Locale.ROOT, format, value));
  }

  /** Lists every wrong decision at the grade, then the blocking findings of each project. */
  EvaluationTable errors(Grade grade) {
    for (Score score : evaluation.scores(grade)) {
      score.cases().stream()
          .filter(one -> one.wrong(grade))
          .forEach(one -> error(score, one, grade));
    }
    for (Project project : evaluation.projects()) {
      List<String> lines = evaluation.blocking().getOrDefault(project.repository(), List.of());
      if (!lines.isEmpty()) {
        out.append(project.clean() ? "BLOCKS A CLEAN PROJECT " : "BLOCKS ")
            .append(project.repository())
            .append('\n');
        lines.forEach(line -> out.append("   ").append(line).append('\n'));
      }
    }
    return this;
  }

  private void error(Score score, Case one, Grade grade) {
    out.append(one.detected(grade) ? "FP " : "FN ");
    out.append(score.category()).append(' ').append(one.project().repository());
    one.strongest()
        .ifPresent(g -> out.append(" (").append(g.name().toLowerCase(Locale.ROOT)).append(')'));
    out.append('\n');
    one.evidence().forEach(line -> out.append("   ").append(line).append('\n'));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
