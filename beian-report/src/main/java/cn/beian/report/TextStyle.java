package cn.beian.report;

import cn.beian.rules.Verdict;
import java.util.Set;

/**
 * How a text report is written.
 *
 * @param colour whether to use ANSI colours; status is always said in words and shapes as well
 * @param why ids of rules whose whole evidence is wanted
 * @param full whether everything is listed that asks nothing of anybody, too
 */
public record TextStyle(boolean colour, Set<String> why, boolean full) {
  /** No colour, evidence in short. */
  public static final TextStyle PLAIN = new TextStyle(false, Set.of());

  /** What asks something of somebody. */
  public TextStyle(boolean colour, Set<String> why) {
    this(colour, why, false);
  }

  public TextStyle {
    why = Set.copyOf(why);
  }

  String bold(String text) {
    return ansi("1", text);
  }

  String faint(String text) {
    return ansi("2", text);
  }

  String verdict(Verdict verdict, String text) {
    return ansi(
        switch (verdict) {
          case PASSED -> "1;32";
          case BLOCKED -> "1;31";
          case UNDETERMINED -> "1;33";
        },
        text);
  }

  String mark(Section section) {
    return switch (section) {
      case BLOCKING -> ansi("31", "■");
      case TO_EXPLAIN -> ansi("33", "◆");
      case OPEN, UNDECIDED -> "○";
      case EXEMPTED -> "◇";
      case ADVICE -> "·";
      case PASSED -> ansi("32", "●");
      case NOT_APPLICABLE -> "-";
    };
  }

  private String ansi(String code, String text) {
    return colour && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
