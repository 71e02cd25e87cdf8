package cn.beian.report;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The colour space sRGB (IEC 61966-2-1) as an ICC profile, made here: the one inside a JDK differs
 * from JDK to JDK. A display profile of version 4.2 (ICC.1:2004-10), big endian:
 *
 * <pre>
 *   0 header, 128 bytes: length, version, class mntr, RGB to XYZ, white of the connection space D50
 * 128 number of tags, then for each: signature, offset, length (12 bytes)
 *     desc cprt  mluc: one text, en-US, UTF-16
 *     wtpt       XYZ: D50
 *     chad       sf32: D65 to D50 by Bradford, 3 x 3
 *     rXYZ gXYZ bXYZ  XYZ of the primaries, adapted to D50
 *     rTRC gTRC bTRC  para type 3: Y = (aX + b)^g from X = d on, cX below; one for all three
 * </pre>
 *
 * Numbers are s15Fixed16, 65536 is one.
 */
final class SrgbProfile {
  private static final int HEADER_BYTES = 128;
  private static final int TAG_BYTES = 12;
  private static final int VERSION = 0x04200000;
  private static final int[] D50 = {0xf6d6, 0x10000, 0xd32d};
  private static final int[] RED = {0x6fa2, 0x38f5, 0x0390};
  private static final int[] GREEN = {0x6299, 0xb785, 0x18da};
  private static final int[] BLUE = {0x24a0, 0x0f84, 0xb6cf};
  private static final int[] BRADFORD = {68674, 1502, -3290, 1939, 64912, -1118, -605, 988, 49262};
  // 2.4, 1/1.055, 0.055/1.055, 1/12.92, 0.04045
  private static final int[] CURVE = {157286, 62119, 3417, 5072, 2651};
  private static final int PARAMETRIC_TYPE_3 = 3 << 16; // then two reserved bytes

  private SrgbProfile() {}

  /** The whole profile; a new array each time, always the same bytes. */
  static byte[] bytes() {
    byte[] curve = data("para", parametric(CURVE));
    Map<String, byte[]> tags = new LinkedHashMap<>();
    tags.put("desc", text("sRGB IEC61966-2.1"));
    tags.put("cprt", text("No copyright is claimed; use freely (CC0-1.0)."));
    tags.put("wtpt", data("XYZ ", D50));
    tags.put("chad", data("sf32", BRADFORD));
    tags.put("rXYZ", data("XYZ ", RED));
    tags.put("gXYZ", data("XYZ ", GREEN));
    tags.put("bXYZ", data("XYZ ", BLUE));
    tags.put("rTRC", curve);
    tags.put("gTRC", curve);
    tags.put("bTRC", curve);
    return file(tags);
  }

  private static byte[] file(Map<String, byte[]> tags) {
    int table = HEADER_BYTES + 4 + tags.size() * TAG_BYTES;
    int data = new LinkedHashSet<>(tags.values()).stream().mapToInt(SrgbProfile::stored).sum();
    byte[] bytes = new byte[table + data];
    ByteBuffer file = header(ByteBuffer.wrap(bytes)).putInt(tags.size());
    int end = table;
    byte[] before = new byte[0];
    for (Map.Entry<String, byte[]> tag : tags.entrySet()) {
      if (tag.getValue() != before) { // the curve is stored once
        before = tag.getValue();
        file.put(end, before);
        end += stored(before);
      }
      signature(file, tag.getKey()).putInt(end - stored(before)).putInt(before.length);
    }
    return bytes;
  }

  private static int stored(byte[] data) {
    return (data.length + 3) & ~3;
  }

  private static ByteBuffer header(ByteBuffer header) {
    header.putInt(header.capacity()).putInt(0).putInt(VERSION);
    for (String field : List.of("mntr", "RGB ", "XYZ ")) {
      signature(header, field);
    }
    for (int dated : new int[] {2026, 11, 26, 0, 0, 0}) {
      header.putShort((short) dated);
    }
    // no platform, flags, maker, model, attributes; intent 0: perceptual
    signature(header, "acsp").position(68);
    for (int coordinate : D50) {
      header.putInt(coordinate);
    }
    return header.position(HEADER_BYTES); // no creator and no identity
  }

  private static byte[] data(String type, int... numbers) {
    byte[] bytes = new byte[8 + 4 * numbers.length];
    ByteBuffer data = signature(ByteBuffer.wrap(bytes), type).putInt(0);
    for (int number : numbers) {
      data.putInt(number);
    }
    return bytes;
  }

  private static byte[] text(String text) {
    byte[] utf16 = text.getBytes(StandardCharsets.UTF_16BE);
    byte[] bytes = new byte[28 + utf16.length];
    ByteBuffer data = signature(ByteBuffer.wrap(bytes), "mluc").putInt(0);
    signature(data.putInt(1).putInt(12), "enUS").putInt(utf16.length).putInt(28).put(utf16);
    return bytes;
  }

  private static int[] parametric(int... curve) {
    int[] all = new int[curve.length + 1];
    all[0] = PARAMETRIC_TYPE_3;
    System.arraycopy(curve, 0, all, 1, curve.length);
    return all;
  }

  private static ByteBuffer signature(ByteBuffer buffer, String four) {
    return buffer.put(four.getBytes(StandardCharsets.US_ASCII));
  }
}
