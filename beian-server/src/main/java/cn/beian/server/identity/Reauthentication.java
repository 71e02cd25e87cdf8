package cn.beian.server.identity;

import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.springframework.stereotype.Component;

/**
 * What somebody who is logged in proves once more before he changes how he logs in. As at the
 * log-in there are a few tries, and each wrong one stands in the audit trail.
 */
@Component
class Reauthentication {
  private final AuditTrail audit;
  private final RateLimiter tries;

  Reauthentication(AuditTrail audit, BeianSettings settings, RateLimiters limiters) {
    this.audit = audit;
    this.tries = limiters.named("proofs", settings.login().attempts(), settings.login().refill());
  }

  /**
   * Tries a proof, outside of any transaction, so that a wrong try is kept.
   *
   * @param field of the form that has it; the tries of each are counted by themselves
   * @param wrong key of what is said of a wrong one
   * @throws RejectedInput when it is wrong, or was tried too often
   */
  void require(Person person, String field, String wrong, BooleanSupplier proof) {
    String key = field + ' ' + person.login();
    if (!tries.attempt(key).isZero()) {
      throw new RejectedInput(List.of(Problem.of(field, "account.proof.wait")));
    }
    if (!proof.getAsBoolean()) {
      audit.record("account.proof-failed", "account:" + person.id(), "");
      throw new RejectedInput(List.of(Problem.of(field, wrong)));
    }
    tries.forget(key);
  }
}
