package cn.beian.inspect.android.resource;

import cn.beian.inspect.android.binary.BrokenDataException;
import cn.beian.inspect.android.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

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
public final class ResourceTable {
  /** A table without resources. */
  public static final ResourceTable EMPTY = new ResourceTable(Map.of(), 0, 0);

  private static final int MAX_REFERENCES = 20;
  private static final int MAX_VALUES = 2_000;

  /** Values of one resource; languages, sizes and densities of real apps make some hundreds. */
  private static final int MAX_CONFIGURATIONS = 5_000;

  /**
   * A value in one configuration.
   *
   * @param locale BCP 47 tag; empty for the default
   * @param items values of an array, plural or style; empty for a simple value
   */
  public record Configured(String locale, Value value, List<Value> items) {}

  /** A resource: {@code @type/name} with its values in file order. */
  public record Resource(int id, String type, String name, List<Configured> values) {
    /** Path of the file that a simple value names; empty where it names none. */
    List<String> files() {
      return values.stream()
          .filter(v -> v.value.type() == Value.STRING && v.value.string().startsWith("res/"))
          .map(v -> v.value.string())
          .toList();
    }
  }

  private final Map<Integer, Resource> byId;
  private final Map<String, Integer> byName = new HashMap<>();
  private final Map<Integer, Value> usual = new ConcurrentHashMap<>();
  private final Map<Integer, Map<String, String>> known = new ConcurrentHashMap<>();
  private final int entries;
  private final int broken;

  public ResourceTable(Map<Integer, Resource> byId, int entries, int broken) {
    this.byId = byId;
    this.entries = entries;
    this.broken = broken;
    byId.forEach((id, resource) -> byName.putIfAbsent(resource.type + "/" + resource.name, id));
  }

  /** Reads a table as far as it can be read. */
  static ResourceTable read(byte[] data, Limits limits) throws BrokenDataException {
    TableParser parser = new TableParser(new Bytes(data, limits), limits);
    parser.table();
    return new ResourceTable(parser.resources, parser.entries, parser.broken);
  }

  /** Several tables as one, the values of each resource in the order of the tables. */
  public static ResourceTable merged(List<ResourceTable> tables) {
    if (tables.size() == 1) {
      return tables.get(0);
    }
    Map<Integer, Resource> all = new TreeMap<>(Integer::compareUnsigned);
    int entries = 0;
    int broken = 0;
    for (ResourceTable table : tables) {
      entries += table.entries;
      broken += table.broken;
      table.byId.forEach(
          (id, resource) ->
              all.merge(
                  id,
                  resource,
                  (some, more) -> {
                    some.values.addAll(more.values);
                    return some;
                  }));
    }
    return new ResourceTable(all, entries, broken);
  }

  /** All resources in the order of their ids. */
  public Collection<Resource> all() {
    return Collections.unmodifiableCollection(byId.values());
  }

  /** Entries that were read. */
  public int entries() {
    return entries;
  }

  /** Entries that left the data. */
  public int broken() {
    return broken;
  }

  public Optional<Resource> get(int id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The resource {@code type/name}. */
  Optional<Resource> named(String type, String name) {
    return Optional.ofNullable(byName.get(type + "/" + name)).map(byId::get);
  }

  /**
   * Texts by locale that a value stands for, references followed; the default has the empty tag. Of
   * at most {@value #MAX_VALUES} values, so that no text costs more however often it is used.
   */
  public Map<String, String> texts(Value value) {
    return value.isReference()
        ? known.computeIfAbsent(value.data(), id -> new Texts().of(value))
        : new Texts().of(value);
  }

  /** One search for texts. */
  private final class Texts {
    private final Map<String, String> found = new TreeMap<>();
    private final Set<Integer> followed = new HashSet<>();
    private int values;

    Map<String, String> of(Value value) {
      collect(value, "");
      return Collections.unmodifiableMap(found);
    }

    private void collect(Value value, String locale) {
      if (value.type() == Value.STRING) {
        found.putIfAbsent(locale, value.string());
      } else if (value.isReference()
          && followed.size() < MAX_REFERENCES
          && followed.add(value.data())) {
        Resource resource = byId.get(value.data());
        for (Configured each : resource == null ? List.<Configured>of() : resource.values) {
          if (++values > MAX_VALUES) {
            return;
          }
          collect(each.value, each.locale.isEmpty() ? locale : each.locale);
        }
      }
    }
  }

  /** The text of the default configuration, or of the first one; empty where it is no text. */
  public String text(Value value) {
    Map<String, String> texts = texts(value);
    String text = texts.get("");
    return text != null ? text : texts.values().stream().findFirst().orElse("");
  }

  /** The value of an attribute as text, references followed. */
  public Optional<String> text(XmlElement element, Attr attr) {
    return element.android(attr).map(this::text);
  }

  private String text(XmlElement.Attribute attribute) {
    Value value = resolved(attribute.value());
    if (value.type() == Value.STRING) {
      return value.string();
    }
    if (value.type() == Value.BOOLEAN) {
      return Boolean.toString(value.data() != 0);
    }
    if (value.type() == Value.INTEGER_HEX) {
      return Integer.toUnsignedString(value.data());
    }
    return value.isInteger() ? Integer.toString(value.data()) : attribute.raw();
  }

  /** A value with references followed to the first simple value of the default configuration. */
  public Value resolved(Value value) {
    Value now = value;
    for (int i = 0; i < MAX_REFERENCES && now.isReference(); i++) {
      Resource resource = byId.get(now.data());
      if (resource == null || resource.values.isEmpty()) {
        return now;
      }
      now = usual.computeIfAbsent(resource.id, id -> usual(resource));
    }
    return now;
  }

  private static Value usual(Resource resource) {
    return resource.values.stream()
        .filter(v -> v.locale.isEmpty())
        .findFirst()
        .orElse(resource.values.get(0))
        .value;
  }

  /** Builds the resources of a table. */
  private static final class TableParser {
    private static final int PACKAGE = 0x0200;
    private static final int TYPE = 0x0201;
    private static final int CHUNK_HEADER = 8;
    private static final int SPARSE = 1;
    private static final int OFFSET16 = 2;
    private static final int COMPLEX = 1;
    private static final int COMPACT = 8;
    private static final int NONE16 = 0xffff;
    private static final long NONE32 = 0xffffffffL;

    private final Bytes bytes;
    private final Limits limits;
    private final Map<Integer, Resource> resources = new TreeMap<>(Integer::compareUnsigned);
    private StringPool global = StringPool.EMPTY;
    private int entries;
    private int broken;

    TableParser(Bytes bytes, Limits limits) {
      this.bytes = bytes;
      this.limits = limits;
    }

    void table() throws BrokenDataException {
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

    private void add(
        int id, String type, String name, String locale, Value value, List<Value> items)
        throws BrokenDataException {
      Resource resource = resources.get(id);
      if (resource == null) {
        bytes.look((long) type.length() + name.length());
        resource = new Resource(id, type, name, new ArrayList<>(1));
        resources.put(id, resource);
      }
      if (resource.values.size() >= MAX_CONFIGURATIONS) {
        throw new BrokenDataException(0, "more than " + MAX_CONFIGURATIONS + " configurations");
      }
      resource.values.add(new Configured(locale, value, items));
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
}
