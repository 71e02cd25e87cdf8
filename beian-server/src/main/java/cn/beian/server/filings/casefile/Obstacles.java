package cn.beian.server.filings.casefile;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.policies.SubmissionPolicy;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.LevelJudgement;
import cn.beian.server.filings.answers.SubmittedAnswers;
import cn.beian.server.identity.Organization;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What stops an acceptance beside the findings. */
final class Obstacles {
  private Obstacles() {}

  /**
   * What stands in the way.
   *
   * @param value of a field; empty where there is no answer
   * @param countyReason why a county develops its own app; empty where nobody asks for it
   * @param judged that reason, as it stands
   */
  static List<Problem> of(
      Application application,
      Organization sponsor,
      UnaryOperator<String> value,
      PolicyParameters parameters,
      String countyReason,
      Optional<LevelJudgement> judged) {
    List<Problem> obstacles = new ArrayList<>();
    ApplicationKind kind = application.kind();
    if (!kind.built()) {
      obstacles.add(FilingProblem.of("notBuilt." + kind.name(), "", List.of()));
    }
    application
        .signedAt()
        .map(OfficialTime::dayOf)
        .map(day -> SubmittedAnswers.of(application, sponsor, value, day))
        .map(asked -> SubmissionPolicy.level(asked, parameters))
        .filter(ruling -> !ruling.allowed())
        .map(Obstacles::refused)
        .or(() -> open(countyReason, judged))
        .ifPresent(code -> obstacles.add(FilingProblem.of(code, "", List.of())));
    return obstacles;
  }

  /**
   * What stands against an app of this unit's own. The unit counts as it is now, whatever it
   * was when the application was sent; days and parameters are those of the day of sending.
   */
  private static String refused(Ruling ruling) {
    return ruling.code() == Ruling.Code.LEVEL_COUNTY_REASON_MISSING
        ? "countyReasonOpen"
        : "ruling." + ruling.code().name();
  }

  private static Optional<String> open(String countyReason, Optional<LevelJudgement> judged) {
    if (countyReason.isEmpty()) {
      return Optional.empty();
    }
    if (judged.isEmpty()) {
      return Optional.of("countyReasonOpen");
    }
    return judged.get().accepted() ? Optional.empty() : Optional.of("countyReasonRejected");
  }
}
