package cn.beian.inspect.ios.plist;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A binary property list (Apple, CF-1153.18, {@code CFBinaryPList.c}), big-endian:
 *
 * <pre>
 * "bplist00"   objects   offsets, one an object   trailer of 32 bytes:
 *   +6 u8 bytes of an offset, +7 u8 bytes of a reference, +8 u64 objects, +16 u64 index of the
 *   topmost, +24 u64 where the offsets stand
 * object: u8 kind and, in the low four bits, a length (15: an integer with the length follows)
 *   00 null, 08 false, 09 true   1x integer of 2^x bytes   2x real of 2^x bytes
 *   33 date, seconds from 2001   4x bytes   5x ASCII   6x UTF-16   8x reference of x+1 bytes
 *   Ax array, Cx set: references   Dx dictionary: references of keys, then of values
 * </pre>
 *
 * <p>Several objects may refer to the same one, so a list can unfold to more than its bytes: what
 * unfolds is counted against {@link Limits#passes()} times the size. A cycle ends by {@link
 * Limits#nesting()}.
 */
final class BinaryPlist {
  private static final byte[] MAGIC = "bplist0".getBytes(StandardCharsets.ISO_8859_1);
  private static final int HEADER = 8;
  private static final int TRAILER = 32;
  private static final int TRAILER_OFFSET_BYTES = 6;
  private static final int TRAILER_REFERENCE_BYTES = 7;
  private static final int TRAILER_OBJECTS = 8;
  private static final int TRAILER_TOP = 16;
  private static final int TRAILER_TABLE = 24;
  private static final int FALSE = 0x08;
  private static final int TRUE = 0x09;
  private static final int INTEGER = 0x1;
  private static final int REAL = 0x2;
  private static final int DATE = 0x3;
  private static final int DATA = 0x4;
  private static final int ASCII = 0x5;
  private static final int UTF16 = 0x6;
  private static final int UID = 0x8;
  private static final int ARRAY = 0xA;
  private static final int SET = 0xC;
  private static final int DICTIONARY = 0xD;
  private static final int LENGTH_FOLLOWS = 0xF;
  private static final long EPOCH_2001 = 978_307_200L;
  private static final double MAX_SECONDS = 1e11;

  private final Bytes bytes;
  private final int nesting;
  private final int referenceBytes;
  private final int offsetBytes;
  private final long table;
  private final int count;
  private final int top;
  private final @Nullable Plist[] leaves;

  BinaryPlist(byte[] data, Limits limits) throws BrokenDataException {
    this.bytes = new Bytes(data, limits);
    this.nesting = limits.nesting();
    long trailer = data.length - (long) TRAILER;
    if (trailer < HEADER) {
      throw new BrokenDataException(data.length, "no room for the trailer");
    }
    offsetBytes = bytes.u8(trailer + TRAILER_OFFSET_BYTES);
    referenceBytes = bytes.u8(trailer + TRAILER_REFERENCE_BYTES);
    long objects = number(trailer + TRAILER_OBJECTS, 8);
    table = number(trailer + TRAILER_TABLE, 8);
    long topmost = number(trailer + TRAILER_TOP, 8);
    boolean sized = offsetBytes >= 1 && offsetBytes <= 8 && referenceBytes >= 1;
    if (!sized
        || referenceBytes > 8
        || objects < 1
        || table < HEADER
        || table > trailer
        || objects > (trailer - table) / offsetBytes
        || topmost < 0
        || topmost >= objects) {
      throw new BrokenDataException(trailer, "the trailer contradicts the data");
    }
    count = (int) objects;
    top = (int) topmost;
    leaves = new Plist[count];
  }

  static boolean is(byte[] data) {
    return data.length > MAGIC.length
        && Arrays.equals(data, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  Plist read() throws BrokenDataException {
    return object(top, 0);
  }

  private long number(long at, int length) throws BrokenDataException {
    bytes.require(at, length, "number");
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = (value << 8) | (bytes.array()[(int) at + i] & 0xff);
    }
    return value;
  }

  private Plist object(long index, int depth) throws BrokenDataException {
    if (index < 0 || index >= count) {
      throw new BrokenDataException(table, "reference to object " + index + " of " + count);
    }
    if (depth > nesting) {
      throw new BrokenDataException(table, "nested deeper than " + nesting);
    }
    bytes.look(1);
    Plist known = leaves[(int) index];
    if (known != null) {
      return known;
    }
    long at = number(table + index * offsetBytes, offsetBytes);
    int head = bytes.u8(at);
    int kind = head >>> 4;
    int low = head & 0xf;
    if (kind == ARRAY || kind == SET || kind == DICTIONARY) {
      return container(kind, low, at, depth);
    }
    Plist leaf = leaf(head, kind, low, at);
    leaves[(int) index] = leaf;
    return leaf;
  }

  /** Where what follows the head begins, and how many units it has. */
  private record Extent(long start, int units) {}

  private Extent extent(int low, long at, int unitBytes) throws BrokenDataException {
    long start = at + 1;
    long units = low;
    if (low == LENGTH_FOLLOWS) {
      int head = bytes.u8(start);
      int length = 1 << (head & 0xf);
      if (head >>> 4 != INTEGER || length > 8) {
        throw new BrokenDataException(start, "a length that is no integer");
      }
      units = number(start + 1, length);
      start += 1 + length;
    }
    if (units < 0 || units > bytes.size()) {
      throw new BrokenDataException(at, units + " units in " + bytes.size() + " bytes");
    }
    bytes.require(start, units * unitBytes, "object");
    return new Extent(start, (int) units);
  }

  private Plist container(int kind, int low, long at, int depth) throws BrokenDataException {
    boolean dictionary = kind == DICTIONARY;
    Extent extent = extent(low, at, dictionary ? 2 * referenceBytes : referenceBytes);
    bytes.look(extent.units);
    if (!dictionary) {
      List<Plist> items = new ArrayList<>(extent.units);
      for (int i = 0; i < extent.units; i++) {
        items.add(reference(extent, i, depth));
      }
      return Plist.of(items);
    }
    Map<String, Plist> members = new LinkedHashMap<>();
    for (int i = 0; i < extent.units; i++) {
      String key = reference(extent, i, depth).text();
      members.putIfAbsent(key, reference(extent, extent.units + i, depth));
    }
    return Plist.of(members);
  }

  private Plist reference(Extent extent, int index, int depth) throws BrokenDataException {
    return object(number(extent.start + (long) index * referenceBytes, referenceBytes), depth + 1);
  }

  private Plist leaf(int head, int kind, int low, long at) throws BrokenDataException {
    switch (kind) {
      case INTEGER -> {
        int length = 1 << low;
        if (length > 16) {
          throw new BrokenDataException(at, "an integer of " + length + " bytes");
        }
        // of 16 bytes the lower eight count: what is larger stands in no list of Apple's
        return Plist.scalar(length == 16 ? number(at + 9, 8) : (Object) number(at + 1, length));
      }
      case REAL -> {
        if (low != 2 && low != 3) {
          throw new BrokenDataException(at, "a real of 2^" + low + " bytes");
        }
        return Plist.scalar(real(at + 1, 1 << low));
      }
      case DATE -> {
        double seconds = real(at + 1, 8);
        if (!(Math.abs(seconds) < MAX_SECONDS)) {
          throw new BrokenDataException(at, "a date beyond all years");
        }
        return Plist.scalar(Instant.ofEpochSecond(EPOCH_2001 + (long) Math.floor(seconds)));
      }
      case DATA -> {
        Extent extent = extent(low, at, 1);
        int start = (int) extent.start;
        return Plist.scalar(Arrays.copyOfRange(bytes.array(), start, start + extent.units));
      }
      case ASCII -> {
        Extent extent = extent(low, at, 1);
        return Plist.scalar(
            new String(
                bytes.array(), (int) extent.start, extent.units, StandardCharsets.ISO_8859_1));
      }
      case UTF16 -> {
        Extent extent = extent(low, at, 2);
        return Plist.scalar(
            new String(
                bytes.array(), (int) extent.start, 2 * extent.units, StandardCharsets.UTF_16BE));
      }
      case UID -> {
        long id = number(at + 1, low + 1);
        return Plist.uid((int) Math.min(Math.max(id, -1), Integer.MAX_VALUE));
      }
      default -> {
        return head == TRUE || head == FALSE ? Plist.scalar((head == TRUE)) : Plist.NONE;
      }
    }
  }

  private double real(long at, int length) throws BrokenDataException {
    long bits = number(at, length);
    return length == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }
}
