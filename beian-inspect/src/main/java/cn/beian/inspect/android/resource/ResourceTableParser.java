package cn.beian.inspect.android.resource;

import cn.beian.inspect.android.resource.ResourceTable.Configured;
import cn.beian.inspect.android.resource.ResourceTable.Resource;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code resources.arsc} ({@code ResTable_header} in AOSP's {@code ResourceTypes.h}), little-endian
 * chunks {@code u16 type, u16 headerSize, u32 size}:
 *
 * <pre>
 * 0x0002 table      +8 u32 packageCount; contains a string pool and packages
 * 0x0200 package    +8 u32 id, +12 char16 name[128], +268 u32 typeStrings, +276 u32 keyStrings
 * 0x0201 type       +8 u8 id, +9 u8 flags (1 sparse, 2 offset16), +12 u32 entryCount,
 *                   +16 u32 entriesStart, +20 config: +0 u32 size, +8 u8 language[2], +10 u8 region[2],
 *                   +36 u8 script[4]
 *                   headerSize: u32 offsets (0xffffffff: none); sparse: {u16 index, u16 offset/4};
 *                   offset16: u16 offset/4 (0xffff: none)
 * entry             +0 u16 size, +2 u16 flags (1 complex, 8 compact), +4 u32 key; then a Res_value
 * complex entry     +8 u32 parent, +12 u32 count, at size: {u32 name, Res_value}
 * compact entry     +0 u16 key, +2 u16 flags with the data type in the high byte, +4 u32 data
 * </pre>
 *
 * <p>Chunks of other types are skipped by their size; what leaves the data is left out and counted.
 */
final class ResourceTableParser {
  private static final int PACKAGE = 0x0200;
  private static final int TYPE = 0x0201;
  private static final int CHUNK_HEADER = 8;
  private static final int SPARSE = 1;
  private static final int OFFSET16 = 2;
  private static final int COMPLEX = 1;
  private static final int COMPACT = 8;
  private static final int NONE16 = 0xffff;
  private static final long NONE32 = 0xffffffffL;

  /** Values of one resource; languages, sizes and densities of real apps make some hundreds. */
  private static final int MAX_CONFIGURATIONS = 5_000;

  private final Bytes bytes;
  private final Limits limits;
  private final Map<Integer, Resource> resources = new TreeMap<>(Integer::compareUnsigned);
  private StringPool global = StringPool.EMPTY;
  private int entries;
  private int broken;

  private ResourceTableParser(Bytes bytes, Limits limits) {
    this.bytes = bytes;
    this.limits = limits;
  }

  /** Reads a table as far as it can be read. */
  static ResourceTable read(byte[] data, Limits limits) throws BrokenDataException {
    return new ResourceTableParser(new Bytes(data, limits), limits).table();
  }

  private ResourceTable table() throws BrokenDataException {
    long at = bytes.u16(2);
    boolean pooled = false;
    while (bytes.has(at, CHUNK_HEADER)) {
      int type = bytes.u16(at);
      long size = bytes.u32(at + 4);
      if (size < CHUNK_HEADER) {
        break;
      }
      if (type == StringPool.TYPE && !pooled) {
        global = StringPool.read(bytes, at);
        pooled = true;
      } else if (type == PACKAGE) {
        resourcePackage(at, Math.min(at + size, bytes.size()));
      }
      at += size;
    }
    return new ResourceTable(resources, entries, broken);
  }

  private void resourcePackage(long start, long end) throws BrokenDataException {
    int id = bytes.i32(start + 8);
    StringPool types = pool(start + bytes.u32(start + 268), end);
    StringPool keys = pool(start + bytes.u32(start + 276), end);
    long at = start + bytes.u16(start + 2);
    while (at + CHUNK_HEADER <= end) {
      int type = bytes.u16(at);
      long size = bytes.u32(at + 4);
      if (size < CHUNK_HEADER) {
        return;
      }
      if (type == TYPE) {
        try {
          type(at, id, types, keys);
        } catch (BrokenDataException e) {
          broken++;
        }
      }
      at += size;
    }
  }

  private StringPool pool(long at, long end) throws BrokenDataException {
    return at + 28 <= end && bytes.u16(at) == StringPool.TYPE
        ? StringPool.read(bytes, at)
        : StringPool.EMPTY;
  }

  private void type(long at, int packageId, StringPool types, StringPool keys)
      throws BrokenDataException {
    int typeId = bytes.u8(at + 8);
    int flags = bytes.u8(at + 9);
    long count = bytes.u32(at + 12);
    long start = at + bytes.u32(at + 16);
    long offsets = at + bytes.u16(at + 2);
    String locale = locale(at + 20);
    String typeName = types.text(typeId - 1);
    int idBase = packageId << 24 | typeId << 16;
    int width = (flags & SPARSE) == 0 && (flags & OFFSET16) != 0 ? 2 : 4;
    for (long i = 0; i < count; i++) {
      if (!bytes.has(offsets + width * i, width)) {
        broken++;
        return;
      }
      bytes.look(width);
      long index = i;
      long offset;
      if ((flags & SPARSE) != 0) {
        index = bytes.u16(offsets + 4 * i);
        offset = 4L * bytes.u16(offsets + 4 * i + 2);
      } else if (width == 2) {
        int short4 = bytes.u16(offsets + 2 * i);
        offset = short4 == NONE16 ? NONE32 : 4L * short4;
      } else {
        offset = bytes.u32(offsets + 4 * i);
      }
      if (offset != NONE32) {
        entry(start + offset, idBase | (int) index, typeName, locale, keys);
      }
    }
  }

  private void entry(long at, int id, String typeName, String locale, StringPool keys)
      throws BrokenDataException {
    if (++entries > limits.nodes()) {
      throw new BrokenDataException(at, "more than " + limits.nodes() + " entries");
    }
    try {
      int size = bytes.u16(at);
      int flags = bytes.u16(at + 2);
      if ((flags & COMPACT) != 0) {
        add(id, typeName, keys.text(size), locale, value(flags >> 8, at + 4), List.of());
      } else {
        String name = keys.text(bytes.i32(at + 4));
        if ((flags & COMPLEX) == 0) {
          Value value = value(bytes.u8(at + size + 3), at + size + 4);
          add(id, typeName, name, locale, value, List.of());
        } else {
          add(id, typeName, name, locale, new Value(Value.NULL, 0, ""), items(at, size));
        }
      }
    } catch (BrokenDataException e) {
      broken++;
    }
  }

  private List<Value> items(long at, int size) throws BrokenDataException {
    long count = bytes.u32(at + 12);
    List<Value> items = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      long item = at + size + 12 * i;
      if (!bytes.has(item, 12) || ++entries > limits.nodes()) {
        throw new BrokenDataException(item, "item past the end");
      }
      bytes.look(12);
      items.add(value(bytes.u8(item + 7), item + 8));
    }
    return items;
  }

  private Value value(int type, long dataAt) throws BrokenDataException {
    int data = bytes.i32(dataAt);
    String text = type == Value.STRING ? global.text(data) : "";
    bytes.look(8L + text.length());
    return new Value(type, data, text);
  }

  private void add(int id, String type, String name, String locale, Value value, List<Value> items)
      throws BrokenDataException {
    Resource resource = resources.get(id);
    if (resource == null) {
      bytes.look((long) type.length() + name.length());
      resource = new Resource(id, type, name, new ArrayList<>(1));
      resources.put(id, resource);
    }
    if (resource.values().size() >= MAX_CONFIGURATIONS) {
      throw new BrokenDataException(0, "more than " + MAX_CONFIGURATIONS + " configurations");
    }
    resource.values().add(new Configured(locale, value, items));
  }

  private String locale(long config) throws BrokenDataException {
    long size = bytes.u32(config);
    if (size < 12 || bytes.i32(config + 8) == 0) {
      return "";
    }
    String language = letters(config + 8, 'a');
    String region = letters(config + 10, '0');
    String script = "";
    if (size >= 40 && bytes.u8(config + 36) != 0) {
      byte[] four = new byte[4];
      System.arraycopy(bytes.array(), (int) config + 36, four, 0, 4);
      script = new String(four, StandardCharsets.ISO_8859_1).replace("\0", "");
    }
    return language
        + (script.isEmpty() ? "" : "-" + script)
        + (region.isEmpty() ? "" : "-" + region);
  }

  /** Two letters, or three of five bits each where the first byte has its high bit set. */
  private String letters(long at, char base) throws BrokenDataException {
    int first = bytes.u8(at);
    int second = bytes.u8(at + 1);
    if (first == 0) {
      return "";
    }
    if ((first & 0x80) == 0) {
      return "" + (char) first + (char) second;
    }
    return ""
        + (char) (base + (second & 0x1f))
        + (char) (base + ((second & 0xe0) >> 5 | (first & 0x03) << 3))
        + (char) (base + ((first & 0x7c) >> 2));
  }
}
