package cn.beian.inspect.ios.plist;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.Limits;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads a property list of any form, found by its first bytes: {@code bplist0} is binary, {@code <}
 * XML, anything else old-style text, the form of {@code .strings} files that were not compiled.
 */
public final class PlistReader {
  private static final char BYTE_ORDER_MARK = '\ufeff';
  private static final int UTF16_BIG = 0xfeff;
  private static final int UTF16_LITTLE = 0xfffe;

  private PlistReader() {}

  /**
   * Reads.
   *
   * @throws BrokenDataException if the bytes are of none of these forms or contradict it
   */
  public static Plist read(byte[] data, Limits limits) throws BrokenDataException {
    if (BinaryPlist.is(data)) {
      return new BinaryPlist(data, limits).read();
    }
    String text = text(data);
    int start = 0;
    while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
      start++;
    }
    return text.startsWith("<?xml", start)
            || text.startsWith("<!", start)
            || text.startsWith("<plist", start)
        ? new XmlPlist(text, limits).read()
        : new TextPlist(text, limits).read();
  }

  /** UTF-16 by its byte order mark or by the zero of its first character, else UTF-8. */
  private static String text(byte[] data) {
    Charset charset = StandardCharsets.UTF_8;
    if (data.length >= 2) {
      int first = ((data[0] & 0xff) << 8) | (data[1] & 0xff);
      if (first == UTF16_BIG || data[0] == 0) {
        charset = StandardCharsets.UTF_16BE;
      } else if (first == UTF16_LITTLE || data[1] == 0) {
        charset = StandardCharsets.UTF_16LE;
      }
    }
    String text = new String(data, charset);
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }
}
