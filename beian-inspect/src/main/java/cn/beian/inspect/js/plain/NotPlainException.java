package cn.beian.inspect.js.plain;

import java.util.function.Supplier;

/**
 * The script is not understood. Readers try one way, go back and try another, so that this is
 * thrown often and its message read seldom: it is put together when it is asked for.
 */
public final class NotPlainException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> what;

  NotPlainException(String what) {
    this(() -> what);
  }

  NotPlainException(Supplier<String> what) {
    super("", null, false, false);
    this.what = what;
  }

  @Override
  public String getMessage() {
    return what.get();
  }
}
