package cn.beian.server.calendar;

import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.identity.Person;
import java.time.Instant;
import java.util.UUID;

/**
 * A value of a parameter that one person asked for and another has to confirm.
 *
 * @param asker who asked
 */
public record PolicyRequest(
    UUID id, PolicyParameter parameter, Person asker, Instant askedAt, State state) {
  /** What became of it. */
  public enum State {
    OPEN,
    CONFIRMED,
    DECLINED,
    WITHDRAWN
  }
}
