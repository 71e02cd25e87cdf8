package cn.beian.inspect.harmony.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * resources.index of a HarmonyOS module, little-endian (resource tool of OpenHarmony, {@code
 * resource_table}; abcde; both layouts seen on packages):
 *
 * <pre>
 * header      +0 char[128] name and version of the tool, +128 u32 size, +132 u32 configurations;
 *             where the name does not begin with "Restool ": +136 u32 offset of the data
 * "Restool "  from +136 per configuration "KEYS", u32 offset of its set, u32 n, n x {u32 kind, u32
 *             value}; a set: "IDSS", u32 n, n x {u32 id, u32 offset of the record}; a record: u32
 *             size, u32 type, u32 id, u16 length and value, u16 length and name, both with NUL
 * others      from +140 per configuration "KEYS", u32 number, u32 n, n x {kind, value}; then "IDSS",
 *             u32 size, u32 types, u32 ids, per type {u32 type, u32 size, u32 n, n x {u32 id, u32
 *             offset of the record, u32 length and name}}; a record: u32 id, u32 size, u32 n, n x
 *             {u32 number of the configuration, u32 offset of the value}; a value: u16 length, text
 * kinds       0 language, 1 region, 5 script: their letters, the last in the low byte; others do not
 *             tell the locale
 * array       n x {u16 length, text, NUL}; of a plural each second item is a quantity
 * </pre>
 */
public final class ResourceIndexParser {
  private static final String FIRST_LAYOUT = "Restool ";
  private static final int COUNT = 132;
  private static final int KEYS_FIRST = 136;
  private static final int KEYS_SECOND = 140;
  private static final int KEYS = 0x5359454b;
  private static final int SET = 0x53534449;
  private static final int LANGUAGE = 0;
  private static final int REGION = 1;
  private static final int SCRIPT = 5;
  private static final int PAIR_BYTES = 8;
  private static final int RECORD_HEAD = 12;

  private final Bytes bytes;
  private final Map<Integer, Found> found = new LinkedHashMap<>();
  private int broken;

  /** A resource while its values are gathered. */
  private record Found(int id, int type, String name, List<Resource.Configured> values) {}

  private ResourceIndexParser(byte[] data, Limits limits) {
    this.bytes = new Bytes(data, limits);
  }

  /**
   * Parses a table; what a single resource contradicts is counted.
   *
   * @throws BrokenDataException if the table as a whole contradicts the layout
   */
  public static ResourceIndex parse(byte[] data, Limits limits) throws BrokenDataException {
    ResourceIndexParser parser = new ResourceIndexParser(data, limits);
    parser.bytes.require(0, KEYS_SECOND, "header");
    String tool = new String(data, 0, FIRST_LAYOUT.length(), StandardCharsets.ISO_8859_1);
    if (tool.equals(FIRST_LAYOUT)) {
      parser.first();
    } else {
      parser.second();
    }
    List<Resource> resources = new ArrayList<>();
    for (Found one : parser.found.values()) {
      resources.add(new Resource(one.id, one.type, one.name, List.copyOf(one.values)));
    }
    return new ResourceIndex(resources, parser.broken);
  }

  /** A configuration: its first number, and the locale that its keys tell. */
  private record Configuration(int number, String locale, long end) {}

  private Configuration configuration(long at) throws BrokenDataException {
    if (bytes.i32(at) != KEYS) {
      throw new BrokenDataException(at, "no KEYS");
    }
    long count = bytes.u32(at + 8);
    bytes.require(at + 12, count * PAIR_BYTES, "keys");
    bytes.look(12 + count * PAIR_BYTES);
    String language = "";
    String region = "";
    String script = "";
    for (long pair = at + 12; pair < at + 12 + count * PAIR_BYTES; pair += PAIR_BYTES) {
      String letters = letters(bytes.i32(pair + 4));
      switch (bytes.i32(pair)) {
        case LANGUAGE -> language = letters;
        case REGION -> region = letters;
        case SCRIPT -> script = letters;
        default -> {}
      }
    }
    StringBuilder locale = new StringBuilder(language);
    for (String part : List.of(script, region)) {
      if (!part.isEmpty() && !language.isEmpty()) {
        locale.append('-').append(part);
      }
    }
    return new Configuration(bytes.i32(at + 4), locale.toString(), at + 12 + count * PAIR_BYTES);
  }

  private static String letters(int value) {
    StringBuilder letters = new StringBuilder();
    for (int shift = 24; shift >= 0; shift -= 8) {
      char c = (char) (value >>> shift & 0xff);
      if (Character.isLetterOrDigit(c) && c < 0x80) {
        letters.append(c);
      }
    }
    return letters.toString();
  }

  // ---- Restool ---------------------------------------------------------------------------------

