package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of Hermes bytecode, little-endian (include/hermes/BCGen/HBC/BytecodeFileFormat.h of
 * github.com/facebook/hermes at the tags that the tables of {@link Opcodes} name):
 *
 * <pre>
 * header    +0 u64 magic, +8 u32 version, +12 SHA-1 of the source, +32 u32 file length,
 *           +36 u32 global function, counts as u32: +40 functions, +44 kinds of strings,
 *           +48 identifiers, +52 strings, +56 long strings, +60 bytes of strings;
 *           from 87 two of big integers: count, bytes; then two of regular expressions; bytes of
 *           values (to 96 of arrays), bytes of keys, to 96 bytes of values of objects, from 98
 *           count of shapes; … in all 128 bytes
 * sections  each at a multiple of 4: functions, kinds of strings (4 bytes each), hashes of
 *           identifiers (4), strings (4), long strings (8), bytes of strings, then as in the header
 *           arrays, keys, values or values, keys, shapes (8)
 * function  to 96, 16 bytes: u32 offset 25 bits, parameters 7; u32 size 15, name 17; u32 further
 *           25, frame 7; u8 environment, u8, u8, u8 flags
 *           from 98, 12 bytes: u32 offset 25, parameters 5, loops 2; u32 size 14, name 8, numbers
 *           5, other 5; u8 frame, u8, u8, u8 flags
 *           with flag 0x20 the header is elsewhere, all in u32: to 96 at further &lt;&lt; 16 |
 *           offset: offset, parameters, size, name, further, frame; from 98 at name &lt;&lt; 24 |
 *           offset &amp; 0xffffff: offset, parameters, loops, size, name, numbers, other, frame
 * string    u32: bit 0 UTF-16, offset 23, length 8; length 255: offset counts in the long strings,
 *           {u32 offset, u32 length}
 * shape     {u32 offset in the keys, u32 properties}
 * </pre>
 *
 * <p>Names and texts overlap in the bytes of strings; what is decoded is counted.
 */
final class HermesFile {
  /** The versions that are read, for those who ask for another build. */
  static final String KNOWN = "84, 85, 89, 90, 94, 96, 98 or 99";

  private static final long MAGIC = 0x1f1903c103bc1fc6L;
  private static final int HEADER_BYTES = 128;
  private static final int VERSION = 8;
  private static final int GLOBAL_FUNCTION = 36;
  private static final int FUNCTIONS = 40;
  private static final int STRING_KINDS = 44;
  private static final int IDENTIFIERS = 48;
  private static final int STRINGS = 52;
  private static final int LONG_STRINGS = 56;
  private static final int STRING_BYTES = 60;
  private static final int AFTER_STRINGS = 64;

  private static final int FIRST_WITH_BIG_INTEGERS = 87;
  private static final int FIRST_WITH_SHAPES = 97;

  private static final int FUNCTION_BYTES = 16;
  private static final int SHORT_FUNCTION_BYTES = 12;
  private static final int ELSEWHERE = 0x20;
  private static final int LONG_STRING = 0xff;

  /**
   * A function.
   *
   * @param offset of its code
   * @param size of its code
   * @param parameters with {@code this}
   * @param frame registers
   */
  record Function(int offset, int size, int parameters, String name, int frame) {}

  private final Bytes bytes;
  private final int version;
  private final boolean shapes;
  private final List<Function> functions = new ArrayList<>();
  private final int globalFunction;
  private final int strings;
  private final int longStrings;
  private final int stringTable;
  private final int longStringTable;
  private final int stringBytes;
  private final int stringsAt;
  private final LiteralBuffer arrays;
  private final LiteralBuffer keys;
  private final LiteralBuffer values;
  private final int shapesAt;
  private final int shapeCount;

  private HermesFile(Bytes bytes) throws BrokenDataException {
    this.bytes = bytes;
    this.version = bytes.i32(VERSION);
    this.shapes = version >= FIRST_WITH_SHAPES;
    bytes.require(0, HEADER_BYTES, "header");
    int functionCount = count(FUNCTIONS);
    this.globalFunction = count(GLOBAL_FUNCTION);
    this.strings = count(STRINGS);
    this.longStrings = count(LONG_STRINGS);
    this.stringBytes = count(STRING_BYTES);
    int sizes = AFTER_STRINGS + (version >= FIRST_WITH_BIG_INTEGERS ? 2 : 0) * 4 + 2 * 4;
    long at = HEADER_BYTES;
    int functionBytes = shapes ? SHORT_FUNCTION_BYTES : FUNCTION_BYTES;
    long functionsAt = at;
    at = section(at, functionCount, functionBytes, "functions");
    at = section(at, count(STRING_KINDS), 4, "kinds of strings");
    at = section(at, count(IDENTIFIERS), 4, "identifiers");
    this.stringTable = (int) at;
    at = section(at, strings, 4, "strings");
    this.longStringTable = (int) at;
    at = section(at, longStrings, 8, "long strings");
    this.stringsAt = (int) at;
    at = section(at, stringBytes, 1, "bytes of strings");
    this.arrays = new LiteralBuffer(this, bytes, (int) at, count(sizes));
    at = section(at, count(sizes), 1, "values");
    this.keys = new LiteralBuffer(this, bytes, (int) at, count(sizes + 4));
    at = section(at, count(sizes + 4), 1, "keys");
    this.shapesAt = (int) at;
    this.shapeCount = shapes ? count(sizes + 8) : 0;
    this.values = shapes ? arrays : new LiteralBuffer(this, bytes, (int) at, count(sizes + 8));
    section(at, count(sizes + 8), shapes ? 8 : 1, "values of objects");
    for (int i = 0; i < functionCount; i++) {
      functions.add(function((int) functionsAt + i * functionBytes));
    }
  }

