package cn.beian.filing.form;

/**
 * One position on the form for one answer.
 *
 * @param fieldId id in the dictionary
 * @param item the package, function or finding it is about; empty for {@link Repeat#ONCE}
 */
public record Question(String fieldId, String item) {
  /** A field that is answered once. */
  public static Question once(String fieldId) {
    return new Question(fieldId, "");
  }
}
