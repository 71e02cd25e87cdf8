package cn.beian.server.supervision;

import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.CaseStep;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the steps of a case say of its rounds and findings. The note of an order holds the places of
 * the findings that it is about, separated by commas.
 */
final class SupervisionLog {
  /** The approver gave the draft of an answer back to who prepares it. */
  static final String GIVEN_BACK = "giveBack";

  /** The draft was changed after that. */
  static final String REVISED = "revised";

  /** The draft was handed to the approver. */
  static final String READY = "ready";

  private SupervisionLog() {}

  /** What the approver wrote when he gave the draft back, until it is changed; else empty. */
  static Optional<String> remark(List<CaseStep<SupervisionState>> steps) {
    return steps.stream()
        .filter(step -> own(step) || step.from() != step.to())
        .reduce((first, last) -> last)
        .filter(step -> step.name().equals(GIVEN_BACK))
        .map(CaseStep::detail);
  }

  /**
   * Whether the draft is with the approver: handed over, and neither changed nor given back since.
   */
  static boolean ready(List<CaseStep<SupervisionState>> steps) {
    return steps.stream()
        .filter(step -> own(step) || step.from() != step.to())
        .reduce((first, last) -> last)
        .filter(step -> step.name().equals(READY))
        .isPresent();
  }

  /** Whether a step is the sponsor's own business: a draft handed over, given back or changed. */
  static boolean own(CaseStep<SupervisionState> step) {
    return step.name().equals(GIVEN_BACK)
        || step.name().equals(REVISED)
        || step.name().equals(READY);
  }

  /** Places as the log keeps them. */
  static String note(List<Integer> places) {
    return places.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Whether a step is about a finding: the notice and the end are about all. */
  static boolean about(CaseStep<SupervisionState> step, int place) {
    return step.note().isEmpty()
        || Arrays.asList(step.note().split(",", -1)).contains(String.valueOf(place));
  }

  /** The step by which the sponsor was asked last: the notice, or the latest order. */
  static CaseStep<SupervisionState> asking(List<CaseStep<SupervisionState>> steps) {
    return steps.stream()
        .filter(step -> step.is(SupervisionCause.ORDER_RECTIFICATION))
        .reduce((first, last) -> last)
        .orElse(steps.get(0));
  }

  /** The rounds in which the sponsor sent an answer: each order begins another. */
  static Set<Integer> sentRounds(List<CaseStep<SupervisionState>> steps) {
    Set<Integer> sent = new HashSet<>();
    int round = 1;
    for (CaseStep<SupervisionState> step : steps) {
      if (step.is(SupervisionCause.ANSWER)) {
        sent.add(round);
      } else if (step.is(SupervisionCause.ORDER_RECTIFICATION)) {
        round++;
      }
    }
    return sent;
  }
}
