package cn.beian.server.demo;

import cn.beian.filing.deadlines.OfficialTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/**
 * The clock of a demo server: the real time, save in a thread that plays what happened on a day in
 * the past.
 */
@Component
@Primary
@ConditionalOnProperty("beian.demo")
class DemoClock extends Clock {
  private static final LocalTime MORNING = LocalTime.of(9, 20);
  private static final Duration BETWEEN_ACTS = Duration.ofMinutes(11);

  private final Map<Thread, Instant> played = new ConcurrentHashMap<>();

  /** Until {@link #goBack} it is the morning of this day in this thread. */
  void goTo(LocalDate day) {
    played.put(Thread.currentThread(), day.atTime(MORNING).atZone(OfficialTime.ZONE).toInstant());
  }

  /** Some minutes later in this thread, where it plays the past. */
  void later() {
    played.computeIfPresent(Thread.currentThread(), (thread, now) -> now.plus(BETWEEN_ACTS));
  }

  /** Back to the real time. */
  void goBack() {
    played.remove(Thread.currentThread());
  }

  @Override
  public Instant instant() {
    Instant past = played.get(Thread.currentThread());
    return past == null ? Clock.systemUTC().instant() : past;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants are UTC");
  }
}
