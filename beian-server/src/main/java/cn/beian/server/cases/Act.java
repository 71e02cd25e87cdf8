package cn.beian.server.cases;

import cn.beian.server.identity.Person;
import java.time.LocalDate;
import java.util.Optional;

/**
 * An edge to be taken, and what comes with it.
 *
 * @param actor absent where it fires by itself
 * @param detail for people; may be empty
 * @param day that the decision names
 * @param note what the procedure keeps of the step for itself; may be empty
 * @param changes of the case beside its state
 */
public record Act<C extends Enum<C>>(
    C cause,
    Optional<Person> actor,
    String detail,
    Optional<LocalDate> day,
    String note,
    Changes changes) {

  /** An act of a person. */
  public static <C extends Enum<C>> Act<C> by(Person actor, C cause, String detail) {
    return new Act<>(cause, Optional.of(actor), detail, Optional.empty(), "", Changes.NONE);
  }

  /** An edge that fires by itself. */
  public static <C extends Enum<C>> Act<C> byItself(C cause, String detail) {
    return new Act<>(cause, Optional.empty(), detail, Optional.empty(), "", Changes.NONE);
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
