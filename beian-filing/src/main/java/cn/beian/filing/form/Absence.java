package cn.beian.filing.form;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** "None, because …": how a field is answered of which there may be none. */
public final class Absence {
  private static final String WORD = "(?:无|没有|none)(?=$|[\\s\\p{Punct}\u3000，。；：、（因])";
  private static final Pattern STATED =
      Pattern.compile("^" + WORD, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern BEFORE_THE_REASON =
      Pattern.compile(
          "^[\\s\\p{Punct}\u3000，。；：、（）]*+(?:因为|由于|原因|因|because)?",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  /** Letters that say something. */
  private static final int SHORTEST_REASON = 2;

  private Absence() {}

  /** Whether an answer says that there is none; what begins with the word otherwise does not. */
  public static boolean stated(String answer) {
    return STATED.matcher(answer.strip()).find();
  }

  /** Whether it says so without a reason. */
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
