package cn.beian.server.demo;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.LaunchBuild;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.DraftAttachments;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.review.Abandonment;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.SigningHandover;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.PackageIntake;
import cn.beian.server.intake.UploadRefusedException;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.stereotype.Component;

/**
 * What people of the demo do, each through the service that the pages call, in their own name and
 * on a day in the past.
 */
@Component
@ConditionalOnProperty("beian.demo")
class DemoDesk {
  private final DemoCountry country;
  private final DemoClock clock;
  private final WorkCalendars calendars;
  private final UserDetailsService users;
  private final Intake intake;
  private final PackageIntake packages;
  private final Inspections inspections;
  private final Drafts drafts;
  private final DraftAttachments attachments;
  private final Submission submission;
  private final CompletenessReview completeness;
  private final NationalReview national;
  private final SigningHandover handover;
  private final LaunchBuilds launchBuilds;
  private final Abandonment abandonment;
  private final Cases cases;

  DemoDesk(
      DemoCountry country,
      DemoClock clock,
      WorkCalendars calendars,
      UserDetailsService users,
      Intake intake,
      PackageIntake packages,
      Inspections inspections,
      Drafts drafts,
      DraftAttachments attachments,
      Submission submission,
      CompletenessReview completeness,
      NationalReview national,
      SigningHandover handover,
      LaunchBuilds launchBuilds,
      Abandonment abandonment,
      Cases cases) {
    this.country = country;
    this.clock = clock;
    this.calendars = calendars;
    this.users = users;
    this.intake = intake;
    this.packages = packages;
    this.inspections = inspections;
    this.drafts = drafts;
    this.attachments = attachments;
    this.submission = submission;
    this.completeness = completeness;
    this.national = national;
    this.handover = handover;
    this.launchBuilds = launchBuilds;
    this.abandonment = abandonment;
    this.cases = cases;
  }

  /** From now on it is the morning so many working days before today. */
  void day(int workingDaysAgo) {
    clock.goBack();
    WorkCalendar calendar = calendars.current();
    LocalDate day = OfficialTime.dayOf(clock.instant());
    for (int left = workingDaysAgo; left > 0; ) {
      day = day.minusDays(1);
      left -= calendar.worked(day) ? 1 : 0;
    }
    if (workingDaysAgo > 0) {
      clock.goTo(day);
    }
  }

  /** Back to the present, and nobody acts. */
  void leave() {
    clock.goBack();
    SecurityContextHolder.clearContext();
  }

  private void as(Person person) {
    UserDetails user = users.loadUserByUsername(person.login());
    SecurityContextHolder.getContext()
        .setAuthentication(
            UsernamePasswordAuthenticationToken.authenticated(user, "", user.getAuthorities()));
    clock.later();
  }

  /** From now on the person of the app’s unit with that role acts. */
  Person own(DemoApp app, Role role) {
    Person person = country.person(country.unit(app.unit()).id(), role);
    as(person);
    return person;
  }

  private void official(UUID id, Role role) {
    official(role, cases.file(id).application().division());
  }

  /** From now on the official of a division with that role acts. */
  void official(Role role, String division) {
    as(country.official(role, division));
  }

  /** Takes a build in and has it read; the same bytes give the same package. */
  UUID takeIn(DemoApp app, DemoApp.Build build) {
    Organization unit = country.unit(app.unit());
    Person handler = country.person(unit.id(), Role.HANDLER);
    try {
      return packages
          .take(
              new ByteArrayInputStream(build.bytes()),
              build.fileName(),
              "",
              unit.id(),
              handler.id())
          .stored()
          .id();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UploadRefusedException e) {
      throw new IllegalStateException(app.id(), e);
    }
  }

  /**
   * Whether a package has been read.
   *
   * @throws IllegalStateException when it cannot be
   */
  boolean read(UUID packageId) {
    Optional<Inspection> ended = inspections.find(packageId).filter(Inspection::ended);
    if (ended.isPresent() && ended.get().status() == Inspection.Status.FAILED) {
      throw new IllegalStateException(
          "package " + packageId + " of the demo was not read: " + ended.get().detail());
    }
    return ended.isPresent();
  }

  /**
   * The application that this app already has, whatever somebody has called it since: the first one
   * with its build, else with its name. What somebody began for the same app later is not it.
   */
  Optional<Application> find(DemoApp app, UUID build) {
    own(app, Role.HANDLER);
    List<Application> own = new ArrayList<>(cases.own());
    Collections.reverse(own);
    return own.stream()
        .filter(one -> holds(one, build))
        .findFirst()
        .or(() -> own.stream().filter(one -> one.appName().equals(app.name())).findFirst());
  }

  private boolean holds(Application application, UUID build) {
    return cases.file(application.id()).packages().stream()
        .anyMatch(one -> one.submitted().packageId().equals(build));
  }

  UUID begin(DemoApp app, ApplicationKind kind, List<UUID> builds) {
    own(app, Role.HANDLER);
    return drafts.create(kind, builds);
  }

  /** Answers what is missing, lies in these fields and is known of the app. */
  void answer(DemoApp app, UUID id, Predicate<String> field) {
    Person handler = own(app, Role.HANDLER);
    attach(app, id, field, handler);
    type(app, id, field.and(one -> !one.startsWith("explanation.")));
    for (int pass = 0; pass < 2; pass++) { // what is asked follows from what was said
      type(app, id, field.and(one -> one.startsWith("explanation.")));
    }
    attach(app, id, field, handler);
  }

