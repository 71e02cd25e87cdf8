package cn.beian.inspect.harmony.abc;

import cn.beian.facts.FactSink;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.ModifiedUtf8;
import cn.beian.inspect.binary.Uleb;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.shared.WorkSink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Adler32;

/**
 * A file of Ark bytecode, little-endian (OpenHarmony documentation, "Ark Bytecode File Format" of
 * 11.0.2.0 and 12.0.6.0; open source of abcde; checked on files of all versions that are named as
 * known):
 *
 * <pre>
 * header   +0 "PANDA" and three NUL, +8 u32 Adler-32 of all from +12 on, +12 version of four bytes,
 *          +16 u32 size, +20 u32 offset and +24 u32 size of the region of foreign items, +28 u32
 *          number of classes, +32 u32 offset of their offsets, +36 line number programs, +44
 *          literal arrays or 0xffffffff, +52 u32 number and +56 u32 offset of the index headers
 * index    +0 u32 begin, +4 u32 end of its region, +8 u32 number and +12 u32 offset of class
 * header   indexes, +16 u32 number and +20 u32 offset of the indexes of methods, strings and literal
 *          arrays; 40 bytes, the rest is of no use since 12.0.1.0
 * class    string name, u32, uleb flags, uleb fields, uleb methods, tagged values, fields, methods
 * field    u16 class, u16 type, u32 offset of the name, uleb flags, tagged values
 * method   u16 class, u16 prototype, u32 offset of the name, uleb index data, tagged values
 * values   u8 tag until 0; of a class 1: uleb n, n x u16; 2: u8; of a field 1: sleb; of a method 2:
 *          u8; all other tags: u32 (1 of a method: offset of its code)
 * code     uleb registers, uleb arguments, uleb bytes of code, uleb tries, code
 * string   uleb UTF-16 length x 2 + (1 where ASCII), modified UTF-8, NUL
 * </pre>
 */
public final class AbcFile {
  private static final byte[] MAGIC = {'P', 'A', 'N', 'D', 'A', 0, 0, 0};
  private static final int CHECKSUM = 8;
  private static final int VERSION = 12;
  private static final int FOREIGN = 20;
  private static final int FOREIGN_BYTES = 24;
  private static final int CLASSES = 28;
  private static final int CLASS_OFFSETS = 32;
  private static final int REGIONS = 52;
  private static final int REGION_OFFSET = 56;
  private static final int HEADER_BYTES = 60;
  private static final int REGION_BYTES = 40;
  private static final int SAMPLE = 1 << 16;
  private static final int MIN_SAMPLE = 1 << 11;
  private static final double EVEN = 7.6;
  private static final int ANNOTATION = 0x2000;
  private static final int MEMBER_BYTES = 8;

  private static final int TAG_END = 0;
  private static final int TAG_INTERFACES = 1;
  private static final int TAG_INTEGER = 1;
  private static final int TAG_CODE = 1;
  private static final int TAG_LANGUAGE = 2;

  private record Region(int begin, int end, int count, int offset) {}

  private final Bytes bytes;
  private final AbcVersion version;
  private final List<Region> regions = new ArrayList<>();
  private final Map<Integer, String> strings = new HashMap<>();

  private AbcFile(Bytes bytes) {
    this.bytes = bytes;
    byte[] data = bytes.array();
    this.version =
        new AbcVersion(
            data[VERSION] & 0xff,
            data[VERSION + 1] & 0xff,
            data[VERSION + 2] & 0xff,
            data[VERSION + 3] & 0xff);
  }

