package cn.beian.server.identity;

import cn.beian.server.BeianSettings;
import cn.beian.server.Throttle;
import java.time.Duration;
import org.springframework.stereotype.Component;

/** Slows down guessing: a few attempts per login and address, then one comes back after a while. */
@Component
public class LoginThrottle {
  private final Throttle throttle;

  LoginThrottle(BeianSettings settings) {
    this.throttle = new Throttle(settings.login().attempts(), settings.login().refill());
  }

  /** Takes one attempt; the time to wait when none is left, zero when there was one. */
  public Duration attempt(String login, String address) {
    return throttle.attempt(key(login, address));
  }

  /** Forgets the failures after a right password. */
  public void succeeded(String login, String address) {
    throttle.forget(key(login, address));
  }

  private static String key(String login, String address) {
    return Accounts.folded(login) + " " + address;
  }
}
