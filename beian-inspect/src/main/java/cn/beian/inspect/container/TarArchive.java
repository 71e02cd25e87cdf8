package cn.beian.inspect.container;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A tar archive (POSIX.1-1988 ustar, GNU and pax extensions): headers of 512 bytes, each followed
 * by the file padded to 512.
 *
 * <pre>
 * +0 name[100]   +124 size[12], octal, or base 256 with the top bit set   +148 checksum[8]
 * +156 type      0 or NUL file, 5 folder, 1 and 2 links, L long name (GNU), x and g pax records
 * +257 magic     "ustar"       +345 prefix[155], joined to the name by a slash
 * </pre>
 *
 * <p>Links and devices are left out and said so. The archive ends at a block of zeros or where the
 * bytes end.
 */
public final class TarArchive {
  private static final int BLOCK = 512;

  private final ByteSource source;
  private final Limits limits;
  private final FactSink facts;

  private TarArchive(ByteSource source, Limits limits, FactSink facts) {
    this.source = source;
    this.limits = limits;
    this.facts = facts;
  }

  /** Whether a tar archive begins here: the checksum of the first header is right. */
  public static boolean begins(ByteSource source) {
    return source.sizeBytes() >= BLOCK && summed(source.slice(0, BLOCK));
  }

  /**
   * The files of the archive.
   *
   * @throws PackageFormatException UNREADABLE where a header or a size is wrong; LIMIT
   */
  public static FileTree open(ByteSource source, Limits limits, FactSink facts)
      throws PackageFormatException {
    return new TarArchive(source, limits, facts).read();
  }

  private FileTree read() throws PackageFormatException {
    SlicedTree tree = new SlicedTree(limits, facts);
    String longName = "";
    long at = 0;
    while (at + BLOCK <= source.sizeBytes()) {
      ByteBuffer header = source.slice((int) at, BLOCK);
      if (empty(header)) {
        return tree;
      }
      if (!summed(header)) {
        throw new PackageFormatException(
            Code.UNREADABLE, "", at, "the checksum of a tar header is wrong");
      }
      long size = size(header, at);
      long data = at + BLOCK;
      if (size < 0 || data + size > source.sizeBytes()) {
        throw new PackageFormatException(
            Code.UNREADABLE, "", at, "a file of " + size + " bytes lies beyond the end");
      }
      char type = (char) (header.get(156) & 0xff);
      String name = longName.isEmpty() ? name(header) : longName;
      longName = "";
      switch (type) {
        case '0', '\0', '7' -> {
          if (!name.endsWith("/")) {
            tree.add(plain(name), source, data, size);
          }
        }
        case 'L' -> longName = text(data, size);
        case 'x' -> longName = pax(text(data, size));
        case '5', 'g', 'K' -> {
          // folders, and records that concern no content
        }
        default -> facts.anomaly("tar_link", Locator.entry(name), "type " + type + " is left out");
      }
      at = data + (size + BLOCK - 1) / BLOCK * BLOCK;
    }
    return tree;
  }

  private static String plain(String name) {
    return name.startsWith("./") ? name.substring(2) : name;
  }

  private static boolean empty(ByteBuffer header) {
    for (int i = 0; i < BLOCK; i++) {
      if (header.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Whether the checksum is that of the header, its own eight bytes taken as spaces. */
  private static boolean summed(ByteBuffer header) {
    long sum = 0;
    for (int i = 0; i < BLOCK; i++) {
      sum += i >= 148 && i < 156 ? ' ' : header.get(i) & 0xff;
    }
    return sum == octal(header, 148, 8);
  }

  private static long octal(ByteBuffer header, int from, int length) {
    long value = 0;
    boolean any = false;
    for (int i = from; i < from + length; i++) {
      int c = header.get(i);
      if (c >= '0' && c <= '7') {
        value = value * 8 + c - '0';
        any = true;
      } else if (any) {
        break;
      } else if (c != ' ') {
        return -1;
      }
    }
    return any ? value : -1;
  }

  private static long size(ByteBuffer header, long at) throws PackageFormatException {
    if ((header.get(124) & 0x80) == 0) {
      long size = octal(header, 124, 12);
      return header.get(124) == 0 ? 0 : size;
    }
    long size = 0;
    for (int i = 125; i < 136; i++) {
      if (size > Integer.MAX_VALUE) {
        throw new PackageFormatException(Code.LIMIT, "", at, "a file of more than 2 GiB");
      }
      size = size << 8 | (header.get(i) & 0xff);
    }
    return size;
  }

  private static String name(ByteBuffer header) {
    String name = string(header, 0, 100);
    boolean ustar = string(header, 257, 5).equals("ustar");
    String prefix = ustar && header.get(263) == '0' ? string(header, 345, 155) : "";
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  private static String string(ByteBuffer header, int from, int length) {
    byte[] bytes = new byte[length];
    header.get(from, bytes);
    int end = 0;
    while (end < length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private String text(long at, long size) throws PackageFormatException {
    if (size > limits.nameBytes() * 4L) {
      throw new PackageFormatException(
          Code.LIMIT, "", at, "a name of " + size + " bytes, at most " + limits.nameBytes());
    }
    byte[] bytes = new byte[(int) size];
    source.slice((int) at, (int) size).get(bytes);
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return end < 0 ? text : text.substring(0, end);
  }

  /** The path of pax records, each {@code length key=value LF}; empty where there is none. */
  private static String pax(String records) {
    for (String record : records.split("\n", -1)) {
      int key = record.indexOf(" path=");
      if (key > 0) {
        return record.substring(key + " path=".length());
      }
    }
    return "";
  }
}
