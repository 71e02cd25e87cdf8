package cn.beian.testkit.harmony;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Builds resources.index, in both layouts. */
public final class ResourceIndexBytes {
  private static final int VERSION_BYTES = 128;
  private static final int STRING = 9;
  private static final int MEDIA = 19;

  /** Name and texts by language, {@code zh} or {@code zh-CN}; empty for the default. */
  private record Resource(int id, int type, String name, Map<String, String> texts) {}

  private final List<Resource> resources = new ArrayList<>();
  private final Map<String, Integer> configurations = new LinkedHashMap<>();

  /** Adds a text. */
  public ResourceIndexBytes string(int id, String name, Map<String, String> texts) {
    return add(id, STRING, name, texts);
  }

  /** Adds a picture by its path in the table, {@code entry/resources/…}. */
  public ResourceIndexBytes media(int id, String name, String path) {
    return add(id, MEDIA, name, Map.of("", path));
  }

  private ResourceIndexBytes add(int id, int type, String name, Map<String, String> texts) {
    Map<String, String> sorted = new TreeMap<>(texts);
    resources.add(new Resource(id, type, name, sorted));
    sorted.keySet().forEach(locale -> configurations.putIfAbsent(locale, configurations.size()));
    return this;
  }

  private static final class Out {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Out u16(int value) {
      bytes.write(value);
      bytes.write(value >> 8);
      return this;
    }

    Out u32(int value) {
      return u16(value).u16(value >> 16);
    }

    Out text(String text) {
      bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
      return this;
    }

    Out add(Out other) {
      bytes.writeBytes(other.bytes.toByteArray());
      return this;
    }

    int size() {
      return bytes.size();
    }
  }

  private static Out header(String version) {
    Out out = new Out();
    byte[] name = version.getBytes(StandardCharsets.UTF_8);
    out.bytes.writeBytes(name);
    out.bytes.writeBytes(new byte[VERSION_BYTES - name.length]);
    return out;
  }

  private static int letters(String text) {
    int value = 0;
    for (int i = 0; i < text.length(); i++) {
      value = value * 256 + text.charAt(i);
    }
    return value;
  }

  private static Out keys(String locale, int number) {
    Out keys = new Out().text("KEYS").u32(number);
    String[] parts = locale.isEmpty() ? new String[0] : locale.split("-", -1);
    keys.u32(parts.length);
    for (int i = 0; i < parts.length; i++) {
      keys.u32(i).u32(letters(parts[i]));
    }
    return keys;
  }

  /** The file in the layout of {@code Restool}. */
  public byte[] first() {
    int keysBytes = 0;
    for (String locale : configurations.keySet()) {
      keysBytes += keys(locale, 0).size();
    }
    int setsAt = VERSION_BYTES + 8 + keysBytes;
    int recordsAt = setsAt;
    for (String locale : configurations.keySet()) {
      recordsAt += 8 + 8 * (int) of(locale).count();
    }
    Out records = new Out();
    Out sets = new Out();
    Out allKeys = new Out();
    for (String locale : configurations.keySet()) {
      allKeys.add(keys(locale, setsAt + sets.size()));
      List<Resource> members = of(locale).toList();
      sets.text("IDSS").u32(members.size());
      for (Resource each : members) {
        sets.u32(each.id).u32(recordsAt + records.size());
        byte[] text = each.texts.getOrDefault(locale, "").getBytes(StandardCharsets.UTF_8);
        byte[] name = each.name.getBytes(StandardCharsets.UTF_8);
        records.u32(12 + 2 + text.length + 2 + name.length).u32(each.type).u32(each.id);
        records.u16(text.length + 1).bytes.writeBytes(text);
        records.bytes.write(0);
        records.u16(name.length + 1).bytes.writeBytes(name);
        records.bytes.write(0);
      }
    }
    Out out = header("Restool 5.0.1.011");
    out.u32(recordsAt + records.size()).u32(configurations.size());
    return out.add(allKeys).add(sets).add(records).bytes.toByteArray();
  }

  private Stream<Resource> of(String locale) {
    return resources.stream().filter(each -> each.texts.containsKey(locale));
  }

  /** The file in the layout of {@code RestoolV2}. */
  public byte[] second() {
    Out allKeys = new Out();
    configurations.forEach((locale, number) -> allKeys.add(keys(locale, number)));
    List<Integer> types = resources.stream().map(Resource::type).distinct().sorted().toList();
    int idsBytes = 16 + 12 * types.size();
    for (Resource each : resources) {
      idsBytes += 12 + each.name.getBytes(StandardCharsets.UTF_8).length;
    }
    int dataAt = VERSION_BYTES + 12 + allKeys.size() + idsBytes;
    int valuesAt = dataAt + 12;
    for (Resource each : resources) {
      valuesAt += 12 + 8 * each.texts.size();
    }
    Out ids = new Out();
    Out data = new Out();
    Out values = new Out();
    ids.text("IDSS").u32(idsBytes).u32(types.size()).u32(resources.size());
    int type = 0;
    for (Resource each : resources.stream().sorted(Comparator.comparing(Resource::type)).toList()) {
      if (each.type != type) {
        type = each.type;
        int of = type;
        List<Resource> members = resources.stream().filter(r -> r.type == of).toList();
        int bytes = 12;
        for (Resource member : members) {
          bytes += 12 + member.name.getBytes(StandardCharsets.UTF_8).length;
        }
        ids.u32(type).u32(bytes).u32(members.size());
      }
      byte[] name = each.name.getBytes(StandardCharsets.UTF_8);
      ids.u32(each.id).u32(dataAt + 12 + data.size()).u32(name.length).text(each.name);
      data.u32(each.id).u32(12 + 8 * each.texts.size()).u32(each.texts.size());
      for (Map.Entry<String, String> text : each.texts.entrySet()) {
        data.u32(configurations.getOrDefault(text.getKey(), 0)).u32(valuesAt + values.size());
        byte[] said = text.getValue().getBytes(StandardCharsets.UTF_8);
        values.u16(said.length).bytes.writeBytes(said);
      }
    }
    Out out = header("RestoolV2 6.0.0.001");
    out.u32(valuesAt + values.size()).u32(configurations.size()).u32(dataAt);
    out.add(allKeys).add(ids).text("DATA").u32(data.size() + 12).u32(resources.size());
    return out.add(data).add(values).bytes.toByteArray();
  }
}
