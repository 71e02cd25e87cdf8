package cn.beian.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.BeianSettings;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class LoginThrottleTest {
  private final BeianSettings settings =
      new Binder(new MapConfigurationPropertySource()).bindOrCreate("beian", BeianSettings.class);
  private final LoginThrottle throttle = new LoginThrottle(settings);

  @Test
  void oneAddress_hasSoManyAttempts_whateverTheLogin() {
    for (int i = 0; i < settings.login().addressAttempts(); i++) {
      assertThat(throttle.attempt("login" + i, "192.0.2.1")).as("attempt " + i).isZero();
    }
    assertThat(throttle.attempt("another", "192.0.2.1")).isPositive();
    assertThat(throttle.attempt("192.0.2.1")).isPositive();
    assertThat(throttle.attempt("another", "192.0.2.2")).isZero();
  }

  @Test
  void oneLogin_hasFewAttemptsFromOneAddress_andIsNotLockedForOthers() {
    for (int i = 0; i < settings.login().attempts(); i++) {
      assertThat(throttle.attempt("Zhou", "192.0.2.1")).isZero();
    }
    assertThat(throttle.attempt("zhou", "192.0.2.1")).as("written otherwise").isPositive();
    assertThat(throttle.attempt("zhou", "192.0.2.2")).isZero();
  }
}
