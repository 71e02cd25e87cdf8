package cn.beian.filing.review;

import java.util.Optional;
import java.util.Set;

/** Separation of duties: the person who prepared something does not decide on it. */
public final class FourEyes {
  private FourEyes() {}

  /** Why a person may not decide. */
  public enum Objection {
    /** The person wrote or changed what is to be decided. */
    PREPARED_BY_SAME_PERSON,
    /** The person reviewed it. */
    REVIEWED_BY_SAME_PERSON,
    /** The person already acts for the other seat of the joint decision. */
    HOLDS_BOTH_SEATS
  }

  /**
   * Checks whether a person may sign a decision.
   *
   * @param decider id of the person
   * @param preparedBy ids of all who wrote or changed the application
   * @param reviewedBy ids of all who reviewed it
   */
  public static Optional<Objection> onSigning(
      String decider, Set<String> preparedBy, Set<String> reviewedBy) {
    Optional<Objection> prepared = onReviewing(decider, preparedBy);
    if (prepared.isPresent()) {
      return prepared;
    }
    return reviewedBy.contains(decider)
        ? Optional.of(Objection.REVIEWED_BY_SAME_PERSON)
        : Optional.empty();
  }

  /** Checks whether a person may review what {@code preparedBy} wrote. */
  public static Optional<Objection> onReviewing(String reviewer, Set<String> preparedBy) {
    return preparedBy.contains(reviewer)
        ? Optional.of(Objection.PREPARED_BY_SAME_PERSON)
        : Optional.empty();
  }
}
