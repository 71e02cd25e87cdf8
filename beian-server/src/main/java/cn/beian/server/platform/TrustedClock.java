package cn.beian.server.platform;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Whether the time of the clock can be believed by what signs it, removes what is old, or ends what
 * has run out. It is doubted where it has leapt by more than a day since the server started, by a
 * count that no setting of the clock moves; and where it is more than a day ahead of the newest row
 * of the audit trail, to which a running server adds at least twice a day. What is doubted waits,
 * and an operator looks: a right clock after a long stop is believed once somebody has logged in,
 * one that was set right by more than a day after a restart.
 */
@Component
public class TrustedClock {
  private static final Logger LOG = LoggerFactory.getLogger(TrustedClock.class);
  private static final Duration DAY = Duration.ofDays(1);

  private final Clock clock;
  private final LongSupplier nanos;
  private final Supplier<Optional<Instant>> newest;
  private final Instant began;
  private final long beganNanos;

  @Autowired
  TrustedClock(Clock clock, NewestRowStore rows, BeianSettings settings) {
    this(
        clock,
        System::nanoTime,
        settings.demo() ? Optional::empty : rows::at); // a demo plays rows of days that are past
  }

  /**
   * A clock that is looked at.
   *
   * @param nanos counts on, whatever is done to the clock
   * @param newest time of the newest row of the trail
   */
  public TrustedClock(Clock clock, LongSupplier nanos, Supplier<Optional<Instant>> newest) {
    this.clock = clock;
    this.nanos = nanos;
    this.newest = newest;
    this.began = clock.instant();
    this.beganNanos = nanos.getAsLong();
  }

  /** How long the server has run, by a count that no setting of the clock moves. */
  public Duration ran() {
    return Duration.ofNanos(nanos.getAsLong() - beganNanos);
  }

  /** Why the time is not believed now, for the log; empty where it is. */
  public Optional<String> doubt() {
    Instant now = clock.instant();
    Duration leapt = Duration.between(began.plus(ran()), now);
    if (leapt.abs().compareTo(DAY) > 0) {
      return Optional.of(
          "the clock says " + now + ", and has leapt by " + leapt + " since the server started");
    }
    return newest
        .get()
        .filter(row -> now.isAfter(row.plus(DAY)))
        .map(row -> "the clock says " + now + ", the newest row of the audit trail is of " + row);
  }

  /**
   * Whether what removes or ends something is to wait; if so, the log says why.
   *
   * @param work name of the job
   */
  public boolean waits(String work) {
    Optional<String> doubt = doubt();
    doubt.ifPresent(why -> LOG.error("{} waits: {}. Is the clock right?", work, why));
    return doubt.isPresent();
  }
}
