package cn.beian.filing.procedures;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A field of the form of an act. It has to be filled in, unless another field says that it does not
 * apply, or a draft may still leave it out.
 *
 * @param name of the field in the form, and of its texts
 * @param most characters of a text; 0 where it is chosen
 * @param choices names of what can be chosen, in the order of the page; empty for a text
 * @param words prefix of the texts of the choices; empty for a text
 * @param when the choice of another field that asks for it; empty where it is always asked for
 * @param mayWait whether a draft may leave it out until it is sent
 */
public record DeclaredField(
    String name,
    Kind kind,
    int most,
    List<String> choices,
    String words,
    Optional<When> when,
    boolean mayWait) {
  private static final int LONG = 4000;

  /** What a field takes. */
  public enum Kind {
    /** One line. */
    LINE,
    /** A text of several lines. */
    TEXT,
    /** The name or credit code of a unit. */
    UNIT,
    /** The same; the unit of the case where it is left empty. */
    UNIT_OR_OWN,
    /** An amount of money in units of 10,000 yuan, two places after the point at most. */
    AMOUNT,
    /** One of some choices. */
    CHOICE,
    /** The number of a record in force in the region of an office. */
    RECORD,
    /** A day after today, within a year. */
    DAY,
    /** A day until today. */
    PAST_DAY,
    /** A box that has to be ticked. */
    CHECK
  }

  /**
   * The choices that ask for a field.
   *
   * @param field that is chosen in
   * @param choices of which each asks for it
   */
  public record When(String field, List<String> choices) {
    public When {
      choices = List.copyOf(choices);
    }
  }

  public DeclaredField {
    choices = List.copyOf(choices);
  }

  private static DeclaredField typed(String name, Kind kind, int most) {
    return new DeclaredField(name, kind, most, List.of(), "", Optional.empty(), false);
  }

  /** One line. */
  public static DeclaredField line(String name, int most) {
    return typed(name, Kind.LINE, most);
  }

  /** A text of at most 4000 characters. */
  public static DeclaredField text(String name) {
    return typed(name, Kind.TEXT, LONG);
  }

  /** A unit. */
  public static DeclaredField unit(String name) {
    return typed(name, Kind.UNIT, 0);
  }

  /** A unit; that of the case where it is left empty. */
  public static DeclaredField unitOrOwn(String name) {
    return typed(name, Kind.UNIT_OR_OWN, 0);
  }

  /** An amount of money. */
  public static DeclaredField amount(String name) {
    return typed(name, Kind.AMOUNT, 0);
  }

  /** A record. */
  public static DeclaredField record(String name) {
    return typed(name, Kind.RECORD, 0);
  }

  /** A day to come. */
  public static DeclaredField day(String name) {
    return typed(name, Kind.DAY, 0);
  }

  /** A day until today. */
  public static DeclaredField pastDay(String name) {
    return typed(name, Kind.PAST_DAY, 0);
  }

  /** A box to tick. */
  public static DeclaredField check(String name) {
    return typed(name, Kind.CHECK, 0);
  }

  /** One of some constants. */
  @SafeVarargs
  @SuppressWarnings("varargs") // read only
  public static <C extends Enum<C>> DeclaredField choice(String name, C... choices) {
    return choice(
        name,
        choices[0].getDeclaringClass().getSimpleName() + ".",
        Stream.of(choices).map(Enum::name).toList());
  }

  /** One of some words, whose texts have this prefix. */
  public static DeclaredField choice(String name, String words, List<String> choices) {
    return new DeclaredField(name, Kind.CHOICE, 0, choices, words, Optional.empty(), false);
  }

  /** The same field, asked for by some choices of another one. */
  public DeclaredField when(String field, Enum<?>... asking) {
    return new DeclaredField(
        name,
        kind,
        most,
        choices,
        words,
        Optional.of(new When(field, Stream.of(asking).map(Enum::name).toList())),
        mayWait);
  }

  /** The same field, which a draft may leave out until it is sent. */
  public DeclaredField later() {
    return new DeclaredField(name, kind, most, choices, words, when, true);
  }
}
