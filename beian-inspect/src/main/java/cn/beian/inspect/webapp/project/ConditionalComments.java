package cn.beian.inspect.webapp.project;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Blocks between {@code #ifdef PLATFORM} and {@code #endif} in comments, of which uni-app compiles
 * those of one platform. All are read where that parses; where it does not, because a name is
 * declared once for each platform, only those for mini-programs of WeChat.
 */
public final class ConditionalComments {
  private static final Pattern LINE = Pattern.compile("#(ifdef|ifndef|endif)\\b[ \\t]*([^\\n*]*)");

  private ConditionalComments() {}

  static boolean any(String text) {
    return text.contains("#ifdef") || text.contains("#ifndef");
  }

  /** The text with the blocks of other platforms blank; of the same length and lines. */
  public static String chosen(String text) {
    char[] out = text.toCharArray();
    Deque<Boolean> kept = new ArrayDeque<>();
    int left = 0; // of those that are not kept
    Matcher mark = LINE.matcher(text);
    int from = 0;
    int start = 0;
    int end = lineEnd(text, 0);
    while (mark.find()) {
      if (mark.start() > end) {
        start = text.lastIndexOf('\n', mark.start()) + 1;
        end = lineEnd(text, mark.end());
      }
      if (left > 0) {
        blank(out, from, start);
      }
      if (mark.group(1).equals("endif")) {
        left -= Boolean.FALSE.equals(kept.poll()) ? 1 : 0;
      } else {
        boolean keeps = holds(mark.group(2)) == mark.group(1).equals("ifdef");
        kept.push(keeps);
        left += keeps ? 0 : 1;
      }
      from = end;
    }
    if (left > 0) {
      blank(out, from, out.length);
    }
    return new String(out);
  }

  private static int lineEnd(String text, int from) {
    int end = text.indexOf('\n', from);
    return end < 0 ? text.length() : end;
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
