package cn.beian.filing.procedures;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field of the form of an act. It has to be filled in, unless another field says that it does not
 * apply.
 *
 * @param name of the field in the form, and of its texts
 * @param most characters of a text; 0 where it is chosen
 * @param choices names of what can be chosen, in the order of the page; empty for a text
 * @param words prefix of the texts of the choices; empty for a text
 * @param when the choice of another field that asks for it; empty where it is always asked for
 */
public record DeclaredField(
    String name, Kind kind, int most, List<String> choices, String words, Optional<When> when) {
  private static final int LONG = 4000;

  /** What a field takes. */
  public enum Kind {
    /** One line. */
    LINE,
    /** A text of several lines. */
    TEXT,
    /** The name or credit code of a unit. */
    UNIT,
    /** One of some choices. */
    CHOICE,
    /** The number of a record in force in the region of an office. */
    RECORD,
    /** A day after today, within a year. */
    DAY,
    /** A box that has to be ticked. */
    CHECK
  }

  /**
   * The choice that asks for a field.
   *
   * @param field that is chosen in
   * @param choice that asks for it
   */
  public record When(String field, String choice) {}

  public DeclaredField {
    choices = List.copyOf(choices);
  }

  /** One line. */
  public static DeclaredField line(String name, int most) {
    return new DeclaredField(name, Kind.LINE, most, List.of(), "", Optional.empty());
  }

  /** A text of at most 4000 characters. */
  public static DeclaredField text(String name) {
    return new DeclaredField(name, Kind.TEXT, LONG, List.of(), "", Optional.empty());
  }

  /** A unit. */
  public static DeclaredField unit(String name) {
    return new DeclaredField(name, Kind.UNIT, 0, List.of(), "", Optional.empty());
  }

  /** A record. */
  public static DeclaredField record(String name) {
    return new DeclaredField(name, Kind.RECORD, 0, List.of(), "", Optional.empty());
  }

  /** A day to come. */
  public static DeclaredField day(String name) {
    return new DeclaredField(name, Kind.DAY, 0, List.of(), "", Optional.empty());
  }

  /** A box to tick. */
  public static DeclaredField check(String name) {
    return new DeclaredField(name, Kind.CHECK, 0, List.of(), "", Optional.empty());
  }

  /** One of some causes. */
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public static <C extends Enum<C>> DeclaredField choice(String name, C... choices) {
    return new DeclaredField(
        name,
        Kind.CHOICE,
        0,
        Stream.of(choices).map(Enum::name).toList(),
        choices[0].getDeclaringClass().getSimpleName() + ".",
        Optional.empty());
  }

  /** The same field, asked for by a choice of another one. */
  public DeclaredField when(String field, Enum<?> choice) {
    return new DeclaredField(
        name, kind, most, choices, words, Optional.of(new When(field, choice.name())));
  }
}
