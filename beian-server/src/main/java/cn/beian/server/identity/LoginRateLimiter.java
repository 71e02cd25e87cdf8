package cn.beian.server.identity;

import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.platform.Sha256Hex;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Slows down guessing: a few attempts per login and address. After many wrong ones of an address,
 * whatever the login, each login has fewer left there, and not none: an office behind one address
 * does not lose its log-ins by somebody's guesses. One comes back after a while. What was sent is
 * kept as a digest, so that long names cost nothing.
 */
@Component
public class LoginRateLimiter {
  /** Longest login there can be; whatever is longer is refused unread. */
  public static final int LONGEST_LOGIN = 64;

  /** Attempts of each login at an address from which many were wrong. */
  private static final int CROWDED = 2;

  private final RateLimiter logins;
  private final RateLimiter crowded;
  private final RateLimiter addresses;

  LoginRateLimiter(BeianSettings settings, RateLimiters limiters) {
    BeianSettings.Login login = settings.login();
    this.logins = limiters.named("log-in", login.attempts(), login.refill());
    this.crowded = limiters.named("log-in at a crowded address", CROWDED, login.refill());
    this.addresses =
        limiters.named("log-in of an address", login.addressAttempts(), login.addressRefill());
  }

  /** Takes one attempt; the time to wait when none is left, zero when there was one. */
  public Duration attempt(String login, String address) {
    Duration wait = logins.attempt(key(login, address));
    if (!wait.isZero() || addresses.attempt(RateLimiter.network(address)).isZero()) {
      return wait;
    }
    return crowded.attempt(key(login, address));
  }

  /** Takes an attempt of the address alone, for a login that there cannot be. */
  public Duration attempt(String address) {
    return addresses.attempt(RateLimiter.network(address));
  }

  /** Forgets the failures of a login after a right password, and does not count this attempt. */
  public void succeeded(String login, String address) {
    logins.forget(key(login, address));
    crowded.forget(key(login, address));
    addresses.giveBack(RateLimiter.network(address));
  }

  private static String key(String login, String address) {
    return Sha256Hex.of(LoginName.folded(login) + "\n" + RateLimiter.network(address));
  }
}
