package cn.beian.server.storage;

import java.io.IOException;

/** A stream was longer than what is taken of it. */
public final class ObjectTooLargeException extends IOException {
  private static final long serialVersionUID = 1;

  ObjectTooLargeException(long limitBytes) {
    super("over " + limitBytes + " bytes");
  }
}
