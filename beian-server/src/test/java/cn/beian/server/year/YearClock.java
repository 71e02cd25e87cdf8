package cn.beian.server.year;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.platform.TrustedClock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * The time of every request and job. It goes on as fast as the real one, so that jobs that come
 * again after a second do, and is moved from day to day.
 */
final class YearClock extends Clock {
  private record Moved(Instant to, long nanos) {}

  private volatile Moved moved;

  YearClock(LocalDate first) {
    moved = new Moved(at(first, LocalTime.MIDNIGHT), System.nanoTime());
  }

  private static Instant at(LocalDate day, LocalTime time) {
    return day.atTime(time).atZone(OfficialTime.ZONE).toInstant();
  }

  /**
   * It is now this time of this day.
   *
   * @throws IllegalArgumentException if that is past
   */
  void move(LocalDate day, LocalTime time) {
    Instant to = at(day, time);
    if (to.isBefore(instant())) {
      throw new IllegalArgumentException(day + " " + time + " is past");
    }
    moved = new Moved(to, System.nanoTime());
  }

  LocalDate today() {
    return OfficialTime.dayOf(instant());
  }

  @Override
  public Instant instant() {
    Moved last = moved;
    return last.to.plus(Duration.ofNanos(System.nanoTime() - last.nanos));
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("instants are UTC");
  }

  /** Gives the server and the scheduler of its jobs the same clock. */
  @TestConfiguration(proxyBeanMethods = false)
  static class Shared {
    static final LocalDate FIRST = LocalDate.of(2027, 1, 1);

    @Bean
    @Primary
    YearClock yearClock() {
      return new YearClock(FIRST);
    }

    /** The days that are skipped have passed. */
    @Bean
    @Primary
    TrustedClock playedTime(YearClock clock) {
      return new TrustedClock(
          clock,
          () -> Duration.between(at(FIRST, LocalTime.MIDNIGHT), clock.instant()).toNanos(),
          Optional::empty);
    }

    @Bean
    com.github.kagkarlsson.scheduler.Clock schedulerClock(YearClock clock) {
      return clock::instant;
    }
  }
}