  private void first() throws BrokenDataException {
    long at = KEYS_FIRST;
    long count = bytes.u32(COUNT);
    for (long i = 0; i < count; i++) {
      Configuration configuration = configuration(at);
      at = configuration.end;
      set(Integer.toUnsignedLong(configuration.number), configuration.locale);
    }
  }

  private void set(long at, String locale) throws BrokenDataException {
    if (bytes.i32(at) != SET) {
      throw new BrokenDataException(at, "no IDSS");
    }
    long count = bytes.u32(at + 4);
    bytes.require(at + 8, count * PAIR_BYTES, "ids");
    bytes.look(8 + count * PAIR_BYTES);
    for (long pair = at + 8; pair < at + 8 + count * PAIR_BYTES; pair += PAIR_BYTES) {
      try {
        record(bytes.u32(pair + 4), locale);
      } catch (BrokenDataException e) {
        broken++;
        bytes.look(0); // ends it where it was the work
      }
    }
  }

  private void record(long at, String locale) throws BrokenDataException {
    int type = bytes.i32(at + 4);
    int id = bytes.i32(at + 8);
    long value = at + RECORD_HEAD;
    int valueBytes = bytes.u16(value);
    long name = value + 2 + valueBytes;
    int nameBytes = bytes.u16(name);
    bytes.require(name + 2, nameBytes, "name");
    bytes.look(RECORD_HEAD + 4L + valueBytes + nameBytes);
    add(id, type, text(name + 2, nameBytes), locale, value + 2, valueBytes);
  }

  // ---- RestoolV2 -------------------------------------------------------------------------------

  private void second() throws BrokenDataException {
    Map<Integer, String> locales = new HashMap<>();
    long at = KEYS_SECOND;
    long count = bytes.u32(COUNT);
    for (long i = 0; i < count; i++) {
      Configuration configuration = configuration(at);
      at = configuration.end;
      locales.put(configuration.number, configuration.locale);
    }
    if (bytes.i32(at) != SET) {
      throw new BrokenDataException(at, "no IDSS");
    }
    long types = bytes.u32(at + 8);
    at += 16;
    for (long i = 0; i < types; i++) {
      int type = bytes.i32(at);
      long ids = bytes.u32(at + 8);
      at += 12;
      bytes.look(12);
      for (long j = 0; j < ids; j++) {
        long nameBytes = bytes.u32(at + 8);
        bytes.require(at + 12, nameBytes, "name");
        bytes.look(12 + nameBytes);
        try {
          values(bytes.u32(at + 4), type, text(at + 12, (int) nameBytes), locales);
        } catch (BrokenDataException e) {
          broken++;
          bytes.look(0); // ends it where it was the work
        }
        at += 12 + nameBytes;
      }
    }
  }

  private void values(long at, int type, String name, Map<Integer, String> locales)
      throws BrokenDataException {
    int id = bytes.i32(at);
    long count = bytes.u32(at + 8);
    bytes.require(at + 12, count * PAIR_BYTES, "values");
    bytes.look(12 + count * PAIR_BYTES);
    for (long pair = at + 12; pair < at + 12 + count * PAIR_BYTES; pair += PAIR_BYTES) {
      long value = bytes.u32(pair + 4);
      int length = bytes.u16(value);
      bytes.require(value + 2, length, "value");
      bytes.look(2L + length);
      add(id, type, name, locales.getOrDefault(bytes.i32(pair), ""), value + 2, length);
    }
  }

  // ---- values ----------------------------------------------------------------------------------

  private void add(int id, int type, String name, String locale, long at, int length)
      throws BrokenDataException {
    List<String> texts =
        type == Resource.STRINGS || type == Resource.PLURAL
            ? items(at, length, type == Resource.PLURAL)
            : List.of(text(at, length));
    found
        .computeIfAbsent(id, i -> new Found(id, type, name, new ArrayList<>()))
        .values
        .add(new Resource.Configured(locale, texts));
  }

  private List<String> items(long from, int length, boolean plural) throws BrokenDataException {
    List<String> items = new ArrayList<>();
    long end = from + length;
    int number = 0;
    for (long at = from; at + 2 < end; number++) {
      int itemBytes = bytes.u16(at);
      if (at + 2 + itemBytes > end) {
        break;
      }
      if (!plural || number % 2 == 1) {
        items.add(text(at + 2, itemBytes));
      }
      at += 2L + itemBytes + 1;
    }
    return items;
  }

  /** A text, without the NUL that may end it. */
  private String text(long at, int length) throws BrokenDataException {
    bytes.require(at, length, "text");
    int end = length;
    while (end > 0 && bytes.array()[(int) at + end - 1] == 0) {
      end--;
    }
    return new String(bytes.array(), (int) at, end, StandardCharsets.UTF_8);
  }
}
