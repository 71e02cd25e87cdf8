package cn.beian.filing.policies;

import static cn.beian.filing.policies.Ruling.Code.EXISTING_APP;
import static cn.beian.filing.policies.Ruling.Code.EXISTING_APP_OVERDUE;
import static cn.beian.filing.policies.Ruling.Code.EXISTING_FILED_AS_INITIAL;
import static cn.beian.filing.policies.Ruling.Code.EXISTING_NOT_ASKED;
import static cn.beian.filing.policies.Ruling.Code.FORM_OUT_OF_SCOPE;
import static cn.beian.filing.policies.Ruling.Code.IN_SCOPE;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_COUNTY_REASON_MISSING;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_COUNTY_STATES_REASON;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_ENDS_BY_DATE;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_END_FAR_UNVERIFIED;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_END_TOO_FAR;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_EXCEPTION_APPROVED;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_MAY_DEVELOP;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_NOT_ASKED;
import static cn.beian.filing.policies.Ruling.Code.LEVEL_TOO_LOW;
import static cn.beian.filing.policies.Ruling.Code.NOT_AN_EXISTING_APP;
import static cn.beian.filing.policies.Ruling.Code.ONLINE_IN_FUTURE;
import static cn.beian.filing.policies.Ruling.Code.ONLINE_WITHOUT_FILING;
import static cn.beian.filing.policies.Ruling.Code.SPONSOR_EXEMPT;
import static cn.beian.filing.policies.Ruling.Code.SPONSOR_OUT_OF_SCOPE;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.Ruling.WayOut;
import cn.beian.filing.states.ApplicationKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One requirement for a submission. All of {@link #ORDERED} are evaluated, so that all problems are
 * reported at once.
 */
@FunctionalInterface
public interface SubmissionPolicy {
  /** Scope, level, existing app, in the order in which they are explained. */
  List<SubmissionPolicy> ORDERED =
      List.of(SubmissionPolicy::scope, SubmissionPolicy::level, SubmissionPolicy::existingApp);

  /** The ruling under the parameters in force on the day of submission. */
  Ruling judge(SubmissionCase submission, PolicyParameters parameters);

  /** The rulings of every policy, in order. */
  static List<Ruling> judgeAll(SubmissionCase submission, PolicyParameters parameters) {
    return ORDERED.stream().map(policy -> policy.judge(submission, parameters)).toList();
  }

  private static Ruling scope(SubmissionCase submission, PolicyParameters parameters) {
    switch (submission.form()) {
      case PUBLIC_ACCOUNT, CHAT_GROUP -> {
        return Ruling.refuse(FORM_OUT_OF_SCOPE, "R-02", WayOut.RECORD_EXEMPTION);
      }
      case APP, MINI_PROGRAM, QUICK_APP, WEB -> {}
    }
    return switch (submission.sponsorKind()) {
      case ORGAN, MASS_ORGANISATION, PUBLIC_INSTITUTION -> Ruling.allow(IN_SCOPE, "R-02");
      case PUBLIC_INSTITUTION_WITHOUT_ADMINISTRATIVE_FUNCTIONS ->
          withoutFunctions(
              parameters.at(
                  ParameterKey.SCOPE_PUBLIC_INSTITUTIONS_WITHOUT_ADMINISTRATIVE_FUNCTIONS,
                  submission.submitted()));
      case OTHER -> Ruling.refuse(SPONSOR_OUT_OF_SCOPE, "R-02", WayOut.RECORD_EXEMPTION);
    };
  }

  private static Ruling withoutFunctions(PolicyParameter reading) {
    Ruling ruling =
        reading.value().equals("file")
            ? Ruling.allow(IN_SCOPE, "R-02")
            : Ruling.refuse(SPONSOR_EXEMPT, "R-02", WayOut.RECORD_EXEMPTION);
    return ruling.restingOn(reading);
  }

  /** Whether a unit of this level may have its own app; also checked at acceptance. */
  static Ruling level(SubmissionCase submission, PolicyParameters parameters) {
    if (submission.kind() == ApplicationKind.DEREGISTRATION) {
      return Ruling.allow(LEVEL_NOT_ASKED, "R-18");
    }
    if (submission.kind() == ApplicationKind.CHANGE) {
      return Ruling.allow(LEVEL_NOT_ASKED, "R-17");
    }
    PolicyParameter reading =
        parameters.at(ParameterKey.INDEPENDENT_DEVELOPMENT, submission.submitted());
    return switch (IndependentDevelopment.of(submission.sponsorLevel(), reading)) {
      case FREE -> Ruling.allow(LEVEL_MAY_DEVELOP, "R-03").restingOn(reading);
      case WITH_REASON -> county(submission).restingOn(reading);
      case REFUSED -> tooLow(submission, parameters, reading);
    };
  }

  private static Ruling county(SubmissionCase submission) {
    if (submission.exception().isPresent()) {
      return Ruling.allow(LEVEL_EXCEPTION_APPROVED, "R-03");
    }
    return submission.countyReason().isPresent()
        ? Ruling.allow(LEVEL_COUNTY_STATES_REASON, "R-03")
        : Ruling.refuse(
            LEVEL_COUNTY_REASON_MISSING,
            "R-03",
            WayOut.STATE_REASON,
            WayOut.RECORD_USE_OF_UPPER_LEVEL_APP,
            WayOut.ATTACH_EXCEPTION);
  }

  private static Ruling tooLow(
      SubmissionCase submission, PolicyParameters parameters, PolicyParameter reading) {
    LocalDate submitted = submission.submitted();
    if (submission.exception().isPresent()) {
      return Ruling.allow(LEVEL_EXCEPTION_APPROVED, "R-03").restingOn(reading);
    }
    boolean online = submission.onlineSince().filter(day -> !day.isAfter(submitted)).isPresent();
    Optional<LocalDate> end = submission.endDate().filter(day -> day.isAfter(submitted));
    if (!online || end.isEmpty()) {
      return Ruling.refuse(
              LEVEL_TOO_LOW,
              "R-03",
              WayOut.RECORD_USE_OF_UPPER_LEVEL_APP,
              WayOut.ATTACH_EXCEPTION,
              WayOut.FILE_EXISTING_WITH_END_DATE)
          .restingOn(reading);
    }
    PolicyParameter longest =
        parameters.at(ParameterKey.INDEPENDENT_DEVELOPMENT_MIGRATION_MONTHS, submitted);
    if (!end.get().isAfter(submitted.plusMonths(longest.months()))) {
      return Ruling.allow(LEVEL_ENDS_BY_DATE, "R-03", "R-24").restingOn(longest);
    }
    Ruling far =
        longest.verified()
            ? Ruling.refuse(LEVEL_END_TOO_FAR, "R-03", WayOut.BRING_END_FORWARD)
            : Ruling.allow(LEVEL_END_FAR_UNVERIFIED, "R-03", "R-24");
    return far.restingOn(longest);
  }

  private static Ruling existingApp(SubmissionCase submission, PolicyParameters parameters) {
    LocalDate submitted = submission.submitted();
    if (submission.onlineSince().filter(day -> day.isAfter(submitted)).isPresent()) {
      return submission.kind() == ApplicationKind.INITIAL
          ? Ruling.refuse(ONLINE_IN_FUTURE, "R-19", WayOut.CORRECT_DATE)
          : Ruling.refuse(ONLINE_IN_FUTURE, "R-19", WayOut.CORRECT_DATE, WayOut.FILE_AS_INITIAL);
    }
    InForce inForce = InForce.at(parameters, submitted);
    if (submission.kind() == ApplicationKind.INITIAL && submission.onlineSince().isPresent()) {
      Ruling ruling =
          inForce.mayBeNew(submission.onlineSince().get())
              ? Ruling.allow(ONLINE_WITHOUT_FILING, "R-08", "R-19")
              : Ruling.refuse(EXISTING_FILED_AS_INITIAL, "R-19", WayOut.FILE_AS_EXISTING);
      return ruling.restingOn(inForce.reading());
    }
    if (submission.kind() != ApplicationKind.EXISTING) {
      return Ruling.allow(EXISTING_NOT_ASKED, "R-08");
    }
    if (submission.onlineSince().filter(inForce::mayBeExisting).isEmpty()) {
      return Ruling.refuse(NOT_AN_EXISTING_APP, "R-19", WayOut.CORRECT_DATE, WayOut.FILE_AS_INITIAL)
          .restingOn(inForce.reading());
    }
    PolicyParameter deadline = parameters.at(ParameterKey.EXISTING_APPS_DEADLINE, submitted);
    boolean overdue = submitted.isAfter(deadline.date());
    return Ruling.allow(overdue ? EXISTING_APP_OVERDUE : EXISTING_APP, "R-19").restingOn(deadline);
  }
}
