package cn.beian.server.calendar;

import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.identity.Person;
import java.time.Instant;
import java.util.UUID;

/**
 * The notice of a year that one administrator proposed and another has to confirm.
 *
 * @param asker who proposed it
 * @param reason why it was declined; blank if it was not
 */
public record HolidayRequest(
    UUID id, HolidayNotice notice, Person asker, Instant askedAt, State state, String reason) {
  /** What became of it. */
  public enum State {
    OPEN,
    CONFIRMED,
    DECLINED,
    WITHDRAWN
  }
}
