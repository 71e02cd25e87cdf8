package cn.beian.server.filings.casefile;

import cn.beian.server.approvals.ProjectPlan;
import cn.beian.server.filings.answers.AnswerSheet;
import java.util.List;
import java.util.stream.Stream;

/**
 * In what an app that is to be filed differs from the project that was approved.
 *
 * @param approved as the approval has it
 * @param filed as the filing has it
 */
public record PlanDifference(Of of, String approved, String filed) {
  /** What differs. */
  public enum Of {
    NAME,
    FORM,
    AUDIENCE
  }

  /** What differs, as far as both say it. */
  public static List<PlanDifference> of(CaseFile file, ProjectPlan plan) {
    return Stream.of(
            new PlanDifference(Of.NAME, plan.name(), file.value("app.name")),
            new PlanDifference(Of.FORM, plan.form().name(), file.application().form().name()),
            new PlanDifference(Of.AUDIENCE, plan.audience(), file.value(AnswerSheet.AUDIENCE)))
        .filter(one -> !one.approved().isEmpty() && !one.filed().isEmpty())
        .filter(one -> !one.approved().equals(one.filed()))
        .toList();
  }

  /** The difference of an app from another one by name. */
  static List<PlanDifference> ofName(CaseFile file, String approved) {
    return Stream.of(new PlanDifference(Of.NAME, approved, file.value("app.name")))
        .filter(one -> !one.filed().isEmpty() && !one.filed().equals(approved))
        .toList();
  }

  /** Prefix of the message keys of what it compares; empty where that is a name. */
  public String words() {
    return switch (of) {
      case NAME -> "";
      case FORM -> "AppForm.";
      case AUDIENCE -> "choice.app.audience.";
    };
  }
}
