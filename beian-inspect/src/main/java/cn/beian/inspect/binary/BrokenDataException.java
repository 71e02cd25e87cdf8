package cn.beian.inspect.binary;

/** Binary data that contradicts its format; the reader of the entry decides what follows. */
public final class BrokenDataException extends Exception {
  private static final long serialVersionUID = 1L;

  private final long offset;

  public BrokenDataException(long offset, String detail) {
    super(detail, null, false, false);
    this.offset = offset;
  }

  /** Byte offset in the entry. */
  public long offset() {
    return offset;
  }
}