  /** Whether data begins like such a file. */
  public static boolean begins(byte[] data) {
    if (data.length < HEADER_BYTES) {
      return false;
    }
    for (int i = 0; i < MAGIC.length; i++) {
      if (data[i] != MAGIC[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether what follows the header is encrypted: the store does that to an app whose maker asks
   * for it (HarmonyOS documentation, "Application code encryption": AES, all of an .abc but its
   * header), and others may. Bytes of such code are spread evenly, with close to eight bits of
   * entropy each in a sample; those of bytecode have 6.3 at most in 78 files of real packages.
   */
  public static boolean isEncrypted(byte[] data) {
    int size = Math.min(data.length, HEADER_BYTES + SAMPLE) - HEADER_BYTES;
    if (size < MIN_SAMPLE) {
      return false;
    }
    int[] counts = new int[256];
    for (int i = 0; i < size; i++) {
      counts[data[HEADER_BYTES + i] & 0xff]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        double share = (double) count / size;
        entropy -= share * Math.log(share) / Math.log(2);
      }
    }
    return entropy > EVEN;
  }

  /**
   * Opens a file that {@link #begins} like one.
   *
   * @throws BrokenDataException if the index headers lie outside; not for an unknown version
   */
  public static AbcFile open(byte[] data, Limits limits) throws BrokenDataException {
    AbcFile file = new AbcFile(new Bytes(data, limits));
    if (file.version.isKnown()) {
      file.readRegions();
    }
    return file;
  }

  private void readRegions() throws BrokenDataException {
    long count = bytes.u32(REGIONS);
    long offset = bytes.u32(REGION_OFFSET);
    bytes.require(offset, count * REGION_BYTES, "index headers");
    bytes.look(count * REGION_BYTES);
    for (int i = 0; i < count; i++) {
      long at = offset + (long) REGION_BYTES * i;
      int indexes = bytes.i32(at + 16);
      int indexOffset = bytes.i32(at + 20);
      bytes.require(
          Integer.toUnsignedLong(indexOffset), 4 * Integer.toUnsignedLong(indexes), "indexes");
      regions.add(new Region(bytes.i32(at), bytes.i32(at + 4), indexes, indexOffset));
    }
  }

  public AbcVersion version() {
    return version;
  }

  /** Whether the checksum is that of the content. */
  public boolean isIntact() {
    Adler32 sum = new Adler32();
    sum.update(bytes.array(), VERSION, bytes.size() - VERSION);
    return (int) sum.getValue() == Bytes.word(bytes.array(), CHECKSUM);
  }

  Bytes bytes() {
    return bytes;
  }

  /** Counts what is told as work on this file. */
  public FactSink counting(FactSink facts) {
    return new WorkSink(facts, bytes);
  }

  /**
   * Ends the work where there was too much.
   *
   * @throws BrokenDataException if all there is has been looked at too often
   */
  public void checkWork() throws BrokenDataException {
    bytes.look(0);
  }

  /** Number of classes that the header states. */
  public long classCount() {
    return Integer.toUnsignedLong(Bytes.word(bytes.array(), CLASSES));
  }

  /** A string; its bytes are counted the first time only. */
  String string(int offset) throws BrokenDataException {
    String known = strings.get(offset);
    if (known != null) {
      return known;
    }
    Uleb length = new Uleb(bytes, Integer.toUnsignedLong(offset));
    int units = length.next() >>> 1;
    bytes.look(Math.min(3L * units, bytes.size()) + 1);
    String text = ModifiedUtf8.decode(bytes, length.at(), units);
    strings.put(offset, text);
    return text;
  }

  /** What an index in the code of a method at that offset stands for: an offset. */
  int indexed(int method, int index) throws BrokenDataException {
    for (Region region : regions) {
      if (Integer.compareUnsigned(method, region.begin) >= 0
          && Integer.compareUnsigned(method, region.end) < 0) {
        if (Integer.compareUnsigned(index, region.count) < 0) {
          return bytes.i32(Integer.toUnsignedLong(region.offset) + 4L * index);
        }
        break;
      }
    }
    throw new BrokenDataException(Integer.toUnsignedLong(method), "no index " + index);
  }

  /**
   * The offset of each class; those of other files are left out.
   *
   * @throws BrokenDataException if the table of classes lies outside
   */
  public List<Integer> moduleOffsets() throws BrokenDataException {
    long table = bytes.u32(CLASS_OFFSETS);
    bytes.require(table, 4 * classCount(), "classes");
    bytes.look(4 * classCount());
    List<Integer> found = new ArrayList<>();
    long foreign = bytes.u32(FOREIGN);
    long foreignEnd = foreign + bytes.u32(FOREIGN_BYTES);
    for (int i = 0; i < classCount(); i++) {
      long offset = bytes.u32(table + 4L * i);
      if (offset < foreign || offset >= foreignEnd) {
        found.add((int) offset);
      }
    }
    return found;
  }

  /** The module of a class at that offset; without methods where it is an annotation. */
  public AbcModule module(int offset) throws BrokenDataException {
    Uleb at = new Uleb(bytes, Integer.toUnsignedLong(offset));
    int units = at.next() >>> 1;
    String name = ModifiedUtf8.decode(bytes, at.at(), units);
    bytes.look(name.length());
    long end = at.at();
    while (bytes.u8(end) != 0) {
      end++;
    }
    Uleb counts = new Uleb(bytes, end + 1 + 4);
    int flags = counts.next();
    int fields = counts.next();
    int methods = counts.next();
    Members members = new Members(counts.at());
    members.skipValues();
    for (int i = 0; i < fields; i++) {
      members.field();
    }
    for (int i = 0; i < methods; i++) {
      members.method();
    }
    boolean plain = (flags & ANNOTATION) == 0;
    return new AbcModule(
        FunctionNames.record(name),
        members.packageName,
        plain ? members.named() : List.of(),
        plain && members.moduleRecord > 0
            ? ModuleRecord.read(this, members.moduleRecord)
            : ModuleRecord.EMPTY);
  }

  /** Fields and methods of a class, read one after another. */
  private final class Members {
    private static final String PACKAGE = "pkgName@";
    private final List<int[]> found = new ArrayList<>(); // offset, name, code
    private long at;
    private String packageName = "";
    private int moduleRecord;
    private int scopeNames;

    Members(long at) {
      this.at = at;
    }

    /** Skips the values of the class. */
    void skipValues() throws BrokenDataException {
      for (int tag = bytes.u8(at++); tag != TAG_END; tag = bytes.u8(at++)) {
        bytes.look(1);
        if (tag == TAG_INTERFACES) {
          Uleb count = new Uleb(bytes, at);
          long skipped = 2L * Integer.toUnsignedLong(count.next());
          bytes.require(count.at(), skipped, "interfaces");
          at = count.at() + skipped;
        } else if (tag == TAG_LANGUAGE) {
          at++;
        } else {
          at += 4;
        }
      }
    }

    void field() throws BrokenDataException {
      String name = string(bytes.i32(at + 4));
      bytes.look(MEMBER_BYTES);
      Uleb flags = new Uleb(bytes, at + MEMBER_BYTES);
      flags.next();
      at = flags.at();
      int value = 0;
      for (int tag = bytes.u8(at++); tag != TAG_END; tag = bytes.u8(at++)) {
        bytes.look(1);
        if (tag == TAG_INTEGER) {
          Uleb number = new Uleb(bytes, at);
          value = number.next();
          at = number.at();
        } else {
          value = bytes.i32(at);
          at += 4;
        }
      }
      if (name.startsWith(PACKAGE)) {
        packageName = name.substring(PACKAGE.length());
      } else if (name.equals("moduleRecordIdx")) {
        moduleRecord = value;
      } else if (name.equals("scopeNames")) {
        scopeNames = value;
      }
    }

    void method() throws BrokenDataException {
      int[] method = {(int) at, bytes.i32(at + 4), 0};
      bytes.look(MEMBER_BYTES);
      Uleb index = new Uleb(bytes, at + MEMBER_BYTES);
      index.next();
      at = index.at();
      for (int tag = bytes.u8(at++); tag != TAG_END; tag = bytes.u8(at++)) {
        bytes.look(1);
        if (tag == TAG_LANGUAGE) {
          at++;
        } else {
          if (tag == TAG_CODE) {
            method[2] = bytes.i32(at);
          }
          at += 4;
        }
      }
      found.add(method);
    }

    List<AbcMethod> named() throws BrokenDataException {
      List<String> scopes = new ArrayList<>();
      if (scopeNames > 0) {
        for (AbcLiteral literal : LiteralArray.read(AbcFile.this, scopeNames)) {
          scopes.add(literal instanceof AbcLiteral.Text text ? text.text() : "");
        }
      }
      FunctionNames names = new FunctionNames(scopes);
      List<AbcMethod> methods = new ArrayList<>();
      for (int[] method : found) {
        methods.add(names.method(method[0], string(method[1]), method[2]));
      }
      return methods;
    }
  }
}
