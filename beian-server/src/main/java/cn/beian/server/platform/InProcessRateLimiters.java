package cn.beian.server.platform;

import io.github.bucket4j.Bucket;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Rate limiters of one process: the keys that were used last are counted, and lost at its end. */
@Component
public final class InProcessRateLimiters implements RateLimiters {
  private static final int MOST_KEYS = 20_000;

  @Override
  public RateLimiter named(String name, int capacity, Duration refill) {
    return new InProcess(capacity, refill);
  }

  private static final class InProcess implements RateLimiter {
    private final int capacity;
    private final Duration refill;
    private final RecentlyUsed<String, Bucket> buckets = new RecentlyUsed<>(MOST_KEYS);

    InProcess(int capacity, Duration refill) {
      this.capacity = capacity;
      this.refill = refill;
    }

    @Override
    public Duration attempt(String key) {
      Bucket bucket = buckets.get(key, unused -> full());
      return Duration.ofNanos(bucket.tryConsumeAndReturnRemaining(1).getNanosToWaitForRefill());
    }

    @Override
    public int left(String key) {
      return buckets.find(key).map(bucket -> (int) bucket.getAvailableTokens()).orElse(capacity);
    }

    @Override
    public void giveBack(String key) {
      buckets.find(key).ifPresent(bucket -> bucket.addTokens(1));
    }

    @Override
    public void forget(String key) {
      buckets.remove(key);
    }

    private Bucket full() {
      return Bucket.builder()
          .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
          .build();
    }
  }
}
