package cn.beian.inspect.ios.ui;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.ios.ui.ArchivedObjects.Archived;
import cn.beian.inspect.ios.ui.ArchivedObjects.Ref;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A nib as Xcode compiles it for iOS (github.com/matsmattsson/nibsqueeze, NibArchive.md),
 * little-endian; a number v has seven bits a byte, the lowest first, and its last byte has bit 7:
 *
 * <pre>
 * "NIBArchive"   +10 u32 1, +14 u32 version
 * +18 objects, +26 keys, +34 values, +42 class names: u32 count, u32 offset each
 * object      v class name, v first value, v count of values
 * key         v length, name
 * value       v key, u8 type: 0, 1, 2, 3 integer of 1, 2, 4, 8 bytes; 4 false; 5 true; 6 float;
 *             7 double; 8 v length and bytes; 9 nil; 10 u32 object
 * class name  v length, v count of what it falls back to, u32 each, name with a zero behind
 * </pre>
 *
 * <p>Of a collection that says {@code NSInlinedValue} the items stand among its values, under
 * {@code UINibEncoderEmptyKey}.
 */
final class NibArchive {
  private static final int HEADER = 50;
  private static final int OBJECTS = 18;
  private static final int KEYS = 26;
  private static final int VALUES = 34;
  private static final int CLASS_NAMES = 42;
  private static final String ITEM_KEY = "UINibEncoderEmptyKey";

  /** Stands for nil, as no map holds nothing. */
  private static final Object NOTHING = "";

  private static final int INT_8 = 0;
  private static final int INT_16 = 1;
  private static final int INT_32 = 2;
  private static final int INT_64 = 3;
  private static final int FALSE = 4;
  private static final int TRUE = 5;
  private static final int FLOAT = 6;
  private static final int DOUBLE = 7;
  private static final int DATA = 8;
  private static final int NIL = 9;
  private static final int OBJECT = 10;
  private static final int LAST = 0x80;
  private static final int MAX_BITS = 28;

  private final Bytes bytes;
  private long at;

  private record KeyValue(String key, Object value) {}

  NibArchive(byte[] data, Limits limits) {
    this.bytes = new Bytes(data, limits);
  }

  ArchivedObjects read() throws BrokenDataException {
    bytes.require(0, HEADER, "header");
    List<String> classNames = classNames();
    List<String> keys = keys();
    List<KeyValue> values = values(keys);
    int count = table(OBJECTS);
    List<Archived> objects = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int name = number();
      int first = number();
      int many = number();
      if (name >= classNames.size() || (long) first + many > values.size()) {
        throw new BrokenDataException(at, "object " + i + " leaves the tables");
      }
      bytes.look(many);
      Map<String, Object> own = new LinkedHashMap<>();
      List<Object> items = new ArrayList<>();
      for (KeyValue each : values.subList(first, first + many)) {
        if (each.key.equals(ITEM_KEY)) {
          items.add(each.value);
        } else {
          own.putIfAbsent(each.key, each.value);
        }
      }
      objects.add(new Archived(classNames.get(name), own, items));
    }
    return new ArchivedObjects(objects, 0);
  }

  /** Goes to a table and says how many it has; each has a byte at least. */
  private int table(int header) throws BrokenDataException {
    int count = bytes.i32(header);
    at = bytes.u32(header + 4L);
    if (count < 0 || count > bytes.size() - at) {
      throw new BrokenDataException(header, count + " in a table at " + at);
    }
    return count;
  }

  private int number() throws BrokenDataException {
    int value = 0;
    for (int shift = 0; shift < MAX_BITS; shift += 7) {
      int part = bytes.u8(at++);
      value |= (part & 0x7f) << shift;
      if ((part & LAST) != 0) {
        return value;
      }
    }
    throw new BrokenDataException(at, "a number of too many bytes");
  }

  private byte[] run(int length) throws BrokenDataException {
    bytes.require(at, length, "text or bytes");
    bytes.look(length);
    byte[] run = Arrays.copyOfRange(bytes.array(), (int) at, (int) at + length);
    at += length;
    return run;
  }

  private List<String> classNames() throws BrokenDataException {
    int count = table(CLASS_NAMES);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int length = number();
      int fallbacks = number();
      at += 4L * fallbacks;
      names.add(text(run(length)));
    }
    return names;
  }

  private List<String> keys() throws BrokenDataException {
    int count = table(KEYS);
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(text(run(number())));
    }
    return keys;
  }

  private static String text(byte[] run) {
    int end = run.length;
    while (end > 0 && run[end - 1] == 0) {
      end--;
    }
    return new String(run, 0, end, StandardCharsets.UTF_8);
  }

  private List<KeyValue> values(List<String> keys) throws BrokenDataException {
    int count = table(VALUES);
    List<KeyValue> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int key = number();
      if (key >= keys.size()) {
        throw new BrokenDataException(at, "key " + key + " of " + keys.size());
      }
      values.add(new KeyValue(keys.get(key), value(bytes.u8(at++))));
    }
    return values;
  }

  private Object value(int type) throws BrokenDataException {
    return switch (type) {
      case INT_8, INT_16, INT_32, INT_64 -> integer(1 << type);
      case FALSE -> false;
      case TRUE -> true;
      case FLOAT -> (double) Float.intBitsToFloat((int) integer(4));
      case DOUBLE -> Double.longBitsToDouble(integer(8));
      case DATA -> run(number());
      case NIL -> NOTHING;
      case OBJECT -> new Ref((int) Math.min(integer(4), Integer.MAX_VALUE));
      default -> throw new BrokenDataException(at, "a value of type " + type);
    };
  }

  private long integer(int length) throws BrokenDataException {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value |= (long) bytes.u8(at++) << (8 * i);
    }
    return value;
  }
}
