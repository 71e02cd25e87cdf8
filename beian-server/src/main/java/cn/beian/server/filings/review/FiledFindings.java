package cn.beian.server.filings.review;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.StoredAnswer;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.FilingGuard;
import cn.beian.server.filings.casefile.ScreenLabels;
import cn.beian.server.filings.casefile.SeenScreen;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.CaseStore;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What a filing holds about what a later test finds in its app. */
@Service
@Transactional(readOnly = true)
public class FiledFindings {
  private final ApplicationStore store;
  private final CaseStore cases;
  private final ReviewStore reviews;
  private final Dismissals dismissals;
  private final FilingGuard guard;
  private final ScreenLabels screens;
  private final TestRuns testRuns;

  FiledFindings(
      ApplicationStore store,
      CaseStore cases,
      ReviewStore reviews,
      Dismissals dismissals,
      FilingGuard guard,
      ScreenLabels screens,
      TestRuns testRuns) {
    this.store = store;
    this.cases = cases;
    this.reviews = reviews;
    this.dismissals = dismissals;
    this.guard = guard;
    this.screens = screens;
    this.testRuns = testRuns;
  }

  /** What a filing holds, read once; for one page, not to be kept. */
  public OfFiling of(UUID applicationId) {
    return new OfFiling(store.find(applicationId).orElseThrow());
  }

  /** Findings of later tests beside what one filing holds about them. */
  public final class OfFiling {
    private final Application application;
    private final Map<Question, Answer> answers;
    private final Map<String, Judgement> judgements;
    private final Map<UUID, String> identities = new HashMap<>();
    private final Map<UUID, Optional<TestRun>> tests = new HashMap<>();

    private OfFiling(Application application) {
      this.application = application;
      this.answers =
          cases.answers(application.id()).stream()
              .collect(Collectors.toMap(StoredAnswer::question, StoredAnswer::answer));
      this.judgements =
          reviews.judgements(application.id()).stream()
              .collect(
                  Collectors.toMap(Judgement::ruleId, Function.identity(), (first, last) -> last));
    }

    /** A finding of a later test, with what the sponsor said of that rule when it filed. */
    public CaseFinding finding(TestRun test, Finding finding, Rule rule) {
      return new CaseFinding(
          test.id(),
          finding,
          rule,
          CaseFinding.explanationOf(finding.ruleId(), answers),
          Optional.ofNullable(judgements.get(finding.ruleId())),
          Optional.empty());
    }

    /**
     * The dismissal of the same rule on the same evidence in this app, whatever the rule now makes
     * of it; to be shown, never to be applied.
     */
    public Optional<EarlierDismissal> dismissal(TestRun test, Finding finding) {
      String identity =
          identities.computeIfAbsent(test.packageId(), id -> store.identity(application.id(), id));
      return dismissals.of(application, identity, test.id(), finding, this::test);
    }

    private Optional<TestRun> test(UUID id) {
      return tests.computeIfAbsent(id, testRuns::find);
    }
  }

  /** A screen of a package as people know it; empty where the package does not name it. */
  public Optional<SeenScreen> screen(UUID packageId, String name) {
    return screens.of(packageId, name);
  }

  /** Ids of all who wrote or changed the application. */
  public Set<String> preparers(UUID applicationId) {
    return guard.preparers(store.find(applicationId).orElseThrow());
  }
}
