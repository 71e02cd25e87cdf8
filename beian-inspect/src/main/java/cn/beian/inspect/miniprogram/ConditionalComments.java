package cn.beian.inspect.miniprogram;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blocks between {@code #ifdef PLATFORM} and {@code #endif} in comments, of which uni-app compiles
 * those of one platform. All are read where that parses; where it does not, because a name is
 * declared once for each platform, only those for mini-programs of WeChat.
 */
final class ConditionalComments {
  private static final Pattern LINE = Pattern.compile("#(ifdef|ifndef|endif)\\b[ \\t]*([^\\n*]*)");

  private ConditionalComments() {}

  static boolean any(String text) {
    return text.contains("#ifdef") || text.contains("#ifndef");
  }

  /** The text with the blocks of other platforms blank; of the same length and lines. */
  static String chosen(String text) {
    char[] out = text.toCharArray();
    Deque<Boolean> kept = new ArrayDeque<>();
    Matcher mark = LINE.matcher(text);
    int from = 0;
    while (mark.find()) {
      int start = text.lastIndexOf('\n', mark.start()) + 1;
      if (kept.contains(false)) {
        blank(out, from, start);
      }
      if (mark.group(1).equals("endif")) {
        kept.poll();
      } else {
        kept.push(holds(mark.group(2)) == mark.group(1).equals("ifdef"));
      }
      int end = text.indexOf('\n', mark.end());
      from = end < 0 ? text.length() : end;
    }
    if (kept.contains(false)) {
      blank(out, from, out.length);
    }
    return new String(out);
  }

  private static boolean holds(String condition) {
    for (String each : condition.split("\\|\\||&&|\\s", -1)) {
      if (each.equals("MP") || each.equals("MP-WEIXIN") || each.equals("VUE3")) {
        return true;
      }
    }
    return false;
  }

  private static void blank(char[] out, int from, int to) {
    for (int i = from; i < to; i++) {
      if (out[i] != '\n') {
        out[i] = ' ';
      }
    }
  }
}
