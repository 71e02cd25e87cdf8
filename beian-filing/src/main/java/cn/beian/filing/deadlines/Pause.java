package cn.beian.filing.deadlines;

import java.time.LocalDate;

/**
 * The clock stood still while the sponsor supplemented.
 *
 * @param asked the day the sponsor was told; still counted
 * @param answered the day the answer came in; not counted, like any day of receipt
 */
public record Pause(LocalDate asked, LocalDate answered) {
  /**
   * @throws IllegalArgumentException if the answer lies before the question
   */
  public Pause {
    if (answered.isBefore(asked)) {
      throw new IllegalArgumentException("answered " + answered + " before asked " + asked);
    }
  }

  boolean holds(LocalDate day) {
    return day.isAfter(asked) && !day.isAfter(answered);
  }
}
