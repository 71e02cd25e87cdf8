package cn.beian.filing.deadlines;

import java.time.LocalDate;

/**
 * A complex case takes longer: decided once, told to the sponsor with reason and expected
 * date.
 *
 * @param decided the day of the decision
 * @param expected the new last day
 * @param reason never blank
 */
public record Extension(LocalDate decided, LocalDate expected, String reason) {
  /**
   * @throws IllegalArgumentException if the reason is blank
   */
  public Extension {
    if (reason.isBlank()) {
      throw new IllegalArgumentException("an extension needs its reason");
    }
  }
}
