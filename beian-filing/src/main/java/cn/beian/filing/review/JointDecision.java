package cn.beian.filing.review;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationCause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The completeness review's one decision of two seats. Immutable. Seats that differ talk,
 * and vote again; what both agree on is final.
 *
 * @param votes at most one for each seat, in the order of their casting
 */
public record JointDecision(List<Vote> votes) {
  private static final Set<Role> SEATS =
      EnumSet.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);

  /** Nothing voted yet. */
  public static final JointDecision OPEN = new JointDecision(List.of());

  public JointDecision {
    votes = List.copyOf(votes);
  }

  /** What a seat wants. */
  public enum Opinion {
    COMPLETE(ApplicationCause.COMPLETE),
    ASK_SUPPLEMENT(ApplicationCause.ASK_SUPPLEMENT),
    REFUSE(ApplicationCause.REFUSE);

    private final ApplicationCause cause;

    Opinion(ApplicationCause cause) {
      this.cause = cause;
    }
  }

  /**
   * The vote of a seat.
   *
   * @param seat one of the two
   * @param person id of who sits on it
   * @param gaps demands of the supplement list; empty unless a supplement is asked
   * @param reason why refused; blank unless refused
   */
  public record Vote(
      Role seat, String person, Opinion opinion, List<String> gaps, String reason, Instant at) {
    /**
     * @throws IllegalArgumentException if the seat is none of the two, or gaps or reason do not fit
     *     the opinion
     */
    public Vote {
      gaps = List.copyOf(gaps);
      if (!SEATS.contains(seat)) {
        throw new IllegalArgumentException("not a seat of the completeness review: " + seat);
      }
      if ((opinion == Opinion.ASK_SUPPLEMENT) == gaps.isEmpty()) {
        throw new IllegalArgumentException(opinion + " with " + gaps.size() + " gaps");
      }
      if ((opinion == Opinion.REFUSE) == reason.isBlank()) {
        throw new IllegalArgumentException(opinion + " with reason '" + reason + "'");
      }
    }
  }

  /** Where the decision stands. */
  public enum Standing {
    /** A seat has not voted. */
    WAITING,
    /** The seats differ. */
    DIFFERING,
    /** Decided. */
    AGREED
  }

  /** What forbids a vote; empty if it may be cast. */
  public Optional<FourEyes.Objection> objection(Vote vote, Set<String> preparedBy) {
    boolean holdsOther =
        votes.stream().anyMatch(v -> v.seat() != vote.seat() && v.person().equals(vote.person()));
    return holdsOther
        ? Optional.of(FourEyes.Objection.HOLDS_BOTH_SEATS)
        : FourEyes.onReviewing(vote.person(), preparedBy);
  }

  /**
   * This decision with one more vote; it takes the place of an earlier one of the same seat.
   *
   * @throws IllegalStateException if already agreed
   * @throws IllegalArgumentException if there is an {@link #objection}
   */
  public JointDecision with(Vote vote, Set<String> preparedBy) {
    if (standing() == Standing.AGREED) {
      throw new IllegalStateException("already decided");
    }
    objection(vote, preparedBy)
        .ifPresent(
            objection -> {
              throw new IllegalArgumentException(vote.person() + ": " + objection);
            });
    List<Vote> next = new ArrayList<>(votes);
    next.removeIf(v -> v.seat() == vote.seat());
    next.add(vote);
    return new JointDecision(next);
  }

  /** Where the decision stands. */
  public Standing standing() {
    if (votes.size() < SEATS.size()) {
      return Standing.WAITING;
    }
    return votes.stream().map(Vote::opinion).distinct().count() == 1
        ? Standing.AGREED
        : Standing.DIFFERING;
  }

  /** The seats that have not voted. */
  public Set<Role> waitingFor() {
    Set<Role> open = EnumSet.copyOf(SEATS);
    votes.forEach(vote -> open.remove(vote.seat()));
    return open;
  }

  /** The edge to take; empty until agreed. */
  public Optional<ApplicationCause> cause() {
    return standing() == Standing.AGREED
        ? Optional.of(votes.get(0).opinion().cause)
        : Optional.empty();
  }

  /** The demands of both seats, each once: all gaps are told together. */
  public List<String> gaps() {
    Set<String> gaps = new LinkedHashSet<>();
    votes.forEach(vote -> gaps.addAll(vote.gaps()));
    return List.copyOf(gaps);
  }
}
