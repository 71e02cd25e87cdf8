package cn.beian.inspect.shared;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The format of a log (IEEE Std 1003.1, {@code fprintf}; Apple, "String Format Specifiers" and
 * "Message Argument Formatters"; OpenHarmony documentation, {@code @ohos.hilog}): which texts stand
 * before a value that others can read. Whole numbers are left out, as counts and codes are.
 */
public final class LogFormat {
  /** What is hidden from others unless it is marked. */
  public enum Privacy {
    /** Nothing, as of {@code NSLog}. */
    NONE,
    /** Texts, as of {@code os_log}. */
    TEXTS,
    /** All values, as of {@code hilog}. */
    ALL
  }

  /**
   * A value in a format.
   *
   * @param before the text before it, from the value before that; may be blank
   * @param shown whether others can read it
   */
  public record Value(String before, boolean shown) {}

  private static final Pattern ERRORS =
      Pattern.compile("fail|error|invalid|wrong|失败|错误|无效|异常", Pattern.CASE_INSENSITIVE);
  private static final String FLAGS = "-+ #0'*.123456789$hlqLjzt";
  private static final String TEXTS = "@sSoO";
  private static final String FRACTIONS = "fFgGeEaA";

  private LogFormat() {}

  /** Whether a text before a value says what it is, and not what went wrong. */
  public static boolean names(String before) {
    return !before.isBlank() && !ERRORS.matcher(before).find();
  }

  /** Texts that say what a value is that is shown. */
  public static List<String> before(String format, Privacy privacy) {
    return values(format, privacy).stream()
        .filter(value -> value.shown && names(value.before))
        .map(Value::before)
        .toList();
  }

  /** All values, in their order. */
  public static List<Value> values(String format, Privacy privacy) {
    List<Value> found = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int at = 0;
    while (at < format.length()) {
      char c = format.charAt(at++);
      if (c != '%' || at >= format.length() || format.charAt(at) == '%') {
        piece.append(c);
        at += c == '%' ? 1 : 0;
        continue;
      }
      String marks = "";
      if (format.charAt(at) == '{') {
        int end = format.indexOf('}', at);
        if (end < 0) {
          break;
        }
        marks = format.substring(at + 1, end);
        at = end + 1;
      }
      while (at < format.length() && FLAGS.indexOf(format.charAt(at)) >= 0) {
        at++;
      }
      char kind = at < format.length() ? format.charAt(at++) : ' ';
      found.add(new Value(piece.toString(), isShown(kind, marks, privacy)));
      piece.setLength(0);
    }
    return found;
  }

  private static boolean isShown(char kind, String marks, Privacy privacy) {
    boolean text = TEXTS.indexOf(kind) >= 0;
    if (marks.contains("public")) {
      return text || FRACTIONS.indexOf(kind) >= 0;
    }
    return !marks.contains("private")
        && ((text && privacy == Privacy.NONE)
            || (FRACTIONS.indexOf(kind) >= 0 && privacy != Privacy.ALL));
  }
}
