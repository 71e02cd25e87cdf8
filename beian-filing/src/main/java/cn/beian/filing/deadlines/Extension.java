package cn.beian.filing.deadlines;

import java.time.LocalDate;

/**
 * An extension of a review, allowed as often as there is a ground; the sponsor is notified
 * of the reason and the expected date each time.
 *
 * @param decided the day of the decision
 * @param expected the new last day
 * @param reason never blank
 */
public record Extension(LocalDate decided, LocalDate expected, Ground ground, String reason) {
  /** The ground for an extension. */
  public enum Ground {
    /** The case is complex. */
    COMPLEX,
    /** Material has to be supplemented or corrected. */
    MATERIAL_TO_BE_SUPPLEMENTED
  }

  /**
   * @throws IllegalArgumentException if the reason is blank
   */
  public Extension {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an extension needs its reason");
    }
  }
}
