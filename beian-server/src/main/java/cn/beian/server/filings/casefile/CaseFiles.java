package cn.beian.server.filings.casefile;

import cn.beian.facts.FactSet;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FormCase;
import cn.beian.filing.form.Question;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.review.ChangeGate;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.rules.Finding;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.calendar.Policies;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.Gap;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.PackageReplacement;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.answers.QuestionSet;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.ReplacementStore;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.filings.store.SubmissionStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.testing.CompanionBuilds;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers what belongs to an application. */
@Component
public class CaseFiles {
  /** What officials do among themselves: not even how often is told to the sponsor. */
  private static final Set<String> INTERNAL =
      Set.of(
          "judge",
          "judgeLevel",
          "humanTest",
          "vote",
          "voteWithdrawn",
          FilingProcedure.FOR_SIGNING,
          FilingProcedure.BACK_TO_REVIEW);

  /** Of a joint decision. */
  private static final int SEATS = 2;

  private final ApplicationStore store;
  private final CaseStore cases;
  private final SubmissionStore submissions;
  private final ReplacementStore replacements;
  private final ReviewStore reviews;
  private final Identity identity;
  private final Intake intake;
  private final Inspections inspections;
  private final CompanionBuilds companions;
  private final TestRuns tests;
  private final Policies policies;
  private final FilingProcedure procedure;
  private final Notices notices;
  private final NewVersions versions;
  private final Clock clock;

  CaseFiles(
      ApplicationStore store,
      CaseStore cases,
      SubmissionStore submissions,
      ReplacementStore replacements,
      ReviewStore reviews,
      Identity identity,
      Intake intake,
      Inspections inspections,
      CompanionBuilds companions,
      TestRuns tests,
      Policies policies,
      FilingProcedure procedure,
      Notices notices,
      NewVersions versions,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.submissions = submissions;
    this.replacements = replacements;
    this.reviews = reviews;
    this.identity = identity;
    this.intake = intake;
    this.inspections = inspections;
    this.companions = companions;
    this.tests = tests;
    this.policies = policies;
    this.procedure = procedure;
    this.notices = notices;
    this.versions = versions;
    this.clock = clock;
  }

  /** As its sponsor has it now. */
  public CaseFile load(Application application) {
    UUID id = application.id();
    return load(
        application,
        cases.answers(id),
        store.packages(id, SubmittedPackage.Part.REVIEW),
        application.editable() ? replacements.of(id) : List.of(),
        one -> mayGo(application, one),
        Optional.empty());
  }

  /** As it was last submitted: what has been changed since is the sponsor's own until signed. */
  public CaseFile asSubmitted(Application application) {
    UUID id = application.id();
    return load(
        application,
        cases.submittedAnswers(id),
        store.submittedPackages(id, SubmittedPackage.Part.REVIEW),
        List.of(),
        one -> false,
        submissions.keptAt(id));
  }

  /** Whether it would go again if it were no package: what was signed once stays. */
  private boolean mayGo(Application application, UUID packageId) {
    return application.editable()
        && (application.signedAt().isEmpty()
            || store.submittedPackages(application.id(), SubmittedPackage.Part.REVIEW).stream()
                .noneMatch(one -> one.packageId().equals(packageId)));
  }

