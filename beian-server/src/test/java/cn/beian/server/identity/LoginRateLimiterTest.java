package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.InProcessRateLimiters;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoginRateLimiterTest {
  private final BeianSettings settings =
      new Binder(new MapConfigurationPropertySource()).bindOrCreate("beian", BeianSettings.class);
  private final LoginRateLimiter limiter =
      new LoginRateLimiter(settings, new InProcessRateLimiters());

  /** An office behind one address: somebody's wrong guesses leave the others their attempts. */
  @Test
  void oneAddress_afterManyWrongGuesses_leavesEachLoginTwoAttempts() {
    for (int i = 0; i < settings.login().addressAttempts(); i++) {
      assertThat(limiter.attempt("login" + i, "192.0.2.1")).as("attempt " + i).isZero();
    }
    assertThat(limiter.attempt("another", "192.0.2.1")).as("mistyped once").isZero();
    assertThat(limiter.attempt("another", "192.0.2.1")).as("and right then").isZero();
    assertThat(limiter.attempt("another", "192.0.2.1")).isPositive();
    assertThat(limiter.attempt("192.0.2.1")).as("no login that there could be").isPositive();
    assertThat(limiter.attempt("another", "192.0.2.2")).isZero();
  }

  @Test
  void oneLogin_hasFewAttemptsFromOneAddress_andIsNotLockedForOthers() {
    for (int i = 0; i < settings.login().attempts(); i++) {
      assertThat(limiter.attempt("Zhou", "192.0.2.1")).isZero();
    }
    assertThat(limiter.attempt("zhou", "192.0.2.1")).as("written otherwise").isPositive();
    assertThat(limiter.attempt("zhou", "192.0.2.2")).isZero();
  }
}
