package cn.beian.inspect.android.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A string pool of binary XML or of a resource table ({@code ResStringPool_header} in AOSP's {@code
 * ResourceTypes.h}), strings decoded when asked for:
 *
 * <pre>
 * +0 u16 type 0x0001, +2 u16 headerSize, +4 u32 size, +8 u32 stringCount, +12 u32 styleCount,
 * +16 u32 flags (0x100: UTF-8), +20 u32 stringsStart, +24 u32 stylesStart
 * headerSize: u32 offset of each string from stringsStart
 * UTF-8 string:  length in UTF-16 units (1-2 bytes), length in bytes (1-2 bytes), bytes, NUL
 * UTF-16 string: length (1-2 units), units, NUL
 * </pre>
 */
final class StringPool {
  static final int TYPE = 0x0001;

  /** A pool without strings. */
  static final StringPool EMPTY =
      new StringPool(new Bytes(new byte[0], Limits.standard()), 0, 0, 0, false);

  private static final int UTF8 = 0x100;

  private final Bytes bytes;
  private final int count;
  private final long offsets;
  private final long strings;
  private final boolean utf8;
  private final @Nullable String[] decoded;

  private StringPool(Bytes bytes, int count, long offsets, long strings, boolean utf8) {
    this.bytes = bytes;
    this.count = count;
    this.offsets = offsets;
    this.strings = strings;
    this.utf8 = utf8;
    this.decoded = new String[count];
  }

  /** Reads the header at {@code at}; a count that does not fit is cut to what does. */
  static StringPool read(Bytes bytes, long at) throws BrokenDataException {
    int headerSize = bytes.u16(at + 2);
    long stated = bytes.u32(at + 8);
    int flags = bytes.i32(at + 16);
    long start = at + bytes.u32(at + 20);
    long offsets = at + headerSize;
    long fits = Math.max(0, (bytes.size() - offsets) / 4);
    int count = (int) Math.min(stated, fits);
    bytes.look(4L * count);
    return new StringPool(bytes, count, offsets, start, (flags & UTF8) != 0);
  }

  int count() {
    return count;
  }

  /** The string of that index; null where there is none or its bytes leave the data. */
  @Nullable String get(int index) {
    if (index < 0 || index >= count) {
      return null;
    }
    String known = decoded[index];
    if (known == null) {
      try {
        long at = strings + bytes.u32(offsets + 4L * index);
        known = utf8 ? utf8(at) : utf16(at);
        decoded[index] = known;
      } catch (BrokenDataException e) {
        return null;
      }
    }
    return known;
  }

  /** The string of that index; empty where there is none. */
  String text(int index) {
    String text = get(index);
    return text == null ? "" : text;
  }

  private String utf8(long at) throws BrokenDataException {
    long next = at + ((bytes.u8(at) & 0x80) != 0 ? 2 : 1);
    int length = bytes.u8(next++);
    if ((length & 0x80) != 0) {
      length = (length & 0x7f) << 8 | bytes.u8(next++);
    }
    bytes.require(next, length, "string");
    bytes.look(length);
    return new String(bytes.array(), (int) next, length, StandardCharsets.UTF_8);
  }

  private String utf16(long at) throws BrokenDataException {
    long next = at + 2;
    long length = bytes.u16(at);
    if ((length & 0x8000) != 0) {
      length = (length & 0x7fff) << 16 | bytes.u16(next);
      next += 2;
    }
    bytes.require(next, 2 * length, "string");
    bytes.look(2 * length);
    return new String(bytes.array(), (int) next, (int) (2 * length), StandardCharsets.UTF_16LE);
  }
}
