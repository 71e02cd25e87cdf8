package cn.beian.server.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * One of the people of a unit.
 *
 * @param hasPassword false until he used his invitation
 * @param linkUntil until when a link can be used that waits for him
 * @param forgot whether he asks for a new password
 */
public record UnitMember(
    Person person, boolean hasPassword, Optional<Instant> linkUntil, boolean forgot) {
  /** Where he stands. */
  public State state() {
    if (!person.active()) {
      return State.LEFT;
    }
    if (hasPassword) {
      return State.ACTIVE;
    }
    if (person.roles().isEmpty()) {
      return State.UNCONFIRMED;
    }
    return linkUntil.isPresent() ? State.INVITED : State.LINK_ENDED;
  }

  /** Where somebody of a unit stands. */
  public enum State {
    /** He can log in. */
    ACTIVE,
    /** He has no role: a second person has not confirmed his invitation. */
    UNCONFIRMED,
    /** His invitation waits for him. */
    INVITED,
    /** He never set a password, and his link has ended. */
    LINK_ENDED,
    /** He has left, or his invitation was taken back. */
    LEFT
  }
}
