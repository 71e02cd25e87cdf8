package cn.beian.filing.form;

/**
 * One place on the form for one answer.
 *
 * @param fieldId id in the dictionary
 * @param item what it is answered for: a package, a function, a finding; empty for {@link
 *     Repeat#ONCE}
 */
public record Question(String fieldId, String item) {
  /** A field that is answered once. */
  public static Question once(String fieldId) {
    return new Question(fieldId, "");
  }
}
