package cn.beian.server;

import io.github.bucket4j.Bucket;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many acts at once for each key, then one comes back after a while; in memory, bounded. */
public final class Throttle {
  private static final int MOST_REMEMBERED = 20_000;

  private final int capacity;
  private final Duration refill;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  /**
   * A throttle on which nobody has leant yet.
   *
   * @param capacity how many at once
   * @param refill after which time one comes back
   */
  public Throttle(int capacity, Duration refill) {
    this.capacity = capacity;
    this.refill = refill;
  }

  /** Takes one; the time to wait when none is left, zero when there was one. */
  public synchronized Duration attempt(String key) {
    Bucket bucket = buckets.computeIfAbsent(key, unused -> fresh());
    return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** How many are left; takes none. */
  public synchronized int left(String key) {
    Bucket bucket = buckets.get(key);
    return bucket == null ? capacity : (int) bucket.getAvailableTokens();
  }

  /** Gives one back that was taken, such as by an act that turned out to be in order. */
  public synchronized void giveBack(String key) {
    Bucket bucket = buckets.get(key);
    if (bucket != null) {
      bucket.addTokens(1);
    }
  }

  /**
   * The key of an address: itself, or of IPv6 the first 64 bits, which one subscriber has for
   * himself alone.
   */
  public static String network(String address) {
    if (address.indexOf(':') < 0) {
      return address;
    }
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == 16 ? HexFormat.of().formatHex(bytes, 0, 8) + "/64" : address;
    } catch (UnknownHostException e) {
      return address; // such as one with an unknown zone
    }
  }

  /** Forgets what was taken. */
  public synchronized void forget(String key) {
    buckets.remove(key);
  }

  private Bucket fresh() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
        .build();
  }
}
