package cn.beian.server.cases;

import java.util.Locale;
import java.util.Optional;

/**
 * Which rows of a worklist are wanted.
 *
 * @param text part of the name of the app, the unit or the number; empty for all
 * @param procedure empty for all
 * @param state empty for all
 * @param region first digits of the code of a division; empty for all
 */
public record WorkFilter(
    View view,
    String text,
    Optional<String> procedure,
    Optional<String> state,
    String region,
    Due due,
    Order order) {
  /** Most characters of a text that is looked for. */
  public static final int LONGEST = 100;

  public WorkFilter {
    text = text.strip();
    if (text.length() > LONGEST) {
      text = text.substring(0, LONGEST);
    }
    region = region.matches("[0-9]{2}([0-9]{2}){0,2}") ? region : "";
  }

  /** All of a view, by what is due. */
  public static WorkFilter of(View view) {
    return new WorkFilter(view, "", Optional.empty(), Optional.empty(), "", Due.ANY, Order.DUE);
  }

  /** The same filter in another view. */
  public WorkFilter in(View other) {
    return new WorkFilter(other, text, procedure, state, region, due, order);
  }

  /** Whether anything is filtered. */
  public boolean narrow() {
    return !text.isEmpty()
        || procedure.isPresent()
        || state.isPresent()
        || !region.isEmpty()
        || due != Due.ANY;
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
