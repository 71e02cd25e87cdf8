package cn.beian.inspect.markup;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The text of a file, in the encoding in which those take it who show it: a byte order mark says it
 * (HTML Standard, "BOM sniff"), else zero bytes beside the first character tell UTF-16 and UTF-32;
 * else it is UTF-8, or GB 18030 where it cannot be UTF-8.
 *
 * @param text without its mark
 * @param guessed whether it is taken for GB 18030
 */
public record TextBytes(String text, boolean guessed) {
  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  private static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final char MARK = '\uFEFF';

  public static TextBytes of(byte[] bytes) {
    if (isDouble(bytes, 0)) {
      return unmarked(new String(bytes, UTF_32LE), false);
    }
    if (isDouble(bytes, 3)) {
      return unmarked(new String(bytes, UTF_32BE), false);
    }
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

  /** Whether the bytes begin like UTF-32 whose lowest byte is the first or the last. */
  private static boolean isDouble(byte[] bytes, int low) {
    if (bytes.length < 4) {
      return false;
    }
    int step = low == 0 ? 1 : -1;
    int lower = bytes[low] & 0xff;
    int upper = bytes[low + step] & 0xff;
    boolean wide = bytes[low + 2 * step] == 0 && bytes[low + 3 * step] == 0;
    return wide
        && ((upper == MARK >> 8 && lower == (MARK & 0xff))
            || (upper == 0 && lower >= '\t' && lower <= '~'));
  }

  /** Whether the bytes begin like UTF-16 whose lower byte is the first or the second. */
  private static boolean isWide(byte[] bytes, int low) {
    if (bytes.length < 2) {
      return false;
    }
    int lower = bytes[low] & 0xff;
    int upper = bytes[1 - low] & 0xff;
    if (lower == '<' && bytes.length > 3 && bytes[3 - low] != 0) {
      return false; // only a letter or a sign of ASCII follows, and nothing says that it is wide
    }
    return (upper == MARK >> 8 && lower == (MARK & 0xff))
        || (upper == 0 && lower >= '\t' && lower <= '~');
  }
}
