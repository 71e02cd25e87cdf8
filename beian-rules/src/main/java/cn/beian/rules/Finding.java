package cn.beian.rules;

import java.util.List;
import java.util.Optional;

/**
 * What one rule says about one package.
 *
 * @param ruleId of the rule
 * @param group of the rule
 * @param outcome what it says
 * @param grade strength of the evidence, present for a violation
 * @param effect of the violation; for an undetermined rule, of the violation it might be
 * @param reason why the outcome is what it is
 * @param evidence strongest first, then what makes it block, at most {@link #MAX_EVIDENCE}
 * @param evidenceTotal how many pieces there were
 * @param wouldChange what would change outcome or effect
 * @param exemption the accepted exemption that covers it
 */
public record Finding(
    String ruleId,
    RuleGroup group,
    Outcome outcome,
    Optional<Grade> grade,
    Effect effect,
    Reason reason,
    List<Evidence> evidence,
    int evidenceTotal,
    List<Reason> wouldChange,
    Optional<Exemption> exemption) {
  /** How many pieces of evidence are kept. */
  public static final int MAX_EVIDENCE = 20;

  public Finding {
    evidence = List.copyOf(evidence);
    wouldChange = List.copyOf(wouldChange);
  }

  /** The same, with another exemption and other things that would change it. */
  public Finding with(List<Reason> change, Optional<Exemption> given) {
    return new Finding(
        ruleId, group, outcome, grade, effect, reason, evidence, evidenceTotal, change, given);
  }

  /** Whether it stops acceptance as long as nobody dismisses or exempts it. */
  public boolean blocks() {
    return outcome == Outcome.VIOLATION && effect == Effect.BLOCK && exemption.isEmpty();
  }

  /** Whether the sponsor has to explain it. */
  public boolean asksExplanation() {
    return outcome == Outcome.VIOLATION && effect == Effect.EXPLAIN && exemption.isEmpty();
  }

  /** Whether a blocking rule could not be decided. */
  public boolean leavesOpen() {
    return outcome == Outcome.UNDETERMINED && effect == Effect.BLOCK && exemption.isEmpty();
  }
}
