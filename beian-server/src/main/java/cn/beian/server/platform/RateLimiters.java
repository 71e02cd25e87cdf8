package cn.beian.server.platform;

import java.time.Duration;

/**
 * Makes the rate limiters of a server. Nobody else does, so that the nodes of a server can count
 * together once there are several.
 */
public interface RateLimiters {
  /**
   * A rate limiter with full buckets.
   *
   * @param name what it limits; the keys of two names have nothing to do with each other
   * @param capacity attempts in a full bucket
   * @param refill time after which one attempt comes back
   */
  RateLimiter named(String name, int capacity, Duration refill);
}
