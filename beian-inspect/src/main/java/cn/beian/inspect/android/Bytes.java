package cn.beian.inspect.android;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Little-endian reads that never leave the data. */
final class Bytes {
  private static final VarHandle U16 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle U32 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private final byte[] data;

  Bytes(byte[] data) {
    this.data = data;
  }

  int size() {
    return data.length;
  }

  byte[] array() {
    return data;
  }

  /** Whether the range lies inside the data. */
  boolean has(long at, long length) {
    return at >= 0 && length >= 0 && at + length <= data.length;
  }

  /** Checks that the range lies inside the data. */
  void require(long at, long length, String what) throws BrokenDataException {
    if (!has(at, length)) {
      throw new BrokenDataException(
          at, what + " needs " + length + " bytes, data ends at " + data.length);
    }
  }

  int u8(long at) throws BrokenDataException {
    require(at, 1, "byte");
    return data[(int) at] & 0xff;
  }

  int u16(long at) throws BrokenDataException {
    require(at, 2, "u16");
    return Short.toUnsignedInt((short) U16.get(data, (int) at));
  }

  int i32(long at) throws BrokenDataException {
    require(at, 4, "u32");
    return (int) U32.get(data, (int) at);
  }

  /** A u16 of a range that was required before. */
  int unit(int at) {
    return Short.toUnsignedInt((short) U16.get(data, at));
  }

  /** A u32 of a range that was required before. */
  int word(int at) {
    return (int) U32.get(data, at);
  }

  long u32(long at) throws BrokenDataException {
    return Integer.toUnsignedLong(i32(at));
  }
}
