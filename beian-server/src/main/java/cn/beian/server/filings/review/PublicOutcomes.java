package cn.beian.server.filings.review;

import cn.beian.filing.review.FindingStanding.Disposition;
import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.LocalText;
import cn.beian.rules.Outcome;
import cn.beian.rules.RuleGroup;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.Acceptance.PublicExemption;
import cn.beian.server.records.PublicOutcome;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the public is told of the findings of a case. */
final class PublicOutcomes {
  private PublicOutcomes() {}

  /** One outcome for each group that has findings, in the order of the groups. */
  static List<GroupOutcome> of(List<CaseFinding> findings) {
    List<GroupOutcome> outcomes = new ArrayList<>();
    for (RuleGroup group : RuleGroup.values()) {
      List<CaseFinding> ofGroup =
          findings.stream().filter(one -> one.finding().group() == group).toList();
      if (!ofGroup.isEmpty()) {
        outcomes.add(new GroupOutcome(group.name(), outcome(ofGroup), advice(ofGroup)));
      }
    }
    return outcomes;
  }

  private static PublicOutcome outcome(List<CaseFinding> findings) {
    return findings.stream()
        .flatMap(one -> of(one).stream())
        .min(Comparator.naturalOrder())
        .orElse(PublicOutcome.UNDETERMINED);
  }

  private static Optional<PublicOutcome> of(CaseFinding one) {
    Finding finding = one.finding();
    return of(finding.outcome(), one.disposition(), finding.effect());
  }

  /**
   * What one finding is for its group; empty for advice that could not be decided, which says
   * nothing.
   */
  static Optional<PublicOutcome> of(Outcome outcome, Disposition done, Effect effect) {
    return switch (outcome) {
      case NOT_APPLICABLE -> Optional.of(PublicOutcome.NOT_APPLICABLE);
      case PASS -> Optional.of(PublicOutcome.PASS);
      case VIOLATION -> Optional.of(ofViolation(done, effect));
      case UNDETERMINED ->
          done == Disposition.EXEMPTED || effect != Effect.ADVISE
              ? Optional.of(ofUndetermined(done))
              : Optional.empty();
    };
  }

  /** Without a default: a new disposition has to be thought about here. */
  private static PublicOutcome ofViolation(Disposition done, Effect effect) {
    return switch (done) {
      case EXEMPTED -> PublicOutcome.EXEMPTED;
      case DISMISSED, MENDED -> PublicOutcome.PASS;
      case EXPLANATION_ACCEPTED ->
          switch (effect) {
            case ADVISE -> PublicOutcome.PASS;
            case EXPLAIN -> PublicOutcome.EXPLAINED;
            case BLOCK -> PublicOutcome.VIOLATION; // no explanation lifts what blocks
          };
      case OPEN,
          EXPLAINED,
          EXPLANATION_REJECTED,
          EXEMPTION_CLAIMED,
          EXEMPTION_REJECTED,
          HUMAN_TEST_PASSED ->
          effect == Effect.ADVISE ? PublicOutcome.PASS : PublicOutcome.VIOLATION;
    };
  }

  private static PublicOutcome ofUndetermined(Disposition done) {
    return switch (done) {
      case EXEMPTED -> PublicOutcome.EXEMPTED;
      case DISMISSED, HUMAN_TEST_PASSED -> PublicOutcome.HUMAN_TESTED;
      case MENDED -> PublicOutcome.PASS;
      case OPEN,
          EXPLAINED,
          EXPLANATION_ACCEPTED,
          EXPLANATION_REJECTED,
          EXEMPTION_CLAIMED,
          EXEMPTION_REJECTED ->
          PublicOutcome.UNDETERMINED;
    };
  }

  /** Whether a finding is advice that nobody has settled. */
  static boolean advises(Outcome outcome, Disposition done, Effect effect) {
    return outcome == Outcome.VIOLATION
        && effect == Effect.ADVISE
        && switch (done) {
          case EXEMPTED, DISMISSED, MENDED, EXPLANATION_ACCEPTED -> false;
          default -> true;
        };
  }

  private static int advice(List<CaseFinding> findings) {
    return (int)
        findings.stream()
            .filter(
                one -> advises(one.finding().outcome(), one.disposition(), one.finding().effect()))
            .map(one -> one.finding().ruleId())
            .distinct()
            .count();
  }

  /** The accepted exemptions, each by the title of its rule. */
  static List<PublicExemption> exemptions(List<CaseFinding> findings) {
    return findings.stream()
        .flatMap(
            one ->
                one.finding().exemption().stream()
                    .map(
                        given ->
                            new PublicExemption(
                                one.rule().category(),
                                inBothLanguages(one.rule().title()),
                                given.until())))
        .distinct()
        .toList();
  }

  private static Map<String, String> inBothLanguages(LocalText title) {
    return Map.of("zh", title.in(Locale.CHINESE), "en", title.in(Locale.ENGLISH));
  }
}
