package cn.beian.inspect.markup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file, in the encoding in which those take it who show it: a byte order mark says it
 * (HTML Standard, "BOM sniff"), else a zero byte beside the first character tells UTF-16; else it
 * is UTF-8, or GB 18030 where it cannot be UTF-8.
 *
 * @param text without its mark
 * @param guessed whether it is taken for GB 18030
 */
public record TextBytes(String text, boolean guessed) {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final char MARK = '\uFEFF';

  public static TextBytes of(byte[] bytes) {
    if (isWide(bytes, 0)) {
      return unmarked(new String(bytes, StandardCharsets.UTF_16LE), false);
    }
    if (isWide(bytes, 1)) {
      return unmarked(new String(bytes, StandardCharsets.UTF_16BE), false);
    }
    try {
      ByteBuffer all = ByteBuffer.wrap(bytes);
      return unmarked(StandardCharsets.UTF_8.newDecoder().decode(all).toString(), false);
    } catch (CharacterCodingException e) {
      return unmarked(new String(bytes, GB18030), true);
    }
  }

  private static TextBytes unmarked(String text, boolean guessed) {
    boolean marked = !text.isEmpty() && text.charAt(0) == MARK;
    return new TextBytes(marked ? text.substring(1) : text, guessed);
  }

  /** Whether the bytes begin like UTF-16 whose lower byte is the first or the second. */
  private static boolean isWide(byte[] bytes, int low) {
    if (bytes.length < 2) {
      return false;
    }
    int lower = bytes[low] & 0xff;
    int upper = bytes[1 - low] & 0xff;
    return (upper == MARK >> 8 && lower == (MARK & 0xff))
        || (upper == 0 && lower >= '\t' && lower <= '~');
  }
}
