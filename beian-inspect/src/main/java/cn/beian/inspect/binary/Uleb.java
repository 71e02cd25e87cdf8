package cn.beian.inspect.binary;

/** Reads unsigned LEB128 numbers of at most five bytes one after another. */
public final class Uleb {
  private final Bytes bytes;
  private long at;

  public Uleb(Bytes bytes, long at) {
    this.bytes = bytes;
    this.at = at;
  }

  /** Offset behind the last number. */
  public long at() {
    return at;
  }

  public int next() throws BrokenDataException {
    if (bytes.has(at, 1)) {
      int first = bytes.array()[(int) at];
      if (first >= 0) {
        at++;
        return first;
      }
    }
    int value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int b = bytes.u8(at++);
      value |= (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new BrokenDataException(at, "number of more than five bytes");
  }
}