  /**
   * Gathers the rest.
   *
   * @param mayGo whether a file goes again that is no package
   * @param until what the sponsor has done since is left out
   */
  private CaseFile load(
      Application application,
      List<StoredAnswer> stored,
      List<SubmittedPackage> submitted,
      List<PackageReplacement> successors,
      Predicate<UUID> mayGo,
      Optional<Instant> until) {
    UUID id = application.id();
    Organization sponsor = identity.confirmedOrganization(application.organizationId());
    Person handler = identity.person(application.handlerId()).orElseThrow();
    List<ManualTest> humanTests = reviews.humanTests(id);
    List<CaseStep<ApplicationState>> events = procedure.steps(id);
    List<Gap> gaps =
        cases.gaps(id).stream()
            .map(gap -> until.isPresent() && gap.round() == application.round() ? gap.open() : gap)
            .toList();
    List<CasePackage> packages = packages(submitted, humanTests, successors, mayGo);
    Map<Question, StoredAnswer> answers = new LinkedHashMap<>();
    stored.forEach(one -> answers.put(one.question(), one));
    Map<Question, Answer> plain =
        answers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().answer()));
    List<ChangeGate.Brought> brought = versions.brought(application, packages);
    boolean tested = application.kind() != ApplicationKind.CHANGE || !brought.isEmpty();
    List<CaseFinding> findings =
        findings(
            packages.stream().filter(one -> tested).flatMap(one -> one.test().stream()).toList(),
            plain,
            reviews.judgements(id),
            humanTests);
    List<CaseStore.SeatVote> votes = cases.votes(id, application.round());
    boolean own = isOwn(application);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    PolicyParameters parameters = policies.current();
    FormCase form =
        QuestionSet.of(
            application,
            sponsor.level(),
            parameters.at(ParameterKey.INDEPENDENT_DEVELOPMENT, today),
            parameters.at(ParameterKey.UNDERTAKING_STAMPED, today),
            !packages.isEmpty(),
            asked(packages, plain),
            brought.stream().anyMatch(one -> one.comparison() == ChangeGate.Comparison.MAJOR),
            FunctionCard.asked(findings),
            plain);
    return new CaseFile(
        application,
        sponsor,
        handler,
        packages,
        brought,
        form,
        answers,
        Completeness.of(form, plain, today),
        findings,
        humanTests,
        reviews.exemptions(id),
        reviews.levelJudgements(id),
        parameters,
        procedure.limit(events),
        gaps,
        votes.size() < SEATS || own ? List.of() : votes.stream().map(this::vote).toList(),
        votes.stream().map(this::voted).toList(),
        events.stream()
            .filter(step -> until.filter(moment -> draftedSince(step, moment)).isEmpty())
            .filter(step -> !own || !INTERNAL.contains(step.name()))
            .toList(),
        notices.of(id, events, gaps),
        cases.launchBuilds(id));
  }

  /** What stands against a package that was put beside the others of an application. */
  public Optional<Problem> against(UUID id, UUID added) {
    return new PackagesTogether(read(store.packages(id, SubmittedPackage.Part.REVIEW)))
        .against(added);
  }

  /** Whether nothing stands against a package but that it is of another app. */
  public static boolean isAnotherApp(Problem problem) {
    return PackagesTogether.isAnotherApp(problem);
  }

  /**
   * What stands against a package in the place of another: it is for another platform, cannot stand
   * beside the rest, or is of another app.
   *
   * @param facts what it calls itself
   */
  public Optional<Problem> against(UUID id, UUID replaced, StoredPackage by, FactSet facts) {
    return new PackagesTogether(read(store.packages(id, SubmittedPackage.Part.REVIEW)))
        .against(replaced, by.fileName(), facts);
  }

  private List<CasePackage> read(List<SubmittedPackage> packages) {
    return packages(packages, List.of(), List.of(), one -> false);
  }

  /** Whether somebody of the sponsor's unit reads: what officials do of it is not for him. */
  private boolean isOwn(Application application) {
    return identity
        .currentIfAny()
        .filter(me -> me.organizationId().equals(application.organizationId()))
        .isPresent();
  }

  private static boolean draftedSince(CaseStep<ApplicationState> step, Instant moment) {
    return step.name().startsWith("sponsor.") && step.at().isAfter(moment);
  }

  private CaseFile.Vote vote(CaseStore.SeatVote vote) {
    return new CaseFile.Vote(
        vote.seat(),
        identity.person(vote.person()).map(Person::name).orElse(""),
        vote.opinion(),
        vote.reason(),
        vote.at());
  }

  private CaseFile.Voted voted(CaseStore.SeatVote vote) {
    String unit = procedure.unit(Optional.of(vote.person())).stream().findFirst().orElse("");
    return new CaseFile.Voted(vote.seat(), unit, vote.at());
  }

  /** Packages that are asked about: one that is read for the first time may say all by itself. */
  private static List<UUID> asked(List<CasePackage> packages, Map<Question, Answer> answers) {
    Set<String> answered =
        answers.keySet().stream().map(Question::item).collect(Collectors.toSet());
    return packages.stream()
        .filter(one -> !one.reading() || answered.contains(one.submitted().packageId().toString()))
        .map(one -> one.submitted().packageId())
        .toList();
  }

  private List<CasePackage> packages(
      List<SubmittedPackage> packages,
      List<ManualTest> humanTests,
      List<PackageReplacement> successors,
      Predicate<UUID> mayGo) {
    return packages.stream()
        .map(
            submitted -> {
              UUID id = submitted.packageId();
              Optional<Inspection> inspection = inspections.find(id);
              return new CasePackage(
                  submitted,
                  intake.findPackage(id).orElseThrow(),
                  inspection,
                  submitted.testId().flatMap(tests::find),
                  humanTests.stream().filter(one -> one.subject().equals(id)).findFirst(),
                  companions.of(id),
                  successors.stream()
                      .filter(one -> one.replacedId().equals(id))
                      .findFirst()
                      .map(this::successor),
                  inspection.filter(Inspection::isNoPackage).isPresent() && mayGo.test(id));
            })
        .toList();
  }

  private CasePackage.Successor successor(PackageReplacement one) {
    return new CasePackage.Successor(
        intake.findPackage(one.packageId()).orElseThrow(),
        inspections.find(one.packageId()),
        one.problem());
  }

  /** Findings of tests with what is said of them now, as if nobody had judged them. */
  public List<CaseFinding> unjudged(List<UUID> testIds, Map<Question, Answer> answers) {
    return findings(
        testIds.stream().flatMap(one -> tests.find(one).stream()).toList(),
        answers,
        List.of(),
        List.of());
  }

  /**
   * What the test found by which it was signed last, and nothing that a review has made of it;
   * empty where no such test was kept.
   */
  public List<CaseFinding> signed(CaseFile file) {
    return file.tested()
        ? unjudged(submissions.signedTests(file.application().id()), file.plain())
        : List.of();
  }

  /** Of which package each test is by which it was signed last. */
  Map<UUID, UUID> signedPackages(CaseFile file) {
    return submissions.signedPackages(file.application().id());
  }

  private List<CaseFinding> findings(
      List<TestRun> runs,
      Map<Question, Answer> answers,
      List<Judgement> judgements,
      List<ManualTest> humanTests) {
    List<CaseFinding> findings = new ArrayList<>();
    for (TestRun test : runs) {
      Rulebook rulebook = tests.rulebook(test.result());
      for (Finding finding : test.result().findings()) {
        String ruleId = finding.ruleId();
        Optional<Judgement> judgement =
            judgements.stream()
                .filter(one -> one.testId().equals(test.id()) && one.ruleId().equals(ruleId))
                .findFirst();
        Optional<ManualTest> humanTest =
            humanTests.stream()
                .filter(one -> one.subject().equals(test.id()) && one.ruleId().equals(ruleId))
                .findFirst();
        rulebook
            .rule(ruleId)
            .map(
                rule ->
                    new CaseFinding(
                        test.id(),
                        finding,
                        rule,
                        CaseFinding.explanationOf(ruleId, answers),
                        judgement,
                        humanTest))
            .ifPresent(findings::add);
      }
    }
    return findings;
  }
}
