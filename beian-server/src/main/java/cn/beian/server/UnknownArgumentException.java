package cn.beian.server;

/** An argument of {@code serve} that nobody would read; the message names it. */
public final class UnknownArgumentException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  UnknownArgumentException(String message) {
    super(message);
  }
}
