package cn.beian.server.cases;

import cn.beian.server.identity.Person;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An edge to be taken, and what comes with it.
 *
 * @param actor who takes it
 * @param detail for people; may be empty
 * @param day that the decision names
 * @param note what the procedure keeps of the step for itself; may be empty
 * @param changes of the case beside its state
 */
public record Act<C extends Enum<C>>(
    C cause, Actor actor, String detail, Optional<LocalDate> day, String note, Changes changes) {

  /** An act of a person. */
  public static <C extends Enum<C>> Act<C> by(Person actor, C cause, String detail) {
    return act(new Actor.PersonActor(actor), cause, detail);
  }

  /** An act of a member of the public. */
  public static <C extends Enum<C>> Act<C> byPublic(C cause, String detail) {
    return act(new Actor.PublicActor(), cause, detail);
  }

  /** What the job of deadlines does. */
  public static <C extends Enum<C>> Act<C> byClock(C cause, String detail) {
    return act(new Actor.ClockActor(), cause, detail);
  }

  /** What the server does as a consequence of something else. */
  public static <C extends Enum<C>> Act<C> bySystem(C cause, String detail) {
    return act(new Actor.SystemActor(), cause, detail);
  }

  private static <C extends Enum<C>> Act<C> act(Actor actor, C cause, String detail) {
    return new Act<>(cause, actor, detail, Optional.empty(), "", Changes.NONE);
  }

  /** The same, naming a day. */
  public Act<C> naming(LocalDate named, String kept) {
    return new Act<>(cause, actor, detail, Optional.of(named), kept, changes);
  }

  /** The same, with changes of the case. */
  public Act<C> with(Changes more) {
    return new Act<>(cause, actor, detail, day, note, more);
  }
}
