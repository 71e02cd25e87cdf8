package cn.beian.filing.form;

/**
 * An answer and where it comes from.
 *
 * @param value never blank; of an attachment without a value of its own, the attachment's id
 * @param evidence what the origin rests on: a locator in the package, a document, an earlier
 *     number; empty if the sponsor said it
 * @param confirmed whether the sponsor has confirmed it; what the sponsor said is confirmed by
 *     saying it
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

  /** Said by the sponsor. */
  public static Answer said(String value) {
    return new Answer(value, Origin.SPONSOR, "", true);
  }

  /** Proposed by an origin, not confirmed yet. */
  public static Answer proposed(String value, Origin origin, String evidence) {
    return new Answer(value, origin, evidence, false);
  }

  /** The same, confirmed by the sponsor. */
  public Answer confirm() {
    return new Answer(value, origin, evidence, true);
  }
}
