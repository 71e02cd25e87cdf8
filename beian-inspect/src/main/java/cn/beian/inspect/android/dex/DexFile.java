package cn.beian.inspect.android.dex;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.ModifiedUtf8;
import cn.beian.inspect.binary.Uleb;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.shared.UiText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a DEX file, little-endian (source.android.com, "Dalvik executable format");
 * versions 035 to 041:
 *
 * <pre>
 * header      +0 "dex\\n", +4 version, +32 u32 file_size, +36 u32 header_size, +40 u32 endian_tag,
 *             +56 string_ids {u32 size, u32 off}, +64 type_ids, +72 proto_ids, +80 field_ids,
 *             +88 method_ids, +96 class_defs, +104 data (not trusted); 041: +116 u32 header_offset
 * string_id   u32 offset of: uleb128 UTF-16 length, MUTF-8 bytes, NUL
 * type_id     u32 string index
 * field_id    +0 u16 class, +2 u16 type, +4 u32 name
 * method_id   +0 u16 class, +2 u16 proto, +4 u32 name
 * class_def   32 bytes: +0 u32 class, +8 u32 superclass, +12 u32 interfaces_off,
 *             +24 u32 class_data_off, +28 u32 static_values_off
 * type_list   u32 size, u16 type each (interfaces)
 * class_data  uleb128 static fields, instance fields, direct methods, virtual methods; then fields
 *             {index diff, access}, methods {index diff, access, code_off}
 * code_item   +12 u32 insns_size in 16-bit units, +16 insns
 * </pre>
 *
 * <p>No count is believed: a class has no more fields and methods than the tables of the file, and
 * whatever is reached by an offset is counted (see {@link Bytes#look}), as nothing forbids two
 * structures to point to the same bytes.
 *
 * <p>A container of version 041 holds several such headers in one file; offsets count from the
 * start of the file.
 */
public final class DexFile {
  private static final int MAGIC = 0x0a786564;
  private static final int HEADER_BYTES = 0x70;
  private static final int CLASS_DEF_BYTES = 32;
  private static final int MAX_CLASS_NAME = 300;

  /** Names of classes and members are cut there; compilers know shorter ones only. */
  private static final int MAX_NAME = 1_000;

  private static final byte NO = 1;
  private static final byte YES = 2;

  /**
   * A class with the methods that have code.
   *
   * @param hasNative whether it has methods whose code is in a native library
   */
  public record ClassDef(
      String name, String superName, List<DexMethod> methods, boolean hasNative) {}

  private final Bytes bytes;
  private final long header;
  private final ClassNames names;
  private final int stringCount;
  private final int typeCount;
  private final int fieldCount;
  private final int methodCount;
  private final @Nullable String[] strings;
  private final @Nullable String[] classNames;
  private final byte[] chinese;
  private final int methodIds;
  private final int fieldIds;

  private DexFile(Bytes bytes, long header, ClassNames names) throws BrokenDataException {
    this.bytes = bytes;
    this.header = header;
    this.names = names;
    bytes.require(header, HEADER_BYTES, "DEX header");
    this.stringCount = count(56, 4);
    this.typeCount = count(64, 4);
    this.fieldCount = count(80, 8);
    this.methodCount = count(88, 8);
    bytes.look(4L * stringCount + 4L * typeCount + 8L * fieldCount + 8L * methodCount);
    bytes.look((long) CLASS_DEF_BYTES * classCount());
    this.chinese = new byte[stringCount];
    this.strings = new String[stringCount];
    this.classNames = new String[typeCount];
    this.fieldIds = fieldCount == 0 ? 0 : (int) table(80);
    this.methodIds = methodCount == 0 ? 0 : (int) table(88);
  }

  /** Whether data begins with the magic of a DEX file. */
  public static boolean isDex(byte[] data) {
    return data.length >= HEADER_BYTES
        && data[0] == 'd'
        && data[1] == 'e'
        && data[2] == 'x'
        && data[3] == '\n';
  }

  /** The DEX files in the data: one, or those of a container. */
  public static List<DexFile> read(byte[] data, Limits limits, ClassNames names)
      throws BrokenDataException {
    Bytes bytes = new Bytes(data, limits);
    List<DexFile> files = new ArrayList<>();
    long at = 0;
    while (bytes.has(at, HEADER_BYTES) && bytes.i32(at) == MAGIC) {
      files.add(new DexFile(bytes, at, names));
      long size = bytes.u32(at + 32);
      if (size < HEADER_BYTES) {
        break;
      }
      at += size;
    }
    if (files.isEmpty()) {
      throw new BrokenDataException(0, "no DEX header");
    }
    return files;
  }

  /** A table's size, checked to lie inside the data. */
  private int count(int field, int width) throws BrokenDataException {
    long count = bytes.u32(header + field);
    if (count > 0) {
      bytes.require(bytes.u32(header + field + 4), count * width, "table at header +" + field);
    }
    return (int) count;
  }

  private long table(int field) throws BrokenDataException {
    return bytes.u32(header + field + 4);
  }

  int stringCount() {
    return stringCount;
  }

  public int typeCount() {
    return typeCount;
  }

  int fieldCount() {
    return fieldCount;
  }

  public int methodCount() {
    return methodCount;
  }

  public Bytes bytes() {
    return bytes;
  }

  /** Byte offset of a string's data. */
  public long stringOffset(int index) throws BrokenDataException {
    return bytes.u32(table(56) + 4L * index);
  }

  /** The string of that index; empty where there is none or its bytes leave the data. */
  public String string(int index) {
    if (index < 0 || index >= stringCount) {
      return "";
    }
    String known = strings[index];
    if (known == null) {
      try {
        known = decode(stringOffset(index));
      } catch (BrokenDataException e) {
        known = "";
      }
      strings[index] = known;
    }
    return known;
  }

  /** Whether a string holds a Chinese character, worked out once. */
  public boolean isChinese(int index) {
    if (index < 0 || index >= stringCount) {
      return false;
    }
    if (chinese[index] == 0) {
      chinese[index] = UiText.isChinese(string(index)) ? YES : NO;
    }
    return chinese[index] == YES;
  }

  /**
   * Whether a string may hold an address, told by its bytes without decoding it: {@code ://}, a
   * digit at the beginning, or anything that is not ASCII.
   */
  public boolean mayHoldAddress(int index) throws BrokenDataException {
    byte[] data = bytes.array();
    Uleb length = new Uleb(bytes, stringOffset(index));
    length.next();
    int from = (int) length.at();
    bytes.require(from, 0, "string");
    int at = from;
    try {
      for (; at < data.length && data[at] != 0; at++) {
        if (data[at] < 0
            || (data[at] == ':'
                && at + 2 < data.length
                && data[at + 1] == '/'
                && data[at + 2] == '/')) {
          return true;
        }
      }
    } finally {
      bytes.spend(at - from);
    }
    bytes.look(0);
    return from < data.length && data[from] >= '0' && data[from] <= '9';
  }

  /**
   * Whether a string may name a class, or be the beginning of such names: letters and digits with
   * at least one dot or slash, told without decoding it.
   */
  boolean mayNameClass(int index) throws BrokenDataException {
    byte[] data = bytes.array();
    long offset = stringOffset(index);
    bytes.require(offset, 1, "string");
    int from = (int) offset;
    bytes.look(MAX_CLASS_NAME / 10);
    for (int i = 0; i < 5 && from < data.length && data[from++] < 0; i++) {} // its length
    boolean parts = false;
    int at = from;
    for (; at < data.length && data[at] != 0 && at - from < MAX_CLASS_NAME; at++) {
      byte c = data[at];
      if (c == '.' || c == '/') {
        parts = at > from;
      } else if (c >= 0 && c != ';' && !Character.isJavaIdentifierPart(c)) {
        return false;
      }
    }
    return parts && at < data.length && data[at] == 0;
  }

  private String decode(long offset) throws BrokenDataException {
    Uleb length = new Uleb(bytes, offset);
    long units = Integer.toUnsignedLong(length.next());
    if (units > bytes.size()) {
      throw new BrokenDataException(offset, "string longer than the file");
    }
    String text = ModifiedUtf8.decode(bytes, length.at(), (int) units);
    bytes.look(text.length());
    return text;
  }

  private static String name(String text) {
    return text.length() <= MAX_NAME ? text : text.substring(0, MAX_NAME);
  }

  /** Descriptor of a type, as written. */
  String descriptor(int type) throws BrokenDataException {
    return type < 0 || type >= typeCount ? "" : string(bytes.i32(table(64) + 4L * type));
  }

  /**
   * Dotted name of a class type: {@code a.b.C$D}; arrays and primitives as written. As it was
   * called before it was shortened.
   */
  public String className(int type) throws BrokenDataException {
    if (type < 0 || type >= typeCount) {
      return "";
    }
    String known = classNames[type];
    if (known == null) {
      String descriptor = descriptor(type);
      bytes.look(descriptor.length());
      known =
          descriptor.length() > 2 && descriptor.charAt(0) == 'L'
              ? named(descriptor.substring(1, descriptor.length() - 1).replace('/', '.'))
              : descriptor;
      known = name(known);
      classNames[type] = known;
    }
    return known;
  }

  /** What a class was called before its name was shortened. */
  String named(String className) {
    return names.of(className);
  }

  /** The type of that descriptor, by halving (the table is sorted); -1 where there is none. */
  int type(String descriptor) throws BrokenDataException {
    int low = 0;
    int high = typeCount - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = descriptor(middle).compareTo(descriptor);
      if (order == 0) {
        return middle;
      }
      low = order < 0 ? middle + 1 : low;
      high = order < 0 ? high : middle - 1;
    }
    return -1;
  }

  /** Type that a method reference names; -1 where there is none. */
  int methodType(int method) {
    return method >= methodCount ? -1 : bytes.unit(methodIds + 8 * method);
  }

  /** Type that a field reference names; -1 where there is none. */
  int fieldType(int field) {
    return field >= fieldCount ? -1 : bytes.unit(fieldIds + 8 * field);
  }

  /** Class that a method reference names. */
  public String methodClass(int method) throws BrokenDataException {
    return method >= methodCount ? "" : className(bytes.u16(table(88) + 8L * method));
  }

  /** Name of a method reference. */
  public String methodName(int method) throws BrokenDataException {
    return method >= methodCount ? "" : name(string(bytes.i32(table(88) + 8L * method + 4)));
  }

  /** Class that a field reference names. */
  String fieldClass(int field) throws BrokenDataException {
    return field >= fieldCount ? "" : className(bytes.u16(table(80) + 8L * field));
  }

  /** Name of a field reference. */
  String fieldName(int field) throws BrokenDataException {
    return field >= fieldCount ? "" : name(string(bytes.i32(table(80) + 8L * field + 4)));
  }

  public int classCount() throws BrokenDataException {
    return count(96, CLASS_DEF_BYTES);
  }

  /** Index of the type that a class definition defines. */
  public int definedType(int index) throws BrokenDataException {
    return bytes.i32(table(96) + (long) CLASS_DEF_BYTES * index);
  }

  /** A class definition; methods whose code leaves the data are left out. */
  public ClassDef classDef(int index) throws BrokenDataException {
    long at = table(96) + (long) CLASS_DEF_BYTES * index;
    String name = className(bytes.i32(at));
    String superName = className(bytes.i32(at + 8));
    long data = bytes.u32(at + 24);
    List<DexMethod> methods = new ArrayList<>();
    boolean hasNative =
        data != 0 && new ClassData(bytes, fieldCount, methodCount).methods(data, methods);
    return new ClassDef(name, superName, methods, hasNative);
  }

  /** Types that a class extends and implements. */
  int[] parents(int index) throws BrokenDataException {
    long at = table(96) + (long) CLASS_DEF_BYTES * index;
    long list = bytes.u32(at + 12);
    int count = list == 0 ? 0 : bytes.i32(list);
    bytes.require(list, list == 0 ? 0 : 4 + 2 * Integer.toUnsignedLong(count), "interfaces");
    bytes.look(2L * count);
    int[] parents = new int[count + 1];
    parents[0] = bytes.i32(at + 8);
    for (int i = 0; i < count; i++) {
      parents[i + 1] = bytes.u16(list + 4 + 2L * i);
    }
    return parents;
  }

  /** Where the first values of a class's static fields begin; 0 where there are none. */
  long staticValues(int index) throws BrokenDataException {
    return bytes.u32(table(96) + (long) CLASS_DEF_BYTES * index + 28);
  }
}
