package cn.beian.server.filings.casefile;

import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.review.FindingStanding;
import cn.beian.filing.review.FindingStanding.Disposition;
import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleGroup;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.ReturnedFinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A finding of a test, with what the sponsor says and how it was judged.
 *
 * @param explanation answers to the {@code explanation.*} questions, by field; empty if none
 * @param humanTest of what the machine could not decide
 */
public record CaseFinding(
    UUID testId,
    Finding finding,
    Rule rule,
    Map<String, Answer> explanation,
    Optional<Judgement> judgement,
    Optional<ManualTest> humanTest) {
  public CaseFinding {
    explanation = Map.copyOf(explanation);
  }

  public static Map<String, Answer> explanationOf(String ruleId, Map<Question, Answer> answers) {
    return answers.entrySet().stream()
        .filter(entry -> entry.getKey().item().equals(ruleId))
        .filter(entry -> entry.getKey().fieldId().startsWith("explanation."))
        .collect(
            java.util.stream.Collectors.toMap(
                entry -> entry.getKey().fieldId(), Map.Entry::getValue));
  }

  /** What was done about it so far. */
  public Disposition disposition() {
    if (exempted()) {
      return Disposition.EXEMPTED;
    }
    if (humanTest.isPresent()) {
      return humanTest.get().passed() ? Disposition.HUMAN_TEST_PASSED : Disposition.OPEN;
    }
    boolean claimed = exemptionClaimed();
    if (judgement.isEmpty()) {
      return explanation.isEmpty()
          ? Disposition.OPEN
          : claimed ? Disposition.EXEMPTION_CLAIMED : Disposition.EXPLAINED;
    }
    return switch (judgement.get().outcome()) {
      case CONFIRMED -> Disposition.OPEN;
      case DISMISSED -> Disposition.DISMISSED;
      case ACCEPTED -> claimed ? Disposition.EXEMPTED : Disposition.EXPLANATION_ACCEPTED;
      case REJECTED -> claimed ? Disposition.EXEMPTION_REJECTED : Disposition.EXPLANATION_REJECTED;
    };
  }

  /** Whether the sponsor declares a special scenario, of a rule that knows exceptions. */
  public boolean exemptionClaimed() {
    return rule.exemptible() && specialScenario();
  }

  /** Whether a special scenario is declared though the rule knows none: it is an explanation. */
  public boolean claimedInVain() {
    return !rule.exemptible() && specialScenario();
  }

  private boolean specialScenario() {
    String scenario = said("explanation.scenario");
    return !scenario.isEmpty() && !scenario.equals("ORDINARY");
  }

  /** What the sponsor says of it in a field; empty where it says nothing. */
  public String said(String fieldId) {
    Answer answer = explanation.get(fieldId);
    return answer == null ? "" : answer.value();
  }

  /** Whether an accepted exemption covers it. */
  public boolean exempted() {
    return finding.exemption().isPresent() && rule.exemptible();
  }

  /** Whether an exemption was accepted though the rule knows none: it stays visible, no more. */
  public boolean exemptedWithoutGround() {
    return finding.exemption().isPresent() && !rule.exemptible();
  }

  /** Whether somebody has to look at it: a violation, or a rule that could not be decided. */
  public boolean needsEye() {
    return finding.outcome() == Outcome.VIOLATION || finding.leavesOpen();
  }

  /** Place among findings: what blocks, what is to be explained, what is open, advice. */
  public int gravity() {
    if (finding.outcome() == Outcome.UNDETERMINED) {
      return 2;
    }
    return switch (finding.effect()) {
      case BLOCK -> 0;
      case EXPLAIN -> 1;
      case ADVISE -> 3;
    };
  }

  /** Whether it is advice alone: it stops nothing and need not be explained. */
  public boolean advice() {
    return gravity() == 3;
  }

  /** Whether it is a violation that is more than advice. */
  boolean grave() {
    return finding.outcome() == Outcome.VIOLATION && finding.effect() != Effect.ADVISE;
  }

  /** Whether it is of a function that the sponsor explains or takes out. */
  public boolean ofFunction() {
    return grave() && (finding.effect() == Effect.EXPLAIN || finding.group() == RuleGroup.FORM);
  }

  /** Whether words can cure it: an explanation, or an exception where the rule knows them. */
  public boolean curable() {
    return finding.effect() != Effect.BLOCK || rule.exemptible();
  }

  /** Whether nobody has judged it yet. */
  public boolean unjudged() {
    return judgement.isEmpty() && humanTest.isEmpty() && !exempted();
  }

  /**
   * As a letter lists it that sends the application back; empty where nobody has found against it.
   *
   * @param round which return of the application
   */
  Optional<ReturnedFinding> returned(int round) {
    if (humanTest.isPresent()) {
      return humanTest
          .filter(test -> !test.passed())
          .map(test -> returned(round, ReturnedFinding.Why.TEST_FAILED, test.note()));
    }
    return judgement.flatMap(
        one ->
            switch (one.outcome()) {
              case CONFIRMED ->
                  Optional.of(returned(round, ReturnedFinding.Why.CONFIRMED, one.reason()));
              case REJECTED ->
                  Optional.of(returned(round, ReturnedFinding.Why.REJECTED, one.reason()));
              case DISMISSED, ACCEPTED -> Optional.empty();
            });
  }

  private ReturnedFinding returned(int round, ReturnedFinding.Why why, String reason) {
    return new ReturnedFinding(round, rule.id(), rule.title(), why, reason);
  }

  /** What of it stops the acceptance; empty where nothing does. */
  Optional<AcceptanceGate.Stop> stop() {
    return AcceptanceGate.stops(List.of(standing())).stream().findFirst();
  }

  FindingStanding standing() {
    return new FindingStanding(
        testId + "/" + finding.ruleId(),
        finding.ruleId(),
        finding.outcome() != Outcome.UNDETERMINED || humanTest.filter(t -> !t.passed()).isPresent(),
        FindingStanding.Effect.valueOf(finding.effect().name()),
        disposition(),
        rule.exemptible());
  }
}
