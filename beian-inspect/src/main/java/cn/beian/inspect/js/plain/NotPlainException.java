package cn.beian.inspect.js.plain;

/** The script is not understood. */
public final class NotPlainException extends Exception {
  private static final long serialVersionUID = 1L;

  NotPlainException(String what) {
    super(what, null, false, false);
  }
}
