package cn.beian.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class InProcessRateLimitersTest {
  private final RateLimiters limiters = new InProcessRateLimiters();
  private final RateLimiter limiter = limiters.named("one", 2, Duration.ofHours(1));

  @Test
  void aBucket_isFullAtFirst_andEachKeyHasItsOwn() {
    assertThat(limiter.left("a")).isEqualTo(2);
    assertThat(limiter.attempt("a")).isZero();
    assertThat(limiter.attempt("a")).isZero();
    assertThat(limiter.attempt("a")).isPositive().isLessThanOrEqualTo(Duration.ofHours(1));
    assertThat(limiter.left("a")).isZero();
    assertThat(limiter.attempt("b")).isZero();
  }

  @Test
  void whatIsGivenBackOrForgotten_canBeTakenAgain() {
    limiter.giveBack("never taken");
    assertThat(limiter.left("never taken")).isEqualTo(2);
    limiter.attempt("a");
    limiter.attempt("a");
    limiter.giveBack("a");
    assertThat(limiter.left("a")).isEqualTo(1);
    limiter.attempt("a");
    limiter.forget("a");
    assertThat(limiter.left("a")).isEqualTo(2);
  }

  @Test
  void twoNames_haveNothingToDoWithEachOther() {
    limiter.attempt("a");
    limiter.attempt("a");
    assertThat(limiters.named("other", 1, Duration.ofHours(1)).attempt("a")).isZero();
  }

  @Test
  void aCache_computesOnce_andLetsTheOneGoThatWasUsedLongestAgo() {
    RecentlyUsed<String, String> cache = new RecentlyUsed<>(2);
    cache.get("a", key -> "1");
    cache.get("b", key -> "2");
    assertThat(cache.get("a", key -> "computed again")).isEqualTo("1");
    cache.get("c", key -> "3");
    assertThat(cache.find("b")).isEmpty();
    assertThat(cache.get("a", key -> "computed again")).isEqualTo("1");
  }
}