  /** Whether data begins as such a file, of any version. */
  static boolean isHermes(byte[] data) {
    return data.length >= VERSION + 4
        && Integer.toUnsignedLong(Bytes.word(data, 0)) == (MAGIC & 0xffffffffL)
        && Integer.toUnsignedLong(Bytes.word(data, 4)) == MAGIC >>> 32;
  }

  /** The version that such a file states. */
  static int version(byte[] data) {
    return Bytes.word(data, VERSION);
  }

  /**
   * Reads the tables of a file whose version has a table of opcodes.
   *
   * @throws BrokenDataException if a table leaves the data
   */
  static HermesFile of(byte[] data, Limits limits) throws BrokenDataException {
    return new HermesFile(new Bytes(data, limits));
  }

  private int count(int at) throws BrokenDataException {
    int count = bytes.i32(at);
    if (count < 0 || count > bytes.size()) {
      throw new BrokenDataException(at, "counts " + Integer.toUnsignedLong(count));
    }
    return count;
  }

  private long section(long at, int count, int each, String what) throws BrokenDataException {
    bytes.require(at, (long) count * each, what);
    return (at + (long) count * each + 3) & ~3L;
  }

  private Function function(int at) throws BrokenDataException {
    bytes.require(at, shapes ? SHORT_FUNCTION_BYTES : FUNCTION_BYTES, "function");
    int first = bytes.word(at);
    int second = bytes.word(at + 4);
    int offset = first & 0x1ffffff;
    if (shapes) {
      int name = second >>> 14 & 0xff;
      if ((bytes.u8(at + 11) & ELSEWHERE) != 0) {
        return elsewhere((name << 24) | (offset & 0xffffff), 12, 16, 28);
      }
      return new Function(
          offset, second & 0x3fff, first >>> 25 & 0x1f, string(name), bytes.u8(at + 8));
    }
    int third = bytes.word(at + 8);
    if ((bytes.u8(at + 15) & ELSEWHERE) != 0) {
      return elsewhere(((third & 0x1ffffff) << 16) | (offset & 0xffff), 8, 12, 20);
    }
    return new Function(offset, second & 0x7fff, first >>> 25, string(second >>> 15), third >>> 25);
  }

  private Function elsewhere(int at, int size, int name, int frame) throws BrokenDataException {
    long where = Integer.toUnsignedLong(at);
    return new Function(
        bytes.i32(where),
        bytes.i32(where + size),
        bytes.i32(where + 4),
        string(bytes.i32(where + name)),
        bytes.i32(where + frame));
  }

  int version() {
    return version;
  }

  /** Whether objects are made of shapes, and environments name their parents. */
  boolean hasShapes() {
    return shapes;
  }

  /** The functions in their order; one whose code leaves the data has none. */
  List<Function> functions() {
    return functions;
  }

  int globalFunction() {
    return globalFunction;
  }

  Bytes bytes() {
    return bytes;
  }

  /** All strings, by number. */
  int strings() {
    return strings;
  }

  /**
   * A string by its number; empty where there is none.
   *
   * @throws BrokenDataException if it leaves the bytes of strings, or they were decoded too often
   */
  String string(int id) throws BrokenDataException {
    if (id < 0 || id >= strings) {
      return "";
    }
    int entry = bytes.word(stringTable + 4 * id);
    boolean wide = (entry & 1) != 0;
    int offset = entry >>> 1 & 0x7fffff;
    int length = entry >>> 24;
    if (length == LONG_STRING) {
      if (offset >= longStrings) {
        throw new BrokenDataException(stringTable + 4L * id, "no long string " + offset);
      }
      int at = longStringTable + 8 * offset;
      offset = bytes.word(at);
      length = bytes.word(at + 4);
    }
    long size = wide ? 2L * length : length;
    if (offset < 0 || length < 0 || offset + size > stringBytes) {
      throw new BrokenDataException(stringsAt, "string " + id + " leaves the bytes of strings");
    }
    bytes.look(size);
    return new String(
        bytes.array(),
        stringsAt + offset,
        (int) size,
        wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
  }

  /** An array of constants. */
  List<ScriptValue> array(long at, int count) throws BrokenDataException {
    return arrays.read(at, count);
  }

  /** An object of constants, to version 96. */
  ScriptValue.Obj object(int keysAt, int valuesAt, int count) throws BrokenDataException {
    return ScriptValue.Obj.of(keys.read(keysAt, count), values.read(valuesAt, count));
  }

  /** An object of constants, from version 98. */
  ScriptValue.Obj shaped(int shape, int valuesAt) throws BrokenDataException {
    if (shape < 0 || shape >= shapeCount) {
      throw new BrokenDataException(shapesAt, "no shape " + shape);
    }
    int at = shapesAt + 8 * shape;
    return object(bytes.word(at), valuesAt, bytes.word(at + 4));
  }
}
