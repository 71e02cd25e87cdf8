package cn.beian.server.filings;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.policies.SubmissionPolicy;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What stops an acceptance beside the findings. */
final class Obstacles {
  private Obstacles() {}

  static List<Problem> of(CaseFile file) {
    List<Problem> obstacles = new ArrayList<>();
    ApplicationKind kind = file.application().kind();
    if (!kind.built()) {
      obstacles.add(FilingProblem.of("notBuilt." + kind.name(), "", List.of()));
    }
    level(file).ifPresent(code -> obstacles.add(FilingProblem.of(code, "", List.of())));
    return obstacles;
  }

  /**
   * What stands against an app of this unit's own. The unit counts as it is now, whatever it
   * was when the application was sent; days and parameters are those of the day of sending.
   */
  private static Optional<String> level(CaseFile file) {
    Optional<Ruling> refused =
        file.application()
            .signedAt()
            .map(OfficialTime::dayOf)
            .map(day -> SubmissionPolicy.level(Submission.caseOf(file, day), file.parameters()))
            .filter(ruling -> !ruling.allowed());
    if (refused.isPresent()) {
      Ruling.Code code = refused.get().code();
      return Optional.of(
          code == Ruling.Code.LEVEL_COUNTY_REASON_MISSING
              ? "countyReasonOpen"
              : "ruling." + code.name());
    }
    if (file.countyReason().isEmpty()) {
      return Optional.empty();
    }
    Optional<LevelJudgement> judged = file.levelJudgement();
    if (judged.isEmpty()) {
      return Optional.of("countyReasonOpen");
    }
    return judged.get().accepted() ? Optional.empty() : Optional.of("countyReasonRejected");
  }
}
