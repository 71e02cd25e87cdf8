package cn.beian.server.filings.answers;

import cn.beian.filing.policies.SubmissionCase;
import cn.beian.server.filings.Application;
import cn.beian.server.identity.Organization;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the policies ask of an application, read from its answers. */
public final class SubmittedAnswers {
  private SubmittedAnswers() {}

  /**
   * An application as the policies see it.
   *
   * @param value of a field; empty where there is no answer
   * @param submitted the day by which they judge
   */
  public static SubmissionCase of(
      Application application,
      Organization sponsor,
      UnaryOperator<String> value,
      LocalDate submitted) {
    return new SubmissionCase(
        application.kind(),
        application.form(),
        sponsor.kind(),
        sponsor.level(),
        Exemptions.day(value.apply("app.onlineSince")),
        Optional.of(value.apply("exception.countyReason")).filter(reason -> !reason.isBlank()),
        exception(value),
        Exemptions.day(value.apply("app.endDate")),
        submitted);
  }

  private static Optional<SubmissionCase.UpperLevelException> exception(
      UnaryOperator<String> value) {
    String authority = value.apply("exception.authority");
    String document = value.apply("exception.documentNumber");
    String reason = value.apply("exception.reason");
    return authority.isBlank() || document.isBlank() || reason.isBlank()
        ? Optional.empty()
        : Optional.of(new SubmissionCase.UpperLevelException(authority, document, reason));
  }
}
