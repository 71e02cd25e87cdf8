package cn.beian.server.cases;

import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;

/**
 * Which rows of a worklist are wanted.
 *
 * @param text part of the name of the app, the unit or the number, or the number of a letter; empty
 *     for all
 * @param procedure empty for all
 * @param state empty for all
 * @param region first digits of the code of a division; empty for all
 * @param days on which it was closed, or has waited since
 */
public record WorkFilter(
    View view,
    String text,
    Optional<String> procedure,
    Optional<String> state,
    String region,
    Due due,
    Days days,
    Order order) {
  /** Most characters of a text that is looked for. */
  public static final int LONGEST = 100;

  public WorkFilter {
    text = text.strip();
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST);
    }
    region = region.matches("[0-9]{2}([0-9]{2}){0,2}") ? region.replaceFirst("(00)+$", "") : "";
  }

  /** All of a view, by what is due. */
  public static WorkFilter of(View view) {
    return new WorkFilter(
        view, "", Optional.empty(), Optional.empty(), "", Due.ANY, Days.ANY, Order.DUE);
  }

  /** The same filter in another view. */
  public WorkFilter in(View other) {
    return new WorkFilter(other, text, procedure, state, region, due, days, order);
  }

  /** The same filter with another text. */
  public WorkFilter finding(String other) {
    return new WorkFilter(view, other, procedure, state, region, due, days, order);
  }

  /** The same filter for another procedure and state. */
  WorkFilter of(Optional<String> otherProcedure, Optional<String> otherState) {
    return new WorkFilter(view, text, otherProcedure, otherState, region, due, days, order);
  }

  /** The same filter on other days. */
  public WorkFilter on(Days other) {
    return new WorkFilter(view, text, procedure, state, region, due, other, order);
  }

  /** Whether anything is filtered. */
  public boolean narrow() {
    return !text.isEmpty()
        || procedure.isPresent()
        || state.isPresent()
        || !region.isEmpty()
        || due != Due.ANY
        || !days.equals(Days.ANY);
  }

  /** Whose turn it is. */
  public enum View {
    /** The reader's. */
    MINE,
    /** Somebody else's. */
    WAITING,
    /** Nobody's: decided, withdrawn, closed. */
    DONE
  }

  /** By when it is due. */
  public enum Due {
    ANY,
    OVERDUE,
    WEEK
  }

  /** From which day to which, both included. */
  public record Days(Optional<LocalDate> from, Optional<LocalDate> until) {
    /** Any day. */
    public static final Days ANY = new Days(Optional.empty(), Optional.empty());

    /** Whether the first is after the last, so that no day is meant. */
    public boolean backwards() {
      return from.isPresent() && until.isPresent() && from.get().isAfter(until.get());
    }
  }

  /** In which order. */
  public enum Order {
    /** What is due first; what is done latest. */
    DUE,
    /** What has waited longest. */
    WAITED,
    NAME
  }

  /** A constant by a name that somebody typed; the first where it is none. */
  public static <E extends Enum<E>> E read(Class<E> type, String name) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name.toUpperCase(Locale.ROOT))) {
        return constant;
      }
    }
    return type.getEnumConstants()[0];
  }
}
