package cn.beian.inspect.reader;

import java.io.IOException;

/** Carries a {@link PackageFormatException} through the stream of an entry. */
public final class EntryReadException extends IOException {
  private static final long serialVersionUID = 1L;

  private final PackageFormatException reason;

  public EntryReadException(PackageFormatException reason) {
    super(reason);
    this.reason = reason;
  }

  public PackageFormatException reason() {
    return reason;
  }
}
