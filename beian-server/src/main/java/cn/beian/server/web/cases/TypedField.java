package cn.beian.server.web.cases;

/**
 * A field of a form of a case.
 *
 * @param label message key of its label
 * @param words prefix of the message keys of its choices; empty where it is typed
 */
public record TypedField(String label, String words) {
  /** A field that is typed. */
  public static TypedField text(String label) {
    return new TypedField(label, "");
  }
}
