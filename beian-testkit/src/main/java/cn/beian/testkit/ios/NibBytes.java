package cn.beian.testkit.ios;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds compiled nibs. Objects are added before those that contain them, except for the root
 * object: it must come first, so {@link #NibBytes} reserves it and it receives its values at the
 * end.
 */
public final class NibBytes {
  /** A reference to another object. */
  public record Ref(int index) {}

  private static final int LAST = 0x80;

  private record NibObject(String className, List<Map.Entry<String, Object>> values) {}

  private final List<NibObject> objects = new ArrayList<>();
  private List<Ref> accessible = List.of();

  public NibBytes() {
    objects.add(new NibObject("NSObject", List.of()));
  }

  /** Adds an object whose values are numbers, flags, bytes, texts or other objects. */
  public Ref object(String className, Map<String, ?> values) {
    List<Map.Entry<String, Object>> own = new ArrayList<>();
    values.forEach(
        (key, value) ->
            own.add(Map.entry(key, value instanceof String text ? text(text) : (Object) value)));
    objects.add(new NibObject(className, own));
    return new Ref(objects.size() - 1);
  }

  /** Adds a text. */
  public Ref text(String text) {
    return object("NSString", Map.of("NS.bytes", text.getBytes(StandardCharsets.UTF_8)));
  }

  /** Adds a text that is translated under that key. */
  public Ref localized(String text, String key) {
    return object("NSLocalizableString", Map.of("NSDev", text(text), "NSKey", text(key)));
  }

  /** Adds a collection. */
  public Ref array(List<Ref> items) {
    List<Map.Entry<String, Object>> own = new ArrayList<>();
    own.add(Map.entry("NSInlinedValue", true));
    items.forEach(item -> own.add(Map.entry("UINibEncoderEmptyKey", item)));
    objects.add(new NibObject("NSArray", own));
    return new Ref(objects.size() - 1);
  }

  /** Sets the accessibility descriptions. */
  public NibBytes accessible(List<Ref> configurations) {
    accessible = List.copyOf(configurations);
    return this;
  }

  /** The bytes, with those top-level objects and connections. */
  public byte[] toBytes(List<Ref> top, List<Ref> connections) {
    Map<String, Object> root = new LinkedHashMap<>();
    root.put("UINibTopLevelObjectsKey", array(top));
    root.put("UINibConnectionsKey", array(connections));
    if (!accessible.isEmpty()) {
      root.put("UINibAccessibilityConfigurationsKey", array(accessible));
    }
    objects.set(0, new NibObject("NSObject", List.copyOf(root.entrySet())));
    return written();
  }

  private byte[] written() {
    List<String> classNames = new ArrayList<>();
    List<String> keys = new ArrayList<>();
    ByteArrayOutputStream table = new ByteArrayOutputStream();
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    int count = 0;
    for (NibObject object : objects) {
      number(table, index(classNames, object.className));
      number(table, count);
      number(table, object.values.size());
      count += object.values.size();
      for (Map.Entry<String, Object> value : object.values) {
        number(values, index(keys, value.getKey()));
        value(values, value.getValue());
      }
    }
    ByteArrayOutputStream keyTable = new ByteArrayOutputStream();
    for (String key : keys) {
      number(keyTable, key.length());
      keyTable.writeBytes(key.getBytes(StandardCharsets.UTF_8));
    }
    ByteArrayOutputStream classTable = new ByteArrayOutputStream();
    for (String name : classNames) {
      number(classTable, name.length() + 1);
      number(classTable, 0);
      classTable.writeBytes(name.getBytes(StandardCharsets.UTF_8));
      classTable.write(0);
    }
    ByteBuffer header = ByteBuffer.allocate(50).order(ByteOrder.LITTLE_ENDIAN);
    header.put("NIBArchive".getBytes(StandardCharsets.US_ASCII)).putInt(1).putInt(9);
    int at = 50;
    header.putInt(objects.size()).putInt(at);
    at += table.size();
    header.putInt(keys.size()).putInt(at);
    at += keyTable.size();
    header.putInt(count).putInt(at);
    at += values.size();
    header.putInt(classNames.size()).putInt(at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.array());
    List.of(table, keyTable, values, classTable)
        .forEach(part -> out.writeBytes(part.toByteArray()));
    return out.toByteArray();
  }

  private static int index(List<String> known, String name) {
    int index = known.indexOf(name);
    if (index < 0) {
      known.add(name);
      index = known.size() - 1;
    }
    return index;
  }

  private static void number(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= LAST) {
      out.write(rest & 0x7f);
      rest >>>= 7;
    }
    out.write(rest | LAST);
  }

  private static void value(ByteArrayOutputStream out, Object value) {
    if (value instanceof Ref ref) {
      ByteBuffer bytes = ByteBuffer.allocate(5).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(bytes.put((byte) 10).putInt(ref.index).array());
    } else if (value instanceof Boolean flag) {
      out.write(flag ? 5 : 4);
    } else if (value instanceof byte[] data) {
      out.write(8);
      number(out, data.length);
      out.writeBytes(data);
    } else {
      ByteBuffer bytes = ByteBuffer.allocate(9).order(ByteOrder.LITTLE_ENDIAN);
      out.writeBytes(bytes.put((byte) 3).putLong(((Number) value).longValue()).array());
    }
  }
}
