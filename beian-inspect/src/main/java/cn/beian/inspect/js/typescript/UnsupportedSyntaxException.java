package cn.beian.inspect.js.typescript;

import java.util.function.Supplier;

/**
 * The script is not understood. Readers try one way, go back and try another, so that this is
 * thrown often and its message read seldom: it is put together when it is asked for.
 */
public final class UnsupportedSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Supplier<String> what;

  UnsupportedSyntaxException(String what) {
    this(() -> what);
  }

  UnsupportedSyntaxException(Supplier<String> what) {
    super("", null, false, false);
    this.what = what;
  }

  @Override
  public String getMessage() {
    return what.get();
  }
}
