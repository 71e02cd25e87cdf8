package cn.beian.server.supervision;

import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An edge that a case took.
 *
 * @param actorId absent where it fired by itself
 * @param toldOn the day that an order names
 * @param places of the findings that an order is about; empty elsewhere
 * @param detail for people; may be empty
 */
public record CaseStep(
    Instant at,
    Optional<UUID> actorId,
    SupervisionCause cause,
    SupervisionState from,
    SupervisionState to,
    Optional<LocalDate> toldOn,
    List<Integer> places,
    String detail) {
  public CaseStep {
    places = List.copyOf(places);
  }

  /** Whether the sponsor is told of it in a letter. */
  public boolean told() {
    return cause != SupervisionCause.ANSWER;
  }

  /** Whether it is about a finding: the notice and the end are about all. */
  boolean about(int place) {
    return places.isEmpty() || places.contains(place);
  }

  /** The step by which the sponsor was asked last: the notice, or the latest order. */
  static CaseStep asking(List<CaseStep> steps) {
    return steps.stream()
        .filter(step -> step.cause() == SupervisionCause.ORDER_RECTIFICATION)
        .reduce((first, last) -> last)
        .orElse(steps.get(0));
  }

  /** The rounds in which the sponsor sent an answer: each order begins another. */
  static Set<Integer> sentRounds(List<CaseStep> steps) {
    Set<Integer> sent = new HashSet<>();
    int round = 1;
    for (CaseStep step : steps) {
      switch (step.cause()) {
        case ANSWER -> sent.add(round);
        case ORDER_RECTIFICATION -> round++;
        case NOTIFY, CLOSE -> {}
      }
    }
    return sent;
  }
}
