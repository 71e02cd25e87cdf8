package cn.beian.filing.deadlines;

import java.time.LocalDate;

/**
 * A pause of the clock while the sponsor supplemented.
 *
 * @param asked the day the sponsor was notified; still counted
 * @param answered the day the answer was received; not counted, like any day of receipt
 */
public record Pause(LocalDate asked, LocalDate answered) {
  /**
   * @throws IllegalArgumentException if the answer is before the question
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
