package cn.beian.server.filings.review;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Answer;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.review.FourEyes;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.rules.Exemption;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.filings.AcceptedExemption;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.EarlierJudgement;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.LevelJudgement;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.answers.OwnWords;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.FunctionCard;
import cn.beian.server.filings.casefile.Rectification;
import cn.beian.server.filings.casefile.Reevaluation;
import cn.beian.server.filings.filed.NumberedTests;
import cn.beian.server.filings.store.ApplicationChanges;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Attachment;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.Acceptance;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The national review: findings judged, the case decided. */
@Service
@Transactional
public class NationalReview {
  private static final int SUGGESTIONS = 3;

  private final ApplicationStore store;
  private final ReviewStore reviews;
  private final CaseFiles files;
  private final FilingGuard guard;
  private final FilingProcedure procedure;
  private final Records records;
  private final Acceptances acceptances;
  private final Restrictions restrictions;
  private final AcceptedChanges changes;
  private final DeclaredUsers users;
  private final Reevaluation retest;
  private final Dismissals dismissals;
  private final Clock clock;
  private final SigningHandover handover;

  NationalReview(
      ApplicationStore store,
      ReviewStore reviews,
      CaseFiles files,
      FilingGuard guard,
      FilingProcedure procedure,
      Records records,
      Acceptances acceptances,
      Restrictions restrictions,
      AcceptedChanges changes,
      DeclaredUsers users,
      Reevaluation retest,
      Dismissals dismissals,
      Clock clock,
      SigningHandover handover) {
    this.store = store;
    this.reviews = reviews;
    this.files = files;
    this.guard = guard;
    this.procedure = procedure;
    this.records = records;
    this.acceptances = acceptances;
    this.restrictions = restrictions;
    this.changes = changes;
    this.users = users;
    this.retest = retest;
    this.dismissals = dismissals;
    this.clock = clock;
    this.handover = handover;
  }

  /**
   * A finding by its test and its rule.
   *
   * @param testId of the test
   */
  public record Judged(UUID testId, String ruleId) {}

  /** Judges one finding, as {@link #judge(UUID, int, List, Judgement.Outcome, String)}. */
  public void judge(
      UUID id, int version, UUID testId, String ruleId, Judgement.Outcome outcome, String reason) {
    judge(id, version, List.of(new Judged(testId, ruleId)), outcome, reason);
  }

