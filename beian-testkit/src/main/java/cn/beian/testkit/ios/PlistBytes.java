package cn.beian.testkit.ios;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Builds property lists of maps, lists, texts, whole numbers, flags and bytes; a {@link Uid} is a
 * reference in a keyed archive.
 */
public final class PlistBytes {
  /** A reference to an object of a keyed archive. */
  public record Uid(int index) {}

  private PlistBytes() {}

  /** The XML form; a {@link Uid} cannot be written in it. */
  public static byte[] xml(Object value) {
    StringBuilder out =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE plist PUBLIC"
                + " \"-//Apple//DTD PLIST 1.0//EN\""
                + " \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n<plist version=\"1.0\">");
    xml(value, out);
    return out.append("</plist>\n").toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void xml(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      out.append("<dict>");
      map.forEach(
          (key, member) -> {
            out.append("<key>").append(escaped(String.valueOf(key))).append("</key>");
            xml(member, out);
          });
      out.append("</dict>");
    } else if (value instanceof List<?> list) {
      out.append("<array>");
      list.forEach(item -> xml(item, out));
      out.append("</array>");
    } else if (value instanceof Boolean flag) {
      out.append(flag ? "<true/>" : "<false/>");
    } else if (value instanceof Number number) {
      out.append("<integer>").append(number).append("</integer>");
    } else if (value instanceof byte[] bytes) {
      out.append("<data>").append(Base64.getEncoder().encodeToString(bytes)).append("</data>");
    } else {
      out.append("<string>").append(escaped(String.valueOf(value))).append("</string>");
    }
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;");
  }

  /** The binary form. */
  public static byte[] binary(Object value) {
    return new Binary().write(value);
  }

  /** The text form of a dictionary of texts, as in {@code .strings} files, in UTF-16. */
  public static byte[] strings(Map<String, String> texts) {
    StringBuilder out = new StringBuilder("\ufeff/* made for a test */\n");
    texts.forEach(
        (key, text) ->
            out.append('"').append(key).append("\" = \"").append(text).append("\"; // x\n"));
    return out.toString().getBytes(StandardCharsets.UTF_16BE);
  }

  private static final class Binary {
    private final List<byte[]> objects = new ArrayList<>();

    byte[] write(Object value) {
      int top = add(value);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      out.writeBytes("bplist00".getBytes(StandardCharsets.US_ASCII));
      ByteBuffer offsets = ByteBuffer.allocate(4 * objects.size());
      for (byte[] object : objects) {
        offsets.putInt(out.size());
        out.writeBytes(object);
      }
      ByteBuffer trailer = ByteBuffer.allocate(32);
      trailer.put(6, (byte) 4).put(7, (byte) 2);
      trailer.putLong(8, objects.size()).putLong(16, top).putLong(24, out.size());
      out.writeBytes(offsets.array());
      out.writeBytes(trailer.array());
      return out.toByteArray();
    }

    private int add(Object value) {
      int index = objects.size();
      objects.add(new byte[0]);
      objects.set(index, object(value));
      return index;
    }

    private byte[] object(Object value) {
      if (value instanceof Map<?, ?> map) {
        List<Integer> references = new ArrayList<>();
        map.keySet().forEach(key -> references.add(add(String.valueOf(key))));
        map.values().forEach(member -> references.add(add(member)));
        return references(0xd0, map.size(), references);
      }
      if (value instanceof List<?> list) {
        List<Integer> references = new ArrayList<>();
        list.forEach(item -> references.add(add(item)));
        return references(0xa0, list.size(), references);
      }
      if (value instanceof Boolean flag) {
        return new byte[] {(byte) (flag ? 9 : 8)};
      }
      if (value instanceof Uid uid) {
        return ByteBuffer.allocate(3).put((byte) 0x81).putShort((short) uid.index).array();
      }
      if (value instanceof Number number) {
        return ByteBuffer.allocate(9).put((byte) 0x13).putLong(number.longValue()).array();
      }
      if (value instanceof byte[] bytes) {
        return sized(0x40, bytes.length, bytes);
      }
      String text = String.valueOf(value);
      return text.chars().allMatch(c -> c < 128)
          ? sized(0x50, text.length(), text.getBytes(StandardCharsets.US_ASCII))
          : sized(0x60, text.length(), text.getBytes(StandardCharsets.UTF_16BE));
    }

    private static byte[] references(int kind, int units, List<Integer> references) {
      ByteBuffer bytes = ByteBuffer.allocate(2 * references.size());
      references.forEach(reference -> bytes.putShort(reference.shortValue()));
      return sized(kind, units, bytes.array());
    }

    private static byte[] sized(int kind, int units, byte[] content) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (units < 15) {
        out.write(kind | units);
      } else {
        out.write(kind | 15);
        out.write(0x12);
        out.writeBytes(ByteBuffer.allocate(4).putInt(units).array());
      }
      out.writeBytes(content);
      return out.toByteArray();
    }
  }
}
