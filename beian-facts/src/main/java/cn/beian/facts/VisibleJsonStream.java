package cn.beian.facts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Escapes JSON output for display: characters that are invisible or change the writing direction
 * are written as numeric escapes, which JSON reads as the same text.
 */
public final class VisibleJsonStream extends OutputStream {
  private static final int MOST_BYTES = 4;
  private static final int DELETE = 0x7f;

  private final OutputStream out;
  private final byte[] character = new byte[MOST_BYTES];
  private int held;
  private int length;

  /** Writes to the given stream; closing this stream does not close it. */
  public VisibleJsonStream(OutputStream out) {
    this.out = out;
  }

  @Override
  public void write(int one) throws IOException {
    if (held == 0) {
      length = lengthOf(one & 0xff);
      if (length == 1) {
        if (one == DELETE) {
          out.write(VisibleText.number((char) one).getBytes(StandardCharsets.UTF_8));
        } else {
          out.write(one);
        }
        return;
      }
    }
    character[held++] = (byte) one;
    if (held == length) {
      String text = new String(character, 0, held, StandardCharsets.UTF_8);
      out.write(VisibleText.of(text).getBytes(StandardCharsets.UTF_8));
      held = 0;
    }
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    int end = from + count;
    for (int at = from; at < end; ) {
      int plain = at;
      while (held == 0 && plain < end && bytes[plain] >= ' ' && bytes[plain] != DELETE) {
        plain++;
      }
      out.write(bytes, at, plain - at);
      if (plain < end) {
        write(bytes[plain] & 0xff);
        plain++;
      }
      at = plain;
    }
  }

  /** Length in bytes of the UTF-8 character that starts with this byte. */
  private static int lengthOf(int first) {
    return first < 0xc0 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : MOST_BYTES;
  }

  @Override
  public void flush() throws IOException {
    out.flush();
  }
}
