package cn.beian.filing.form;

/**
 * An answer and its origin.
 *
 * @param value never blank; for an attachment without a value of its own, the attachment's id
 * @param evidence what the origin is based on: a locator in the package, a document, an earlier
 *     number; empty if the sponsor entered it
 * @param confirmed whether the sponsor has confirmed it; always true for answers the sponsor
 *     entered
 */
public record Answer(String value, Origin origin, String evidence, boolean confirmed) {
  /**
   * @throws IllegalArgumentException if the value is blank
   */
  public Answer {
    if (value.isBlank()) {
      throw new IllegalArgumentException("an answer is never blank; leave it out");
    }
    confirmed |= origin == Origin.SPONSOR;
  }

  /** An answer entered by the sponsor. */
  public static Answer said(String value) {
    return new Answer(value, Origin.SPONSOR, "", true);
  }

  /** An answer proposed by an origin and not yet confirmed. */
  public static Answer proposed(String value, Origin origin, String evidence) {
    return new Answer(value, origin, evidence, false);
  }

  /** The same answer, confirmed by the sponsor. */
  public Answer confirm() {
    return new Answer(value, origin, evidence, true);
  }
}
