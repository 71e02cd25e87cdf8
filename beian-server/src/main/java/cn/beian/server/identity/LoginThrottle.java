package cn.beian.server.identity;

import cn.beian.server.BeianSettings;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Slows down guessing: a few attempts per login and address, then one comes back after a while. */
@Component
public class LoginThrottle {
  private static final int MOST_REMEMBERED = 20_000;

  private final BeianSettings.Login limits;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_REMEMBERED;
        }
      };

  LoginThrottle(BeianSettings settings) {
    this.limits = settings.login();
  }

  /** Takes one attempt; the time to wait when none is left, zero when there was one. */
  public synchronized Duration attempt(String login, String address) {
    Bucket bucket = buckets.computeIfAbsent(key(login, address), unused -> fresh());
    return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
  }

  /** Forgets the failures after a right password. */
  public synchronized void succeeded(String login, String address) {
    buckets.remove(key(login, address));
  }

  private Bucket fresh() {
    return Bucket.builder()
        .addLimit(limit -> limit.capacity(limits.attempts()).refillGreedy(1, limits.refill()))
        .build();
  }

  private static String key(String login, String address) {
    return Accounts.folded(login) + " " + address;
  }
}
