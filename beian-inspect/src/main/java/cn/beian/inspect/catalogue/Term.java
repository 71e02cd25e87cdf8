package cn.beian.inspect.catalogue;

/**
 * A thing by its names.
 *
 * @param code stable; the same as {@code en} where a thing has no other
 * @param zh as Chinese readers know it
 * @param en as English readers know it
 */
public record Term(String code, String zh, String en) {
  /** A name that says the same to readers of either language: 极光推送 JPush. */
  public String both() {
    return zh.contains(en) ? zh : zh + " " + en;
  }
}
