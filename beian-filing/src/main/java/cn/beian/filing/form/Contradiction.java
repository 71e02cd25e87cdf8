package cn.beian.filing.form;

import java.util.regex.Pattern;

/** Texts that are valid for the field's type but contradict what is asked. */
final class Contradiction {
  /** Says that a project was not approved; "without objection" does not match. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "(?:未|不予|没有?|不)(?:获得?|予)?(?:审核|审批|审查)?(?:通过|批准|核准|立项)"
              + "|(?<!无)不同意(?!见)|驳回|否决|退回|暂缓|not\\s+approved|rejected|refused|denied",
          Pattern.CASE_INSENSITIVE);

  private Contradiction() {}

  /**
   * Whether a text cannot answer a field: a version without a digit, or an approval that was
   * refused.
   */
  static boolean of(String field, String text) {
    return switch (field) {
      case "app.version" -> text.codePoints().noneMatch(Character::isDigit);
      case "approval.result" -> REFUSED.matcher(text).find();
      default -> false;
    };
  }
}
