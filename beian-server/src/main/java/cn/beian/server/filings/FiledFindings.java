package cn.beian.server.filings;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.rules.Finding;
import cn.beian.rules.Rule;
import cn.beian.server.testing.TestRun;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
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
  private final CaseGuard guard;
  private final Screens screens;

  FiledFindings(
      ApplicationStore store,
      CaseStore cases,
      ReviewStore reviews,
      Dismissals dismissals,
      CaseGuard guard,
      Screens screens) {
    this.store = store;
    this.cases = cases;
    this.reviews = reviews;
    this.dismissals = dismissals;
    this.guard = guard;
    this.screens = screens;
  }

  /** A finding of a later test, with what the sponsor said of that rule when it filed. */
  public CaseFinding of(UUID applicationId, TestRun test, Finding finding, Rule rule) {
    Map<Question, Answer> answers =
        cases.answers(applicationId).stream()
            .collect(Collectors.toMap(StoredAnswer::question, StoredAnswer::answer));
    Optional<Judgement> judgement =
        reviews.judgements(applicationId).stream()
            .filter(one -> one.ruleId().equals(finding.ruleId()))
            .reduce((first, last) -> last);
    return new CaseFinding(
        test.id(),
        finding,
        rule,
        CaseFinding.explanationOf(finding.ruleId(), answers),
        judgement,
        Optional.empty());
  }

  /**
   * The dismissal of the same rule on the same evidence in this app, whatever the rule now makes of
   * it; to be shown, never to be applied.
   */
  public Optional<EarlierDismissal> dismissal(UUID applicationId, TestRun test, Finding finding) {
    String identity = store.identity(applicationId, test.packageId());
    return dismissals.of(store.find(applicationId).orElseThrow(), identity, test.id(), finding);
  }

  /** A screen of a package as people know it; empty where the package does not name it. */
  public Optional<Cases.SeenScreen> screen(UUID packageId, String name) {
    return screens.of(packageId, name);
  }

  /** Ids of all who wrote or changed the application. */
  public Set<String> preparers(UUID applicationId) {
    return guard.preparers(store.find(applicationId).orElseThrow());
  }
}
