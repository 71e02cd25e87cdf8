package cn.beian.inspect.ios.macho;

/**
 * What a register is known to hold.
 *
 * @param text of a text or selector; name of a class
 * @param number a number or address
 */
public record Argument(Kind kind, String text, long number) {
  /** What sort of thing. */
  public enum Kind {
    UNKNOWN,
    ADDRESS,
    NUMBER,
    TEXT,
    SELECTOR,
    /** A class itself. */
    CLASS,
    /** An object of a class, as far as the code shows. */
    OBJECT,
    /** A routine of the image, by its address. */
    ROUTINE
  }

  static final Argument NONE = new Argument(Kind.UNKNOWN, "", 0);

  static Argument address(long address) {
    return new Argument(Kind.ADDRESS, "", address);
  }

  static Argument number(long number) {
    return new Argument(Kind.NUMBER, "", number);
  }

  boolean isAddress() {
    return kind == Kind.ADDRESS;
  }

  /** Whether it is a number. */
  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  boolean isOfClass() {
    return kind == Kind.CLASS || kind == Kind.OBJECT;
  }
}
