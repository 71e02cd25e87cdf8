package cn.beian.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Builds a {@code libapp.so} of Flutter: a 64-bit ELF file with one dynamic symbol, which points to
 * a snapshot with strings.
 */
public final class FlutterBytes {
  private static final String SYMBOL = "_kDartIsolateSnapshotData";
  private static final int SNAPSHOT = 0x200;
  private static final int NAMES = 0x180;
  private static final int SYMBOLS = 0x140;
  private static final int PROGRAM = 0x40;
  private static final int SECTIONS = 0x80;
  private static final int ALIGNMENT = 16;

  private final List<String> strings = new ArrayList<>();
  private boolean compressed;
  private boolean older;
  private boolean sections = true;
  private int oneByteClass = 94;

  /** As on phones: a length has 32 bits. */
  public FlutterBytes compressedPointers() {
    compressed = true;
    return this;
  }

  /** As before Dart 2.19: the class is four bits higher up. */
  public FlutterBytes older() {
    older = true;
    oneByteClass = 78;
    return this;
  }

  /** Omits the section headers, so that the symbol cannot be found. */
  public FlutterBytes withoutSections() {
    sections = false;
    return this;
  }

  public FlutterBytes string(String text) {
    strings.add(text);
    return this;
  }

  public byte[] toBytes() {
    byte[] image = image();
    ByteBuffer out = ByteBuffer.allocate(SNAPSHOT + image.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x464c457f).put((byte) 2).put((byte) 1);
    out.putShort(16, (short) 3);
    out.putLong(32, PROGRAM).putLong(40, SECTIONS);
    out.putShort(54, (short) 56).putShort(56, (short) 1);
    out.putShort(58, (short) 64).putShort(60, (short) (sections ? 3 : 0));
    out.putInt(PROGRAM, 1).putLong(PROGRAM + 32, out.capacity()); // loaded at its file offset
    byte[] name = ("\0" + SYMBOL + "\0").getBytes(StandardCharsets.US_ASCII);
    out.put(NAMES, name);
    if (sections) {
      section(out, 1, 11, SYMBOLS, 48, 2);
      section(out, 2, 3, NAMES, name.length, 0);
      out.putInt(SYMBOLS + 24, 1).putLong(SYMBOLS + 32, SNAPSHOT);
      out.putLong(SYMBOLS + 40, image.length);
    }
    out.put(SNAPSHOT, image);
    return copy(out);
  }

  /** As on iOS, {@code App.framework/App}: a Mach-O file for arm64 without symbols. */
  public byte[] toMachO() {
    byte[] image = image();
    ByteBuffer out = ByteBuffer.allocate(SNAPSHOT + image.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0xfeedfacf).putInt(0x0100000c).putInt(0).putInt(6);
    out.put(SNAPSHOT, image);
    return copy(out);
  }

  private static void section(ByteBuffer out, int index, int type, int offset, int size, int link) {
    int at = SECTIONS + index * 64;
    out.putInt(at + 4, type).putLong(at + 24, offset).putLong(at + 32, size);
    out.putInt(at + 40, link);
  }

  private byte[] image() {
    ByteArrayOutputStream image = new ByteArrayOutputStream();
    ByteBuffer head = ByteBuffer.allocate(52).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0xdcdcf5f5).putLong(0).putLong(3);
    head.put("78da37fed6bf1489361a312568249f3f".getBytes(StandardCharsets.US_ASCII));
    image.writeBytes(copy(head));
    String features =
        "product arm64 android " + (compressed ? "" : "no-") + "compressed-pointers\0";
    image.writeBytes(features.getBytes(StandardCharsets.US_ASCII));
    for (String string : strings) {
      pad(image);
      image.writeBytes(object(string));
    }
    pad(image);
    return image.toByteArray();
  }

  private byte[] object(String string) {
    boolean wide = string.chars().anyMatch(c -> c > 0xff);
    byte[] text = string.getBytes(wide ? StandardCharsets.UTF_16LE : StandardCharsets.ISO_8859_1);
    ByteBuffer out =
        ByteBuffer.allocate((compressed ? 12 : 16) + text.length).order(ByteOrder.LITTLE_ENDIAN);
    int kind = oneByteClass + (wide ? 1 : 0);
    out.putInt(kind << (older ? 16 : 12) | 0x72).putInt(0);
    out.putInt(2 * string.length());
    if (!compressed) {
      out.putInt(0);
    }
    return copy(out.put(text));
  }

  private static byte[] copy(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return bytes;
  }

  private static void pad(ByteArrayOutputStream image) {
    while (image.size() % ALIGNMENT != 0) {
      image.write(0);
    }
  }
}
