package cn.beian.server.filings.drafting;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.policies.SubmissionCase;
import cn.beian.filing.policies.SubmissionPolicy;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.answers.AnswerSheet;
import cn.beian.server.filings.answers.KnownAnswers;
import cn.beian.server.filings.answers.SubmittedAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.Reevaluation;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.DraftDocumentStore;
import cn.beian.server.filings.store.SubmissionStore;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Signing the undertaking and sending: what the approver does. */
@Service
@Transactional
public class Submission {
  private static final Set<Ruling.Code> ON_THE_DAY =
      EnumSet.of(Ruling.Code.NOT_AN_EXISTING_APP, Ruling.Code.ONLINE_IN_FUTURE);

  private final CaseStore cases;
  private final DraftDocumentStore documents;
  private final SubmissionStore submissions;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final KnownAnswers known;
  private final FilingProcedure procedure;
  private final Reevaluation retest;
  private final ChangeChecks checks;
  private final ApprovalOfDraft approvals;
  private final ExceptionOfDraft exceptions;
  private final UncontestedApp uncontested;
  private final Clock clock;

  Submission(
      CaseStore cases,
      DraftDocumentStore documents,
      SubmissionStore submissions,
      CaseFiles files,
      FilingGuard guard,
      KnownAnswers known,
      FilingProcedure procedure,
      Reevaluation retest,
      ChangeChecks checks,
      ApprovalOfDraft approvals,
      ExceptionOfDraft exceptions,
      UncontestedApp uncontested,
      Clock clock) {
    this.cases = cases;
    this.documents = documents;
    this.submissions = submissions;
    this.files = files;
    this.guard = guard;
    this.known = known;
    this.procedure = procedure;
    this.retest = retest;
    this.checks = checks;
    this.approvals = approvals;
    this.exceptions = exceptions;
    this.uncontested = uncontested;
    this.clock = clock;
  }

  /**
   * What scope, level and existing-app policy say of the application as it stands.
   * What rests on the day of going online is not said before there is a good answer.
   */
  @Transactional(readOnly = true)
  public List<Ruling> rulings(CaseFile file) {
    SubmissionCase asked =
        SubmittedAnswers.of(
            file.application(), file.sponsor(), file::value, OfficialTime.dayOf(clock.instant()));
    boolean dayOpen =
        file.missing().stream().anyMatch(gap -> gap.field().id().equals("app.onlineSince"));
    return Stream.concat(
            SubmissionPolicy.judgeAll(asked, file.parameters()).stream()
                .filter(ruling -> !dayOpen || !ON_THE_DAY.contains(ruling.code())),
            checks.lead(file).stream())
        .toList();
  }

  /** The questions that are not well answered, or asked for by a notice and left open. */
  @Transactional(readOnly = true)
  public List<Question> left(CaseFile file) {
    return Stream.concat(
            file.toAnswer().stream().map(Completeness.Gap::question),
            file.openDemands().stream().map(Gap::question))
        .distinct()
        .toList();
  }

  /** What no answer helps against: packages, and what was sent back and is unchanged. */
  @Transactional(readOnly = true)
  public List<Problem> waiting(CaseFile file) {
    return Stream.of(
            Drafts.waiting(file),
            checks.of(file),
            approvals.problems(file),
            exceptions.problems(file),
            uncontested.problems(file.application()))
        .flatMap(List::stream)
        .toList();
  }

  /**
   * Signs the undertaking and sends the application, for the first time or again after a supplement
   * or rectification. The test of record runs now.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if anything is missing, a policy refuses, or the person
   *     prepared what he is to sign; nothing is done
   */
  public void signAndSend(UUID id, int version) {
    Application application = guard.locked(id, version);
    Person approver = guard.sponsor(application, Role.APPROVER);
    Drafts.requireBuilt(application.kind());
    CaseFile file = files.load(application);
    procedure.drafts().requireAnother(application, approver);
    Drafts.requireComplete(file);
    checks.require(file);
    requireNothingAgainst(approvals.problems(file));
    requireNothingAgainst(exceptions.problems(file));
    uncontested.require(application);
    requireAllowed(file);
    Instant now = clock.instant();
    cases.put(
        id,
        new StoredAnswer(
            Question.once("undertaking.signature"),
            new Answer(approver.name() + " " + OfficialTime.dayOf(now), Origin.SPONSOR, "", true),
            Optional.of(approver.id()),
            now));
    contacts(file, approver, now);
    documents.clear(id);
    retest.ofRecord(application);
    submissions.signed(id);
    ApplicationCause cause =
        application.state() == ApplicationState.DRAFT
            ? application.route().submission()
            : ApplicationCause.RESUBMIT;
    procedure.advance(
        application,
        Act.by(approver, cause, approver.name())
            .with(ApplicationChanges.signed(approver.id(), now, file.value("app.name"))));
  }

  /** Who signs is the approver, and who prepares it now the handler, whoever began it. */
  private void contacts(CaseFile file, Person approver, Instant now) {
    AnswerSheet sheet = AnswerSheet.of(cases, file.application().id(), now);
    sheet.holdAnew(known.ofHandler(file.handler()));
    if (!sheet.value("approver.name").equals(approver.name())) {
      sheet.put(
          Question.once("approver.name"),
          Answer.proposed(approver.name(), Origin.ORGANIZATION, ""),
          null);
    }
  }

  private static void requireNothingAgainst(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  private void requireAllowed(CaseFile file) {
    List<Problem> problems = new ArrayList<>();
    for (Ruling ruling : rulings(file)) {
      if (!ruling.allowed()) {
        problems.add(FilingProblem.of("ruling." + ruling.code().name(), "", ruling.requirements()));
      }
    }
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  /** Gives the application up, in any open state. */
  public void withdraw(UUID id, int version, String reason) {
    Application application = guard.locked(id, version);
    Person person = guard.sponsor(application, Role.HANDLER, Role.APPROVER);
    documents.clear(id);
    procedure.advance(application, Act.by(person, ApplicationCause.WITHDRAW, reason.strip()));
  }
}
