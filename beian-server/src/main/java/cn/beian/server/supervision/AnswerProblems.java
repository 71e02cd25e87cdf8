package cn.beian.server.supervision;

import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.Procedure;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the answer to one finding: so that it cannot be kept, or cannot be sent. */
final class AnswerProblems {
  private AnswerProblems() {}

  /** Why a draft cannot be kept, each at its field; empty if it can. */
  static List<Problem> ofDraft(SponsorAnswer answer, String ruleId, LocalDate today) {
    List<Problem> problems = new ArrayList<>();
    String place = "-" + answer.place();
    if (!FreeText.fits(answer.text(), FreeText.LONG)) {
      problems.add(Problem.of("text" + place, "supervision.problem.text", ruleId, FreeText.LONG));
    }
    if (!FreeText.fits(answer.basis(), FreeText.SHORT)) {
      problems.add(Problem.of("basis" + place, "supervision.problem.text", ruleId, FreeText.SHORT));
    }
    LocalDate last = today.plusDays(Procedure.LONGEST);
    if (answer.mendBy().filter(last::isBefore).isPresent()) {
      problems.add(Problem.of("by" + place, "supervision.problem.mendBy", ruleId));
    }
    return problems;
  }

  /** What is missing before it may be sent; empty if nothing is. */
  static Optional<Problem> missing(
      int place, String ruleId, Optional<SponsorAnswer> answer, LocalDate today) {
    return missing(answer, today)
        .map(missing -> Problem.of(missing.field() + '-' + place, missing.key(), ruleId));
  }

  private record Missing(String field, String key) {}

  private static Optional<Missing> missing(Optional<SponsorAnswer> answer, LocalDate today) {
    if (answer.flatMap(SponsorAnswer::kind).isEmpty()) {
      return Optional.of(new Missing("kind", "supervision.missing.kind"));
    }
    SponsorAnswer given = answer.get();
    return switch (given.kind().get()) {
      case EXPLAIN ->
          given.text().isEmpty()
              ? Optional.of(new Missing("text", "supervision.missing.explanation"))
              : given.basis().isEmpty()
                  ? Optional.of(new Missing("basis", "supervision.missing.basis"))
                  : Optional.empty();
      case MEND ->
          given.mendBy().isEmpty()
              ? Optional.of(new Missing("by", "supervision.missing.by"))
              : given.mendBy().get().isBefore(today)
                  ? Optional.of(new Missing("by", "supervision.missing.byPast"))
                  : Optional.empty();
      case MENDED ->
          given.text().isEmpty()
              ? Optional.of(new Missing("text", "supervision.missing.mended"))
              : Optional.empty();
    };
  }
}
