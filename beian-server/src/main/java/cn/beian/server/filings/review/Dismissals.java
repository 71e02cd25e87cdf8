package cn.beian.server.filings.review;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.store.ReviewStore;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Looks for dismissals that may hold for a later version of the same app. */
@Component
class Dismissals {
  private final ReviewStore reviews;
  private final TestRuns tests;

  Dismissals(ReviewStore reviews, TestRuns tests) {
    this.reviews = reviews;
    this.tests = tests;
  }

  /** The latest dismissal of the same rule on the same evidence in another build of the app. */
  Optional<EarlierDismissal> of(CaseFile file, CaseFinding one) {
    String identity =
        file.packages().stream()
            .filter(held -> held.test().filter(test -> test.id().equals(one.testId())).isPresent())
            .map(held -> held.submitted().identity())
            .findFirst()
            .orElse("");
    if (identity.isEmpty() || !one.needsEye()) {
      return Optional.empty();
    }
    List<EarlierDismissal> earlier =
        reviews.dismissals(file.application(), identity, one.finding().ruleId(), one.testId());
    return earlier.stream()
        .filter(before -> !ofAnotherPlatform(file, before))
        .filter(before -> sameEvidence(before, one.finding()))
        .findFirst();
  }

  /** Whether it is of another package of this application: that is no earlier version. */
  private static boolean ofAnotherPlatform(CaseFile file, EarlierDismissal before) {
    return file.packages().stream()
        .flatMap(held -> held.test().stream())
        .anyMatch(test -> test.id().equals(before.judgement().testId()));
  }

  /**
   * The latest dismissal of a rule on the same evidence in any filed build of the same app,
   * whatever the rule now makes of it.
   *
   * @param tests finds an earlier test
   */
  Optional<EarlierDismissal> of(
      Application application,
      String identity,
      UUID testId,
      Finding finding,
      Function<UUID, Optional<TestRun>> tests) {
    return identity.isEmpty()
        ? Optional.empty()
        : reviews.dismissals(application, identity, finding.ruleId(), testId).stream()
            .filter(
                before ->
                    then(before, finding, tests).filter(one -> alike(one, finding)).isPresent())
            .findFirst();
  }

  private boolean sameEvidence(EarlierDismissal before, Finding finding) {
    return then(before, finding, tests::find)
        .filter(
            then ->
                then.outcome() == finding.outcome()
                    && then.effect() == finding.effect()
                    && alike(then, finding))
        .isPresent();
  }

  private static Optional<Finding> then(
      EarlierDismissal before, Finding finding, Function<UUID, Optional<TestRun>> tests) {
    return tests
        .apply(before.judgement().testId())
        .flatMap(test -> test.result().finding(finding.ruleId()));
  }

  private static boolean alike(Finding then, Finding finding) {
    return then.evidenceTotal() == finding.evidenceTotal() && seen(then).equals(seen(finding));
  }

  /** What was seen on which screen; lines and offsets move from build to build. */
  private static Set<List<Object>> seen(Finding finding) {
    return finding.evidence().stream().map(Dismissals::seen).collect(Collectors.toSet());
  }

  private static List<Object> seen(Evidence piece) {
    return List.of(
        Objects.requireNonNull(piece.kind()), piece.screen(), piece.text(), piece.term());
  }
}
