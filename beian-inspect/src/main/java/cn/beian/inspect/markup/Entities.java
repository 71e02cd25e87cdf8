package cn.beian.inspect.markup;

import java.util.Set;

/** Character references of templates. */
public final class Entities {
  /** Those whose semicolon may lack (HTML Standard, 13.5). */
  private static final Set<String> OPEN = Set.of("nbsp", "lt", "gt", "amp", "quot");

  private Entities() {}

  /** The longest name, {@code ZeroWidthSpace}, with its semicolon. */
  private static final int MAX_NAME = 15;

  /**
   * Puts in the numeric references and the named ones that templates use or that show nothing;
   * leaves others. A semicolon may lack as browsers let it.
   */
  public static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '&' ? end(text, at + 1) : -1;
      String found = end > at ? character(text.substring(at + 1, end)) : "";
      if (found.isEmpty()) {
        out.append(c);
        at++;
      } else {
        out.append(found);
        at = text.startsWith(";", end) ? end + 1 : end;
      }
    }
    return out.toString();
  }

  /** The end of what a reference names; -1 where there is none. */
  private static int end(String text, int from) {
    int at = from;
    if (text.startsWith("#", at)) {
      boolean hex = text.startsWith("x", at + 1) || text.startsWith("X", at + 1);
      at += hex ? 2 : 1;
      while (at < text.length() && Character.digit(text.charAt(at), hex ? 16 : 10) >= 0) {
        at++;
      }
      return at;
    }
    while (at < Math.min(text.length(), from + MAX_NAME) && isAscii(text.charAt(at))) {
      at++;
    }
    if (text.startsWith("shy", from) && !text.startsWith("=", at)) {
      return from + "shy".length(); // whatever letters follow
    }
    boolean open = OPEN.contains(text.substring(from, at)) && !text.startsWith("=", at);
    return open || text.startsWith(";", at) ? at : -1;
  }

  private static boolean isAscii(char c) {
    return c < 0x80 && Character.isLetterOrDigit(c);
  }

  private static String character(String name) {
    return switch (name) {
      case "nbsp", "ensp", "emsp" -> " ";
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "apos" -> "'";
      case "shy" -> "\u00AD";
      case "zwnj" -> "\u200C";
      case "zwj" -> "\u200D";
      case "lrm" -> "\u200E";
      case "rlm" -> "\u200F";
      case "ZeroWidthSpace" -> "\u200B";
      case "NoBreak" -> "\u2060";
      case "ApplyFunction", "af" -> "\u2061";
      case "InvisibleTimes", "it" -> "\u2062";
      case "InvisibleComma", "ic" -> "\u2063";
      default -> name.startsWith("#") ? numbered(name.substring(1)) : "";
    };
  }

  private static String numbered(String digits) {
    boolean hex = digits.startsWith("x") || digits.startsWith("X");
    int code = 0;
    for (int i = hex ? 1 : 0; i < digits.length(); i++) {
      code = code * (hex ? 16 : 10) + Character.digit(digits.charAt(i), hex ? 16 : 10);
      if (code > Character.MAX_CODE_POINT) {
        return "";
      }
    }
    return code > 0 ? Character.toString(code) : "";
  }
}
