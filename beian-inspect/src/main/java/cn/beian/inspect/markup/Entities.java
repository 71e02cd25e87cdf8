package cn.beian.inspect.markup;

/** Character references of templates. */
public final class Entities {
  private Entities() {}

  /** Puts in the named references that templates use and the numeric ones; leaves others. */
  public static String decoded(String text) {
    if (text.indexOf('&') < 0) {
      return text;
    }
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int end = c == '&' ? semicolon(text, at) : -1;
      String found = end > at ? character(text.substring(at + 1, end)) : "";
      if (found.isEmpty()) {
        out.append(c);
        at++;
      } else {
        out.append(found);
        at = end + 1;
      }
    }
    return out.toString();
  }

  /** The semicolon within ten characters; -1 where there is none. */
  private static int semicolon(String text, int from) {
    for (int i = from; i < Math.min(text.length(), from + 11); i++) {
      if (text.charAt(i) == ';') {
        return i;
      }
    }
    return -1;
  }

  private static String character(String name) {
    return switch (name) {
      case "nbsp", "ensp", "emsp" -> " ";
      case "lt" -> "<";
      case "gt" -> ">";
      case "amp" -> "&";
      case "quot" -> "\"";
      case "apos" -> "'";
      default -> name.startsWith("#") ? numbered(name.substring(1)) : "";
    };
  }

  private static String numbered(String digits) {
    try {
      int code =
          digits.startsWith("x")
              ? Integer.parseInt(digits.substring(1), 16)
              : Integer.parseInt(digits);
      return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "";
    } catch (NumberFormatException e) {
      return "";
    }
  }
}
