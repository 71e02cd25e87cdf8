package cn.beian.inspect.harmony.abc;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * A literal array: u32 number, then {u8 tag, value} of which each counts two; tags as the open
 * source of abcde has them. An array of equal values ends it: u32 number, then the values.
 */
final class LiteralArray {
  private static final int TAG = 0x00;
  private static final int BOOL = 0x01;
  private static final int INTEGER = 0x02;
  private static final int FLOAT = 0x03;
  private static final int DOUBLE = 0x04;
  private static final int STRING = 0x05;
  private static final int METHOD = 0x06;
  private static final int GENERATOR = 0x07;
  private static final int ACCESSOR = 0x08;
  private static final int AFFILIATE = 0x09;
  private static final int FIRST_ARRAY = 0x0a;
  private static final int STRINGS = 0x15;
  private static final int ASYNC_GENERATOR = 0x16;
  private static final int NESTED = 0x18;
  private static final int BUILTIN = 0x19;
  private static final int GETTER = 0x1a;
  private static final int SETTER = 0x1b;
  private static final int NULL = 0xff;

  private LiteralArray() {}

  /** The values of the array at that offset. */
  static List<AbcLiteral> read(AbcFile file, int offset) throws BrokenDataException {
    Bytes bytes = file.bytes();
    long at = Integer.toUnsignedLong(offset);
    long count = bytes.u32(at);
    at += 4;
    List<AbcLiteral> values = new ArrayList<>();
    for (long i = 0; i < count; i += 2) {
      int tag = bytes.u8(at++);
      bytes.look(2);
      switch (tag) {
        case TAG, BUILTIN, ACCESSOR, NULL -> {
          at++;
          if (tag == NULL || tag == ACCESSOR) {
            values.add(AbcLiteral.Other.OTHER);
          }
        }
        case BOOL -> values.add(new AbcLiteral.Amount(bytes.u8(at++)));
        case AFFILIATE -> at += 2; // of the function before it
        case INTEGER -> {
          values.add(new AbcLiteral.Amount(bytes.i32(at)));
          at += 4;
        }
        case FLOAT -> {
          values.add(new AbcLiteral.Amount(Float.intBitsToFloat(bytes.i32(at))));
          at += 4;
        }
        case DOUBLE -> {
          values.add(
              new AbcLiteral.Amount(
                  Double.longBitsToDouble(bytes.u32(at) | bytes.u32(at + 4) << 32)));
          at += 8;
        }
        case STRING -> {
          values.add(new AbcLiteral.Text(file.string(bytes.i32(at))));
          at += 4;
        }
        case METHOD, GENERATOR, ASYNC_GENERATOR, GETTER, SETTER -> {
          values.add(new AbcLiteral.Function(bytes.i32(at)));
          at += 4;
        }
        case NESTED -> {
          values.add(new AbcLiteral.Array(bytes.i32(at)));
          at += 4;
        }
        case STRINGS -> {
          strings(file, bytes, at, values);
          return values;
        }
        default -> {
          if (tag >= FIRST_ARRAY && tag < STRINGS) {
            return values;
          }
          values.add(AbcLiteral.Other.OTHER);
          at += 4;
        }
      }
    }
    return values;
  }

  private static void strings(AbcFile file, Bytes bytes, long at, List<AbcLiteral> into)
      throws BrokenDataException {
    long count = bytes.u32(at);
    bytes.require(at + 4, 4 * count, "array of strings");
    bytes.look(4 * count);
    for (long i = 1; i <= count; i++) {
      into.add(new AbcLiteral.Text(file.string(bytes.i32(at + 4 * i))));
    }
  }
}
