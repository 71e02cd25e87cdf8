package cn.beian.server.inquiries;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What of a draft looks as if it were not finished. */
public enum AnswerDoubt {
  /** Too short to say anything. */
  SHORT,
  /** It ends in the middle of a sentence. */
  NO_END,
  /** Something is left to be filled in. */
  PLACEHOLDER;

  private static final int SHORTEST = 10;
  private static final Pattern END = Pattern.compile("[。！？；.!?;）)」』”’\"']$");
  private static final Pattern OPEN =
      Pattern.compile(
          "…$|\\.\\.$|待补|待填|待定|[x×]{2}|_{2}|\\?{2}|？{2}|todo|tbd", Pattern.CASE_INSENSITIVE);

  /** In the order of this list; empty where nothing does. */
  public static List<AnswerDoubt> of(String draft) {
    String text = draft.strip();
    List<AnswerDoubt> doubts = new ArrayList<>();
    if (text.codePointCount(0, text.length()) < SHORTEST) {
      doubts.add(SHORT);
    }
    if (!END.matcher(text).find()) {
      doubts.add(NO_END);
    }
    if (OPEN.matcher(text).find()) {
      doubts.add(PLACEHOLDER);
    }
    return doubts;
  }
}
