package cn.beian.server.identity;

import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.trail.AuditTrail;
import java.time.Duration;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Notes in the audit trail who logs in, fails to and logs out, and who is refused a page. A login
 * that nobody has is not noted as typed, since it may be a password.
 */
@Component
public class SignInTrail {
  private static final int AT_ONCE = 30;
  private static final Duration REFILL = Duration.ofMinutes(1);
  private static final int LONGEST_PATH = 200;

  private final AuditTrail audit;
  private final Identity identity;

  /** What strangers, and persons who ask for what they may not, can make grow. */
  private final RateLimiter noted;

  SignInTrail(AuditTrail audit, Identity identity, RateLimiters limiters) {
    this.noted = limiters.named("noted log-ins", AT_ONCE, REFILL);
    this.audit = audit;
    this.identity = identity;
  }

  @EventListener
  void loggedIn(InteractiveAuthenticationSuccessEvent event) {
    record("account.login", event.getAuthentication());
  }

  @EventListener
  void loggedOut(LogoutSuccessEvent event) {
    record("account.logout", event.getAuthentication());
  }

  @EventListener
  void failed(AbstractAuthenticationFailureEvent event) {
    Authentication attempt = event.getAuthentication();
    Optional<Person> known = identity.personByLogin(attempt.getName());
    String from = address(attempt);
    if (known.isPresent()) {
      audit.recordAs(
          AuditTrail.PUBLIC, "account.login-failed", "account:" + known.get().id(), from);
    } else if (noted.attempt("stranger " + from).isZero()) {
      audit.recordAs(AuditTrail.PUBLIC, "account.login-failed", "account:", from);
    }
  }

  /** Notes that the person of this request was refused a page. */
  public void refused(String method, String path) {
    Optional<Person> person = identity.currentIfAny();
    if (person.isPresent() && noted.attempt("refused " + person.get().id()).isZero()) {
      String shown = path.substring(0, Math.min(LONGEST_PATH, path.length()));
      audit.record("access.refused", "page:" + shown, method);
    }
  }

  private void record(String action, @org.jspecify.annotations.Nullable Authentication who) {
    if (who != null && who.getPrincipal() instanceof SignedIn signedIn) {
      audit.recordAs(
          signedIn.getUsername(), action, "account:" + signedIn.personId(), address(who));
    }
  }

  private static String address(Authentication attempt) {
    return attempt.getDetails() instanceof WebAuthenticationDetails details
        ? String.valueOf(details.getRemoteAddress())
        : "";
  }
}
