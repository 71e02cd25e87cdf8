package cn.beian.server.audit;

import cn.beian.server.platform.TrustedClock;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Adds a row to the trail where nothing happened for half a day, so that a clock that leaps stands
 * out from a weekend ({@link TrustedClock}).
 */
@Component
class QuietDays {
  static final String ACTION = "audit.quiet";

  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private final AuditChainStore chain;
  private final AuditTrail audit;
  private final TrustedClock trusted;
  private final Clock clock;

  QuietDays(AuditChainStore chain, AuditTrail audit, TrustedClock trusted, Clock clock) {
    this.chain = chain;
    this.audit = audit;
    this.trusted = trusted;
    this.clock = clock;
  }

  /** Adds the row if it is time, and the time is believed. */
  void note() {
    boolean quiet =
        chain.newest().filter(at -> clock.instant().isAfter(at.plus(HALF_A_DAY))).isPresent();
    if (quiet && trusted.doubt().isEmpty()) {
      audit.recordAs(AuditTrail.SYSTEM, ACTION, "", "");
    }
  }
}
