package cn.beian.inspect.android.dex;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.Uleb;
import java.util.function.IntConsumer;

/**
 * The first values of a class's static fields ({@code encoded_array} of the DEX format):
 *
 * <pre>
 * uleb128 size, then each: u8 type in the low five bits, bytes - 1 in the high three; the bytes
 * 0x17 string, 0x1e null and 0x1f boolean (no bytes), 0x1c array and 0x1d annotation (not followed)
 * </pre>
 */
final class StaticValues {
  private static final int STRING = 0x17;
  private static final int ARRAY = 0x1c;
  private static final int ANNOTATION = 0x1d;
  private static final int NULL = 0x1e;

  private StaticValues() {}

  /** Hands over the index of each text among the values, as far as they can be read. */
  static void texts(Bytes bytes, long offset, IntConsumer texts) throws BrokenDataException {
    Uleb head = new Uleb(bytes, offset);
    long count = Integer.toUnsignedLong(head.next());
    long at = head.at();
    for (long i = 0; i < count; i++) {
      int tag = bytes.u8(at++);
      int type = tag & 0x1f;
      if (type == ARRAY || type == ANNOTATION) {
        return;
      }
      int width = type >= NULL ? 0 : (tag >> 5) + 1;
      bytes.look(1 + width);
      bytes.require(at, width, "static value");
      if (type == STRING && width <= 4) {
        int index = 0;
        for (int b = 0; b < width; b++) {
          index |= bytes.u8(at + b) << (8 * b);
        }
        texts.accept(index);
      }
      at += width;
    }
  }
}
