package cn.beian.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Builds DEX files whose tables point to the same bytes repeatedly, which no compiler does: one
 * class {@code a.A} with methods that share one code item, and strings that overlap.
 */
public final class DexTables {
  private static final int HEADER = 0x70;
  private static final int INVOKE_STATIC = 0x71;
  private static final int RETURN_VOID = 0x0e;
  private static final int UNITS_OF_INVOKE = 3;

  private int classes = 1;
  private int methods = 1;
  private int entries = 1;
  private int units = 1;
  private int overlapping;

  /** Number of class definitions, all with the same methods; the first defines {@code a.A}. */
  public DexTables classes(int count) {
    classes = count;
    return this;
  }

  /** Number of entries in the table of methods. */
  public DexTables methods(int count) {
    methods = count;
    return this;
  }

  /** Number of methods that each class declares; they share one code item. */
  public DexTables entries(int count) {
    entries = count;
    return this;
  }

  /** Length of the code item in 16-bit units. */
  public DexTables units(int count) {
    units = count;
    return this;
  }

  /**
   * Number of additional strings, each starting one byte after the previous one and all ending
   * together.
   */
  public DexTables overlapping(int count) {
    overlapping = count;
    return this;
  }

  /** The file. */
  public byte[] toBytes() {
    int strings = 3 + overlapping;
    int types = 1 + classes;
    int stringIds = HEADER;
    int typeIds = stringIds + 4 * strings;
    int protoIds = typeIds + 4 * types;
    int methodIds = protoIds + 12;
    int classDefs = methodIds + 8 * methods;
    int data = classDefs + 32 * classes;
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    int[] named = new int[3];
    String[] texts = {"La/A;", "V", "m"};
    for (int i = 0; i < texts.length; i++) {
      named[i] = data + body.size();
      body.write(texts[i].length());
      body.writeBytes(texts[i].getBytes(StandardCharsets.US_ASCII));
      body.write(0);
    }
    int long0 = data + body.size();
    byte[] letters = new byte[2 * overlapping];
    Arrays.fill(letters, (byte) 'x');
    body.writeBytes(letters);
    body.write(0);
    int classData = data + body.size();
    uleb(body, 0);
    uleb(body, 0);
    uleb(body, entries);
    uleb(body, 0);
    int code = aligned(classData + 9 + 4 + 6 * entries);
    for (int i = 0; i < entries; i++) {
      uleb(body, i == 0 || i >= methods ? 0 : 1);
      uleb(body, 8); // static
      uleb(body, code);
    }
    body.writeBytes(new byte[code - data - body.size()]);
    body.writeBytes(code());
    ByteBuffer file = ByteBuffer.allocate(data + body.size()).order(ByteOrder.LITTLE_ENDIAN);
    file.put("dex\n035\0".getBytes(StandardCharsets.US_ASCII));
    file.putInt(32, file.capacity()).putInt(36, HEADER).putInt(40, 0x12345678);
    file.putInt(56, strings).putInt(60, stringIds).putInt(64, types).putInt(68, typeIds);
    file.putInt(72, 1).putInt(76, protoIds).putInt(88, methods).putInt(92, methodIds);
    file.putInt(96, classes).putInt(100, classDefs);
    file.position(stringIds);
    for (int offset : named) {
      file.putInt(offset);
    }
    for (int i = 0; i < overlapping; i++) {
      file.putInt(long0 + i);
    }
    file.putInt(0);
    for (int i = 0; i < classes; i++) {
      file.putInt(i == 0 ? 1 : 0);
    }
    file.putInt(1).putInt(1).putInt(0);
    for (int i = 0; i < methods; i++) {
      file.putShort((short) 0).putShort((short) 0).putInt(2);
    }
    for (int i = 0; i < classes; i++) {
      file.putInt(i == 0 ? 0 : i + 1).putInt(1).putInt(1).putInt(0);
      file.putInt(-1).putInt(0).putInt(classData).putInt(0);
    }
    file.put(body.toByteArray());
    return file.array();
  }

  private byte[] code() {
    ByteBuffer item = ByteBuffer.allocate(16 + 2 * units).order(ByteOrder.LITTLE_ENDIAN);
    item.putInt(12, units);
    item.position(16);
    for (int i = 0; i + UNITS_OF_INVOKE < units; i += UNITS_OF_INVOKE) {
      item.putShort((short) INVOKE_STATIC).putShort((short) 0).putShort((short) 0);
    }
    item.putShort((short) RETURN_VOID);
    return item.array();
  }

  private static int aligned(int at) {
    return (at + 3) & ~3;
  }

  private static void uleb(ByteArrayOutputStream out, int value) {
    int rest = value;
    while (rest >= 0x80) {
      out.write((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write(rest);
  }
}
