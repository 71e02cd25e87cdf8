package cn.beian.server.notifications;

import java.time.Duration;

/** Growing pauses between attempts: one minute, then each four times as long, a day at most. */
final class Pauses {
  private static final int FACTOR_BITS = 2;
  private static final int MOST_DOUBLINGS = 20;
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration LONGEST = Duration.ofDays(1);

  private Pauses() {}

  /**
   * The pause after an attempt.
   *
   * @param attempts how many there were
   */
  static Duration after(int attempts) {
    int doublings = Math.min(MOST_DOUBLINGS, FACTOR_BITS * Math.max(0, attempts - 1));
    Duration pause = FIRST.multipliedBy(1L << doublings);
    return pause.compareTo(LONGEST) > 0 ? LONGEST : pause;
  }
}
