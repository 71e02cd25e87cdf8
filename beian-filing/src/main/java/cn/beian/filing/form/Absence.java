package cn.beian.filing.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The answer "none, because …" to a field that may not apply. */
public final class Absence {
  private static final String WORD = "(?:无|没有|none)(?=$|[\\s\\p{Punct}\u3000，。；：、（因])";
  private static final Pattern STATED =
      Pattern.compile("^" + WORD, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern BEFORE_THE_REASON =
      Pattern.compile(
          "^[\\s\\p{Punct}\u3000，。；：、（）]*+(?:因为|由于|原因|因|because)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Minimum number of letters in a reason. */
  private static final int SHORTEST_REASON = 2;

  private Absence() {}

  /** Whether an answer says "none"; other answers that merely start with the word do not count. */
  public static boolean stated(String answer) {
    return STATED.matcher(answer.strip()).find();
  }

  /** Whether an answer says "none" without giving a reason. */
  public static boolean unexplained(String answer) {
    String stripped = answer.strip();
    Matcher none = STATED.matcher(stripped);
    if (!none.find()) {
      return false;
    }
    String after = stripped.substring(none.end());
    return BEFORE_THE_REASON
            .matcher(after)
            .replaceFirst("")
            .codePoints()
            .filter(Character::isLetter)
            .limit(SHORTEST_REASON)
            .count()
        < SHORTEST_REASON;
  }
}
