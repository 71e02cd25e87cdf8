package cn.beian.inspect.binary;

import cn.beian.inspect.reader.Limits;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Little-endian reads that never leave the data, and the work that a parser may put into them: a
 * structure that several others point to is looked at again for each, so what parsers follow is
 * counted against {@link Limits#passes()} times the size of the data. A count, not a time: the same
 * bytes end at the same place on every machine.
 */
public final class Bytes {
  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** What may be looked at even of the smallest file. */
  private static final long LEAST = 1 << 16;

  private final byte[] data;
  private final long most;
  private long looked;

  public Bytes(byte[] data, Limits limits) {
    this.data = data;
    this.most = Math.max(LEAST, (long) limits.passes() * data.length);
  }

  /** Counts work; it ends at the next {@link #look}. */
  public void spend(long work) {
    looked += work;
  }

  /**
   * Counts bytes that are about to be looked at, or made of others.
   *
   * @throws BrokenDataException if all there are have been looked at too often
   */
  public void look(long length) throws BrokenDataException {
    looked += length;
    if (looked > most) {
      throw new BrokenDataException(0, "points to the same bytes again and again");
    }
  }

  /** Whether all there are have been looked at too often. */
  public boolean isExhausted() {
    return looked > most;
  }

  public int size() {
    return data.length;
  }

  public byte[] array() {
    return data;
  }

  /** Whether the range lies inside the data. */
  public boolean has(long at, long length) {
    return at >= 0 && length >= 0 && at + length <= data.length;
  }

  /** Checks that the range lies inside the data. */
  public void require(long at, long length, String what) throws BrokenDataException {
    if (!has(at, length)) {
      throw new BrokenDataException(
          at, what + " needs " + length + " bytes, data ends at " + data.length);
    }
  }

  public int u8(long at) throws BrokenDataException {
    require(at, 1, "byte");
    return data[(int) at] & 0xff;
  }

  public int u16(long at) throws BrokenDataException {
    require(at, 2, "u16");
    return Short.toUnsignedInt((short) U16.get(data, (int) at));
  }

  public int i32(long at) throws BrokenDataException {
    require(at, 4, "u32");
    return (int) U32.get(data, (int) at);
  }

  /** A u16 of a range that was required before. */
  public int unit(int at) {
    return Short.toUnsignedInt((short) U16.get(data, at));
  }

  /** A u32 of a range that was required before. */
  public int word(int at) {
    return word(data, at);
  }

  /** A u32 of bytes whose range was looked at before. */
  public static int word(byte[] data, int at) {
    return (int) U32.get(data, at);
  }

  public long u32(long at) throws BrokenDataException {
    return Integer.toUnsignedLong(i32(at));
  }
}
