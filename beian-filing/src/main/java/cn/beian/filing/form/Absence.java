package cn.beian.filing.form;

import java.util.regex.Pattern;

/** "None, because …": how a field is answered of which there may be none. */
public final class Absence {
  private static final String WORD = "(?:无|没有|none)(?=$|[\\s\\p{Punct}，。；：、（因])";
  private static final Pattern STATED =
      Pattern.compile("^" + WORD, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern WITHOUT_REASON =
      Pattern.compile(
          "^" + WORD + "[\\s\\p{Punct}，。；：、（）]*(?:因为|因|原因|because)?\\P{L}*\\p{L}?$",
          Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

  private Absence() {}

  /** Whether an answer says that there is none; what begins with the word otherwise does not. */
  public static boolean stated(String answer) {
    return STATED.matcher(answer.strip()).find();
  }

  /** Whether it says so without a reason. */
  public static boolean unexplained(String answer) {
    return WITHOUT_REASON.matcher(answer.strip()).find();
  }
}
