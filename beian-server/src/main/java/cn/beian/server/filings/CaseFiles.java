package cn.beian.server.filings;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FormCase;
import cn.beian.filing.form.Question;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.rules.Rule;
import cn.beian.rules.TestResult;
import cn.beian.server.calendar.Policies;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.Testing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Gathers what belongs to an application. */
@Component
class CaseFiles {
  private final ApplicationStore store;
  private final CaseStore cases;
  private final Identity identity;
  private final Intake intake;
  private final Testing testing;
  private final Policies policies;
  private final Progress progress;
  private final Clock clock;

  CaseFiles(
      ApplicationStore store,
      CaseStore cases,
      Identity identity,
      Intake intake,
      Testing testing,
      Policies policies,
      Progress progress,
      Clock clock) {
    this.store = store;
    this.cases = cases;
    this.identity = identity;
    this.intake = intake;
    this.testing = testing;
    this.policies = policies;
    this.progress = progress;
    this.clock = clock;
  }

  CaseFile load(Application application) {
    UUID id = application.id();
    Organization sponsor = identity.organization(application.organizationId());
    Person handler = identity.person(application.handlerId()).orElseThrow();
    List<Judgement> judgements = cases.judgements(id);
    List<CasePackage> packages = packages(id, judgements);
    Map<Question, StoredAnswer> answers = new LinkedHashMap<>();
    cases.answers(id).forEach(stored -> answers.put(stored.question(), stored));
    Map<Question, Answer> plain =
        answers.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().answer()));
    List<TestResult> results =
        packages.stream().flatMap(one -> one.test().stream()).map(TestRun::result).toList();
    FormCase form =
        QuestionSet.of(
            application,
            sponsor.level(),
            policies
                .current()
                .at(
                    ParameterKey.INDEPENDENT_DEVELOPMENT_LOWEST_LEVEL,
                    OfficialTime.dayOf(clock.instant())),
            packages.stream().map(CasePackage::submitted).toList(),
            results,
            plain);
    return new CaseFile(
        application,
        sponsor,
        handler,
        packages,
        form,
        answers,
        Completeness.of(form, plain),
        findings(packages, plain, judgements),
        progress.limit(id),
        cases.gaps(id),
        cases.votes(id, application.round()).stream().map(this::vote).toList(),
        store.events(id),
        cases.launchBuilds(id));
  }

  private CaseFile.Vote vote(CaseStore.SeatVote vote) {
    return new CaseFile.Vote(
        vote.seat(),
        identity.person(vote.person()).map(Person::name).orElse(""),
        vote.opinion(),
        vote.reason());
  }

  private List<CasePackage> packages(UUID id, List<Judgement> judgements) {
    return store.packages(id, SubmittedPackage.Part.REVIEW).stream()
        .map(
            submitted ->
                new CasePackage(
                    submitted,
                    intake.findPackage(submitted.packageId()).orElseThrow(),
                    testing.inspection(submitted.packageId()),
                    submitted.testId().flatMap(testing::find),
                    judgement(judgements, submitted.packageId(), CasePackage.UNREAD)))
        .toList();
  }

  private List<CaseFinding> findings(
      List<CasePackage> packages, Map<Question, Answer> answers, List<Judgement> judgements) {
    List<CaseFinding> findings = new ArrayList<>();
    for (CasePackage one : packages) {
      one.test()
          .ifPresent(
              test ->
                  test.result()
                      .findings()
                      .forEach(
                          finding ->
                              rule(finding.ruleId())
                                  .ifPresent(
                                      rule ->
                                          findings.add(
                                              new CaseFinding(
                                                  test.id(),
                                                  finding,
                                                  rule,
                                                  CaseFinding.explanationOf(
                                                      finding.ruleId(), answers),
                                                  judgement(
                                                      judgements, test.id(), finding.ruleId()))))));
    }
    return findings;
  }

  private Optional<Rule> rule(String id) {
    return testing.rulebook().rule(id);
  }

  private static Optional<Judgement> judgement(
      List<Judgement> judgements, UUID testId, String ruleId) {
    return judgements.stream()
        .filter(one -> one.testId().equals(testId) && one.ruleId().equals(ruleId))
        .findFirst();
  }
}