  private void type(DemoApp app, UUID id, Predicate<String> field) {
    Map<Question, EnteredAnswer> typed = new LinkedHashMap<>();
    CaseFile file = cases.file(id);
    for (Completeness.Gap gap : file.completeness().gaps()) {
      boolean document =
          gap.field().type() == FieldType.DOCUMENT || gap.field().type() == FieldType.SIGNATURE;
      if (!document && field.test(gap.field().id())) {
        value(app, file, gap.question())
            .ifPresent(said -> typed.put(gap.question(), EnteredAnswer.said(said)));
      }
    }
    drafts.save(id, typed);
  }

  private Optional<String> value(DemoApp app, CaseFile file, Question question) {
    return Optional.ofNullable(file.plain().get(question))
        .map(Answer::value)
        .or(() -> app.answer(QuestionKey.of(question), OfficialTime.dayOf(clock.instant())))
        .map(said -> noException(file, question) ? "ORDINARY" : said);
  }

  /** A special scenario is claimed only of what knows exceptions. */
  private static boolean noException(CaseFile file, Question question) {
    return question.fieldId().equals("explanation.scenario")
        && file.explained(question).filter(one -> !one.rule().exemptible()).isPresent();
  }

  private void attach(DemoApp app, UUID id, Predicate<String> field, Person handler) {
    for (Completeness.Gap gap : cases.file(id).completeness().gaps()) {
      if (gap.field().type() == FieldType.DOCUMENT && field.test(gap.field().id())) {
        attachments.attach(id, gap.question(), document(app, gap.field().id(), handler));
      }
    }
    List<Question> acceptance =
        cases.file(id).completeness().gaps().stream()
            .map(Completeness.Gap::question)
            .filter(one -> one.fieldId().startsWith("acceptance."))
            .filter(one -> field.test(one.fieldId()))
            .toList();
    if (!acceptance.isEmpty()) {
      Attachment report = document(app, "acceptance.report", handler);
      attachments.attachToOpen(id, acceptance, report);
    }
  }

  /** Answers what was asked for: one text and one document. */
  void mend(DemoApp app, UUID id, String text, String said, String document, String addition) {
    Person handler = own(app, Role.HANDLER);
    drafts.save(id, Map.of(Question.once(text), EnteredAnswer.said(said)));
    attachments.attach(
        id, Question.once(document), document(app, document, "演示材料。" + addition, handler));
  }

  private Attachment document(DemoApp app, String field, Person handler) {
    return document(app, field, "演示材料，不含真实内容。", handler);
  }

  private Attachment document(DemoApp app, String field, String text, Person handler) {
    String title =
        app.answer(field, OfficialTime.dayOf(clock.instant()))
            .orElseThrow(() -> new IllegalStateException(app.id() + " has no " + field));
    byte[] pdf = DemoDocument.pdf(title, app.unit(), text);
    try {
      return intake.takeAttachment(
          new ByteArrayInputStream(pdf), title + ".pdf", handler.organizationId(), handler.id());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (UploadRefusedException e) {
      throw new IllegalStateException(title, e);
    }
  }

  void send(DemoApp app, UUID id) {
    own(app, Role.HANDLER);
    drafts.handToApprover(id, version(id));
    own(app, Role.APPROVER);
    submission.signAndSend(id, version(id));
  }

  void withdraw(DemoApp app, UUID id, String reason) {
    own(app, Role.HANDLER);
    submission.withdraw(id, version(id), reason);
  }

  void vote(UUID id, Role seat, Opinion opinion, List<Ticked> gaps) {
    official(id, seat);
    completeness.vote(id, version(id), opinion, gaps, "");
  }

  /** The national reviewer judges the findings of a rule that still stop the case. */
  void judge(UUID id, String rule, Judgement.Outcome outcome, String reason) {
    official(id, Role.NATIONAL_REVIEWER);
    cases.file(id).open().stream()
        .filter(one -> one.finding().ruleId().equals(rule))
        .forEach(one -> national.judge(id, version(id), one.testId(), rule, outcome, reason));
  }

  /** The national reviewer sets aside what else stops the case. */
  void judgeRest(UUID id, String reason) {
    official(id, Role.NATIONAL_REVIEWER);
    for (CaseFinding one : cases.file(id).open()) {
      if (one.judgement().isEmpty()) {
        national.judge(
            id,
            version(id),
            one.testId(),
            one.finding().ruleId(),
            Judgement.Outcome.DISMISSED,
            reason);
      }
    }
  }

  void sendBack(UUID id, String demand) {
    official(id, Role.NATIONAL_REVIEWER);
    national.sendBack(id, version(id), demand);
  }

  /** The reviewer proposes it, and the signer accepts it. */
  void accept(UUID id) {
    official(id, Role.NATIONAL_REVIEWER);
    handover.hand(id, version(id), SigningHandover.Proposal.ACCEPTANCE, "");
    official(id, Role.SIGNER);
    national.accept(id, version(id));
  }

  /** The reviewer proposes to refuse it, and the signer does. */
  void refuse(UUID id, String reason) {
    official(id, Role.NATIONAL_REVIEWER);
    handover.hand(id, version(id), SigningHandover.Proposal.REFUSAL, reason);
    official(id, Role.SIGNER);
    national.refuse(id, version(id), reason);
  }

  void abandon(UUID id, String reason) {
    official(id, Role.COMPLETENESS_REVIEWER);
    abandonment.abandon(id, version(id), reason);
  }

  /** Whether a launch build has joined the record. */
  boolean launched(DemoApp app, UUID id) {
    own(app, Role.HANDLER);
    return cases.file(id).launchBuilds().stream()
        .anyMatch(build -> build.outcome() == LaunchBuild.Outcome.ACCEPTED);
  }

  void launch(DemoApp app, UUID id, UUID packageId) {
    own(app, Role.HANDLER);
    launchBuilds.handIn(id, version(id), packageId);
  }

  private int version(UUID id) {
    return cases.file(id).application().version();
  }
}
