package cn.beian.bench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * The classes of jars in one jar, and again as a later version of them: in some classes every text
 * is changed and one method calls another. Both shift the tables that all code of a DEX file refers
 * to, as a real change does.
 */
final class ChangedClasses {
  /**
   * Bytes after the tag of each entry of the constant pool that does not contain its own length.
   */
  private static final Map<Integer, Integer> WIDTH =
      Map.ofEntries(
          Map.entry(3, 4),
          Map.entry(4, 4),
          Map.entry(5, 8),
          Map.entry(6, 8),
          Map.entry(7, 2),
          Map.entry(8, 2),
          Map.entry(9, 4),
          Map.entry(10, 4),
          Map.entry(11, 4),
          Map.entry(12, 4),
          Map.entry(15, 3),
          Map.entry(16, 2),
          Map.entry(17, 4),
          Map.entry(18, 4),
          Map.entry(19, 2),
          Map.entry(20, 2));

  private static final int UTF8 = 1;
  private static final int STRING = 8;
  private static final int METHOD = 10;

  private ChangedClasses() {}

  /**
   * Writes all classes into one jar.
   *
   * @param every changes every n-th class, in the order of their names; 0 changes none
   */
  static Path jar(List<Path> jars, int every, Path to) throws IOException {
    TreeMap<String, byte[]> classes = new TreeMap<>();
    for (Path jar : jars) {
      try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          String name = entry.getName();
          if (name.endsWith(".class")
              && !name.startsWith("META-INF/")
              && !name.endsWith("module-info.class")) {
            classes.putIfAbsent(name, in.readAllBytes());
          }
        }
      }
    }
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      int number = 0;
      for (Map.Entry<String, byte[]> each : classes.entrySet()) {
        number++;
        out.putNextEntry(new ZipEntry(each.getKey()));
        out.write(every > 0 && number % every == 0 ? changed(each.getValue()) : each.getValue());
        out.closeEntry();
      }
    }
    return to;
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Constant(int tag, byte[] bytes) {
    int u16(int at) {
      return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
    }
  }

  private static byte[] changed(byte[] classFile) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile));
    byte[] head = in.readNBytes(8);
    int count = in.readUnsignedShort();
    List<Constant> pool = new ArrayList<>(List.of(new Constant(0, new byte[0])));
    while (pool.size() < count) {
      int tag = in.readUnsignedByte();
      int length = tag == UTF8 ? in.readUnsignedShort() : WIDTH.getOrDefault(tag, 0);
      pool.add(new Constant(tag, in.readNBytes(length)));
      if (tag == 5 || tag == 6) {
        pool.add(pool.get(0));
      }
    }
    int called = firstCalled(pool);
    List<byte[]> added = new ArrayList<>(); // additional texts, at the end of the pool
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    for (int i = 1; i < count; i++) {
      Constant each = pool.get(i);
      if (each.tag == 0) {
        continue;
      }
      out.writeByte(each.tag);
      if (each.tag == UTF8) {
        out.writeShort(each.bytes.length);
        out.write(each.bytes);
      } else if (each.tag == STRING || i == called) {
        added.add(changedText(pool.get(each.u16(0)).bytes));
        out.writeShort(count + added.size() - 1);
        out.write(each.bytes, 2, each.bytes.length - 2);
      } else {
        out.write(each.bytes);
      }
    }
    for (byte[] text : added) {
      out.writeByte(UTF8);
      out.writeShort(text.length);
      out.write(text);
    }
    in.transferTo(out);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream start = new DataOutputStream(whole);
    start.write(head);
    start.writeShort(count + added.size());
    bytes.writeTo(whole);
    return whole.toByteArray();
  }

  /** Name and type of the first called method that is not a constructor; 0 if there is none. */
  private static int firstCalled(List<Constant> pool) {
    for (Constant each : pool) {
      if (each.tag == METHOD && pool.get(pool.get(each.u16(2)).u16(0)).bytes[0] != '<') {
        return each.u16(2);
      }
    }
    return 0;
  }

  private static byte[] changedText(byte[] text) {
    byte[] changed = Arrays.copyOf(text, text.length + 1);
    changed[text.length] = '2';
    return changed;
  }
}