  /**
   * Judges findings of one function of the app, each by itself, with the same outcome and reason.
   * An accepted exemption joins the context, and the packages are tested again with it, so that the
   * finding stands as accepted, with basis and last day; so are they when it is taken back.
   *
   * @param judged at least one; several are of one card
   * @param reason never blank
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if one of them is none of the case or of another function, or
   *     words are accepted or turned down that nobody said; nothing is done
   */
  public void judge(
      UUID id, int version, List<Judged> judged, Judgement.Outcome outcome, String reason) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    procedure.require("reason", reason, "noReason");
    CaseFile file = files.load(application);
    List<CaseFinding> findings =
        judged.stream().distinct().map(one -> finding(file, one.testId(), one.ruleId())).toList();
    requireOneFunction(file, findings);
    boolean accepts = outcome == Judgement.Outcome.ACCEPTED;
    for (CaseFinding finding : findings) {
      if (accepts && finding.exemptionClaimed()) {
        requireOwnReason(finding, reason);
      }
      if ((accepts || outcome == Judgement.Outcome.REJECTED) && finding.explanation().isEmpty()) {
        throw FilingProblem.refusal("nothingSaid", finding.rule().id());
      }
    }
    boolean changed = false;
    for (CaseFinding finding : findings) {
      changed |= judge(file, finding, outcome, reason.strip(), reviewer);
    }
    if (changed) {
      retest.ofRecord(application);
    }
    procedure.note(
        application,
        "judge",
        findings.stream()
            .map(one -> one.rule().id() + " " + outcome.name())
            .collect(Collectors.joining(", ")),
        reviewer,
        ApplicationChanges.ready(false));
  }

  /** Records a judgement; whether the exemptions of the case have changed by it. */
  private boolean judge(
      CaseFile file,
      CaseFinding finding,
      Judgement.Outcome outcome,
      String reason,
      Person reviewer) {
    UUID id = file.application().id();
    String ruleId = finding.rule().id();
    boolean exempts = outcome == Judgement.Outcome.ACCEPTED && finding.exemptionClaimed();
    reviews.put(
        id,
        new Judgement(finding.testId(), ruleId, outcome, reason, reviewer.id(), clock.instant()));
    if (exempts) {
      exempt(file, ruleId, reviewer);
    }
    return exempts || reviews.clearExemption(id, ruleId);
  }

  /** Several findings are judged in one act only where they are of one function of the app. */
  private static void requireOneFunction(CaseFile file, List<CaseFinding> findings) {
    if (findings.isEmpty()) {
      throw FilingProblem.refusal("noFindingTicked");
    }
    Set<String> rules = findings.stream().map(one -> one.rule().id()).collect(Collectors.toSet());
    boolean one = FunctionCard.of(file).stream().anyMatch(card -> card.ids().containsAll(rules));
    if (findings.size() > 1 && !(one && findings.stream().allMatch(CaseFinding::ofFunction))) {
      throw FilingProblem.refusal("otherFunction");
    }
  }

  private void exempt(CaseFile file, String ruleId, Person reviewer) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Exemption claim =
        Exemptions.claim(ruleId, file.plain())
            .filter(one -> !one.until().isBefore(today))
            .orElseThrow(() -> FilingProblem.refusal("noUntil", ruleId));
    reviews.put(
        file.application().id(), new AcceptedExemption(claim, reviewer.id(), clock.instant()));
  }

  /** A scenario that the Measures do not name is not accepted in the words of who asks for it. */
  private static void requireOwnReason(CaseFinding finding, String reason) {
    boolean other =
        finding.explanation().entrySet().stream()
            .anyMatch(
                one ->
                    one.getKey().equals("explanation.scenario")
                        && one.getValue().value().equals(Exemption.Scenario.OTHER.name()));
    List<String> said = finding.explanation().values().stream().map(Answer::value).toList();
    if (other && OwnWords.borrowed(reason, said)) {
      throw new CommandRefusedException(
          List.of(FilingProblem.of("ownReason", "reason", List.of())));
    }
  }

  private static CaseFinding finding(CaseFile file, UUID testId, String ruleId) {
    return file.findings().stream()
        .filter(one -> one.testId().equals(testId) && one.finding().ruleId().equals(ruleId))
        .findFirst()
        .orElseThrow(() -> FilingProblem.refusal("noFinding", ruleId));
  }

  /** Recent judgements of the rule in other applications; empty save for national reviewers. */
  @Transactional(readOnly = true)
  public List<EarlierJudgement> earlierJudgements(CaseFile file, String ruleId) {
    return guard.holdsOneOf(Set.of(Role.NATIONAL_REVIEWER))
        ? reviews.earlier(ruleId, file.application().id(), SUGGESTIONS)
        : List.of();
  }

  /**
   * The dismissal of the same finding in an earlier version of the app, where the evidence is the
   * same: proposed, never applied by itself. Empty for whoever is no national reviewer, and once
   * the finding is judged.
   */
  @Transactional(readOnly = true)
  public Optional<EarlierDismissal> proposal(CaseFile file, CaseFinding finding) {
    return guard.holdsOneOf(Set.of(Role.NATIONAL_REVIEWER)) && finding.unjudged()
        ? dismissals.of(file, finding)
        : Optional.empty();
  }

  /**
   * What a human found.
   *
   * @param subject as of {@link ManualTest}
   * @param note never blank
   */
  public record HumanTestReport(
      UUID subject,
      String ruleId,
      boolean passed,
      String tester,
      LocalDate testedOn,
      String note) {}

  /**
   * Records a human test of what could not be decided or read, or of what has no package.
   *
   * @param report the tester's, of the reviewer's own unit
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if anything is missing, or there is nothing that only a human
   *     can test; nothing is done
   */
  public void recordHumanTest(UUID id, int version, HumanTestReport told, Attachment report) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    Instant now = clock.instant();
    List<Problem> problems = new ArrayList<>();
    problems.addAll(procedure.required("tester", told.tester(), "noTester"));
    problems.addAll(procedure.required("note", told.note(), "noNote"));
    if (told.testedOn().isAfter(OfficialTime.dayOf(now))) {
      problems.add(FilingProblem.of("testedInFuture", "testedOn", List.of()));
    }
    if (!report.organizationId().equals(reviewer.organizationId())) {
      problems.add(FilingProblem.of("noAttachment", "file", List.of()));
    }
    if (!forHumans(files.load(application), told)) {
      problems.add(FilingProblem.of("notForHumans", "", List.of(told.ruleId())));
    }
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
    reviews.put(
        id,
        new ManualTest(
            told.subject(),
            told.ruleId(),
            told.passed(),
            told.tester().strip(),
            told.testedOn(),
            report.id(),
            told.note().strip(),
            reviewer.id(),
            now));
    procedure.note(
        application,
        "humanTest",
        told.ruleId() + (told.passed() ? " PASSED" : " FAILED"),
        reviewer,
        ApplicationChanges.ready(false));
  }

  private static boolean forHumans(CaseFile file, HumanTestReport told) {
    return switch (told.ruleId()) {
      case ManualTest.APPLICATION ->
          file.packages().isEmpty() && told.subject().equals(file.application().id());
      case ManualTest.PACKAGE ->
          file.packages().stream()
              .filter(one -> one.test().isEmpty())
              .anyMatch(one -> one.submitted().packageId().equals(told.subject()));
      default -> finding(file, told.subject(), told.ruleId()).finding().leavesOpen();
    };
  }

  /**
   * Sends material or a failed test back; what is to be fixed is told with it, and every finding
   * that was judged against the app.
   */
  public void sendBack(UUID id, int version, String demand) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    procedure.require("reason", demand, "noReason");
    reviews.putReturned(id, Rectification.demanded(files.load(application)));
    procedure.advance(
        application,
        Act.by(reviewer, ApplicationCause.RETURN, demand.strip())
            .with(ApplicationChanges.ready(false)));
  }

  /**
   * Takes longer, and tells why and until when; as often as there is a ground, until the limit
   * takes effect.
   *
   * @param expected after the present due date, and after today
   */
  public void extend(
      UUID id, int version, LocalDate expected, Extension.Ground ground, String reason) {
    Application application = inReview(id, version);
    Person reviewer = guard.official(application, Role.NATIONAL_REVIEWER);
    procedure.require("reason", reason, "noReason");
    LocalDate today = OfficialTime.dayOf(clock.instant());
    CaseClock<ApplicationState, ApplicationCause> stands = procedure.clock(procedure.steps(id));
    LocalDate due = stands.dueOn().orElse(today);
    if (!stands.permits(ApplicationCause.EXTEND, today)) {
      throw FilingProblem.refusal("extendPassed", due.toString());
    }
    if (!expected.isAfter(due) || !expected.isAfter(today)) {
      throw FilingProblem.refusal("extendLater", due.toString());
    }
    procedure.advance(
        application,
        Act.by(reviewer, ApplicationCause.EXTEND, reason.strip()).naming(expected, ground.name()));
  }

  /**
   * Refuses, with a reason that the sponsor reads. It takes two persons: a national reviewer has
   * handed the case over since the last submission, with either proposal, and the signer is
   * another.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException if there is no reason, or no other person has handed the case
   *     over; nothing is done
   */
  public void refuse(UUID id, int version, String reason) {
    Application application = inReview(id, version);
    Person signer = signer(application);
    handover.requireHandedOver(application, signer);
    procedure.require("reason", reason, "noReason");
    procedure.advance(application, Act.by(signer, ApplicationCause.REFUSE, reason.strip()));
  }

  /**
   * Accepts: number, public record and ledger entry come with it, all or nothing. A job tests the
   * packages once more, knowing the number ({@link NumberedTests}). It takes two persons: a
   * national reviewer has proposed it since the last submission, and the signer is another.
   *
   * @throws StalePageException if the application has moved on; nothing is done
   * @throws CommandRefusedException naming everything that stops it; nothing is done
   */
  public FilingNumber accept(UUID id, int version) {
    Application application = inReview(id, version);
    Person signer = signer(application);
    CaseFile file = files.load(application);
    handover.requireProposed(application, signer);
    requireNothingStops(file);
    restrictions.requireDecided(id);
    if (application.basis().isPresent()) {
      String changed = changes.accept(file, signer, signer.name());
      return FilingNumber.read(changed).value().orElseThrow();
    }
    Instant now = clock.instant();
    Acceptance acceptance = acceptances.of(file, signer, OfficialTime.dayOf(now));
    if (!records.fits(acceptance)) {
      throw FilingProblem.refusal("entryTooLong");
    }
    users.take(file);
    procedure.advance(application, Act.by(signer, ApplicationCause.ACCEPT, signer.name()));
    FilingNumber number =
        restrictions.isRestricted(id)
            ? records.acceptRestricted(acceptance)
            : records.accept(acceptance);
    procedure.change(store.lock(id), ApplicationChanges.numbered(number.toString()));
    return number;
  }

  /** Refuses, naming everything that stops an acceptance. */
  static void requireNothingStops(CaseFile file) {
    List<Problem> problems = new ArrayList<>(file.obstacles());
    for (AcceptanceGate.Stop stop : file.stops()) {
      String rule = stop.finding().ruleId();
      problems.add(FilingProblem.of("stop." + stop.why().name(), rule, List.of(rule)));
    }
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  private Person signer(Application application) {
    Person signer = guard.official(application, Role.SIGNER);
    Set<String> reviewed =
        Stream.of(
                reviews.judgements(application.id()).stream().map(Judgement::judgedBy),
                reviews.humanTests(application.id()).stream().map(ManualTest::recordedBy),
                reviews.levelJudgements(application.id()).stream().map(LevelJudgement::judgedBy))
            .flatMap(people -> people)
            .map(UUID::toString)
            .collect(Collectors.toSet());
    if (FourEyes.onSigning(signer.id().toString(), guard.preparers(application), reviewed)
        .isPresent()) {
      throw FilingProblem.refusal("reviewedBySame");
    }
    return signer;
  }

  private Application inReview(UUID id, int version) {
    Application application = guard.locked(id, version);
    if (application.state() != ApplicationState.NATIONAL_REVIEW) {
      throw FilingProblem.refusal("state", application.state().name());
    }
    return application;
  }
}
