package cn.beian.inspect.binary;

import java.nio.charset.StandardCharsets;

/** Modified UTF-8: code units of one to three bytes, U+0000 as C0 80. */
public final class ModifiedUtf8 {
  private ModifiedUtf8() {}

  /** Decodes until NUL or that many units; what is no valid unit becomes U+FFFD. */
  public static String decode(Bytes bytes, long from, int units) throws BrokenDataException {
    bytes.require(from, 0, "string");
    byte[] data = bytes.array();
    int ascii = (int) from;
    int asciiEnd = ascii + Math.min(units, data.length - ascii);
    while (ascii < asciiEnd && data[ascii] > 0) {
      ascii++;
    }
    if (ascii == asciiEnd || data[ascii] == 0) {
      return new String(data, (int) from, ascii - (int) from, StandardCharsets.ISO_8859_1);
    }
    char[] out = new char[Math.min(units, data.length - (int) from)];
    int at = (int) from;
    int length = 0;
    while (length < out.length && at < data.length && data[at] != 0) {
      int first = data[at++] & 0xff;
      if (first < 0x80) {
        out[length++] = (char) first;
      } else if ((first & 0xe0) == 0xc0 && at < data.length) {
        out[length++] = (char) ((first & 0x1f) << 6 | (data[at++] & 0x3f));
      } else if ((first & 0xf0) == 0xe0 && at + 1 < data.length) {
        out[length++] =
            (char) ((first & 0x0f) << 12 | (data[at] & 0x3f) << 6 | (data[at + 1] & 0x3f));
        at += 2;
      } else {
        out[length++] = '\ufffd';
      }
    }
    return new String(out, 0, length);
  }
}
