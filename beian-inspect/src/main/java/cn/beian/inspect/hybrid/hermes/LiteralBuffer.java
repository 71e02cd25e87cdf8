package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import java.util.ArrayList;
import java.util.List;

/**
 * Constants of arrays and objects (SerializedLiteralGenerator.h of github.com/facebook/hermes):
 * runs of one type, each behind a tag of a byte {@code 0 ttt llll}, or of two {@code 1 ttt llll
 * llllllll}, with the type t and the length l.
 */
final class LiteralBuffer {
  private static final int LONG_TAG = 0x80;
  private static final int NUMBER = 3;
  private static final int LONG_STRING = 4;
  private static final int SHORT_STRING = 5;

  /** To version 96 a string of which the number has one byte, then undefined. */
  private static final int BYTE_STRING = 6;

  private static final int INTEGER = 7;

  private final HermesFile file;
  private final Bytes bytes;
  private final int from;
  private final int size;

  LiteralBuffer(HermesFile file, Bytes bytes, int from, int size) {
    this.file = file;
    this.bytes = bytes;
    this.from = from;
    this.size = size;
  }

  /**
   * Some constants; null, truth values and what else is no text or number is {@link
   * ScriptValue#NOTHING}.
   *
   * @throws BrokenDataException if they leave the buffer, or it was read too often
   */
  List<ScriptValue> read(long offset, int count) throws BrokenDataException {
    if (offset < 0 || offset > size || count < 0) {
      throw new BrokenDataException(from, "no constants at " + offset);
    }
    List<ScriptValue> values = new ArrayList<>();
    long at = from + offset;
    long end = (long) from + size;
    while (values.size() < count && at < end) {
      int tag = bytes.u8(at++);
      int length = tag & 0xf;
      if ((tag & LONG_TAG) != 0) {
        length = length << 8 | bytes.u8(at++);
      }
      length = Math.min(length, count - values.size());
      int type = tag >> 4 & 7;
      int width = width(type);
      bytes.look(1 + (long) length * Math.max(1, width));
      bytes.require(at, (long) length * width, "constants");
      for (int i = 0; i < length; i++, at += width) {
        values.add(value(type, at));
      }
    }
    return values;
  }

  private int width(int type) {
    return switch (type) {
      case NUMBER -> Double.BYTES;
      case LONG_STRING, INTEGER -> Integer.BYTES;
      case SHORT_STRING -> Short.BYTES;
      case BYTE_STRING -> file.hasShapes() ? 0 : Byte.BYTES;
      default -> 0;
    };
  }

  private ScriptValue value(int type, long at) throws BrokenDataException {
    return switch (type) {
      case NUMBER ->
          ScriptValue.number(
              Double.longBitsToDouble(bytes.u32(at) | (long) bytes.i32(at + 4) << Integer.SIZE));
      case INTEGER -> ScriptValue.number(bytes.i32(at));
      case LONG_STRING -> new ScriptValue.Str(file.string(bytes.i32(at)));
      case SHORT_STRING -> new ScriptValue.Str(file.string(bytes.u16(at)));
      case BYTE_STRING ->
          file.hasShapes() ? ScriptValue.NOTHING : new ScriptValue.Str(file.string(bytes.u8(at)));
      default -> ScriptValue.NOTHING;
    };
  }
}
