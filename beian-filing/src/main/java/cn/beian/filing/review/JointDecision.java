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
 * The joint decision of the two seats of the completeness review. Immutable. Seats that
 * disagree consult and vote again; an agreed decision is final.
 *
 * @param votes at most one for each seat, in the order in which they were cast
 */
public record JointDecision(List<Vote> votes) {
  private static final Set<Role> SEATS =
      EnumSet.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);

  /** No votes yet. */
  public static final JointDecision OPEN = new JointDecision(List.of());

  public JointDecision {
    votes = List.copyOf(votes);
  }

  /** The opinion of a seat. */
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
   * @param person id of the person who votes for the seat
   * @param gaps demands of the supplement list; empty unless a supplement is requested
   * @param reason reason for a refusal; blank unless refused
   */
  public record Vote(
      Role seat, String person, Opinion opinion, List<String> gaps, String reason, Instant at) {
    /**
     * @throws IllegalArgumentException if the seat is not one of the two, or gaps or reason do not
     *     match the opinion
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

  /** The status of the decision. */
  public enum Standing {
    /** A seat has not voted. */
    WAITING,
    /** The seats disagree. */
    DIFFERING,
    /** Decided. */
    AGREED
  }

  /** Why a vote may not be cast; empty if it may. */
  public Optional<FourEyes.Objection> objection(Vote vote, Set<String> preparedBy) {
    boolean holdsOther =
        votes.stream().anyMatch(v -> v.seat() != vote.seat() && v.person().equals(vote.person()));
    return holdsOther
        ? Optional.of(FourEyes.Objection.HOLDS_BOTH_SEATS)
        : FourEyes.onReviewing(vote.person(), preparedBy);
  }

  /**
   * This decision with one more vote, which replaces an earlier one of the same seat.
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

  /** The status of the decision. */
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

  /** The demands of both seats without duplicates, for one notification. */
  public List<String> gaps() {
    Set<String> gaps = new LinkedHashSet<>();
    votes.forEach(vote -> gaps.addAll(vote.gaps()));
    return List.copyOf(gaps);
  }
}
