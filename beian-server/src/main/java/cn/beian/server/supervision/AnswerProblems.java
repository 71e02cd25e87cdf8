package cn.beian.server.supervision;

import cn.beian.server.cases.FreeText;
import cn.beian.server.cases.Procedure;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is wrong with the answer to one finding: so that it cannot be kept, or cannot be sent. */
final class AnswerProblems {
  private AnswerProblems() {}

  /** Why a draft cannot be kept, each at its field; empty if it can. */
  static List<Problem> ofDraft(
      SponsorAnswer answer, String ruleId, LocalDate today, LocalDate last) {
    List<Problem> problems = new ArrayList<>();
    String place = "-" + answer.place();
    if (!FreeText.fits(answer.text(), FreeText.LONG)) {
      problems.add(Problem.of("text" + place, "supervision.problem.text", ruleId, FreeText.LONG));
    }
    if (!FreeText.fits(answer.basis(), FreeText.SHORT)) {
      problems.add(Problem.of("basis" + place, "supervision.problem.text", ruleId, FreeText.SHORT));
    }
    if (!named(answer, today, last)) {
      problems.add(Problem.of("by" + place, "supervision.problem.mendBy", ruleId, last));
    }
    return problems;
  }

  /** A promise names a day that can still be kept; of another answer the day is not read. */
  private static boolean named(SponsorAnswer answer, LocalDate today, LocalDate last) {
    boolean promises = answer.kind().filter(Kind.MEND::equals).isPresent();
    return answer
        .mendBy()
        .map(day -> !day.isAfter(last) && !(promises && day.isBefore(today)))
        .orElse(!promises);
  }

  /**
   * The last day by which a sponsor may promise to mend something: that of the order, else within a
   * year.
   */
  static LocalDate lastDay(SupervisionCase supervised, LocalDate today) {
    return supervised
        .rectifyBy()
        .filter(day -> !day.isBefore(today))
        .orElseGet(() -> today.plusDays(Procedure.LONGEST));
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
