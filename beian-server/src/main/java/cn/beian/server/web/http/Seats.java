package cn.beian.server.web.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** So many at the same time, and no more than a share of them by one sender. */
final class Seats {
  private final Semaphore all;
  private final int perSender;
  private final ConcurrentMap<String, Integer> taken = new ConcurrentHashMap<>();

  Seats(int all, int perSender) {
    this.all = new Semaphore(all);
    this.perSender = perSender;
  }

  /**
   * Takes one; false where there is none, or none for this sender.
   *
   * @param most how many this sender may have now, if that is less than each may
   */
  boolean take(String sender, int most) {
    if (taken.merge(sender, 1, Integer::sum) <= Math.min(perSender, most) && all.tryAcquire()) {
      return true;
    }
    taken.computeIfPresent(sender, Seats::less);
    return false;
  }

  /** Gives one back. */
  void leave(String sender) {
    all.release();
    taken.computeIfPresent(sender, Seats::less);
  }

  private static @Nullable Integer less(String unused, int count) {
    return count > 1 ? count - 1 : null;
  }
}
