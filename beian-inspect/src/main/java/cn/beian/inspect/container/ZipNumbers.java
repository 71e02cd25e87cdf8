package cn.beian.inspect.container;

import java.nio.ByteBuffer;

/** The unsigned numbers of a ZIP archive, in the order of bytes of the buffer. */
final class ZipNumbers {
  private ZipNumbers() {}

  static int u16(ByteBuffer bytes, int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  static long u32(ByteBuffer bytes, int at) {
    return Integer.toUnsignedLong(bytes.getInt(at));
  }
}
