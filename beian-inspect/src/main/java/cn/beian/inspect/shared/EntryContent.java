package cn.beian.inspect.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

/**
 * What one pass over the bytes of a file tells of it.
 *
 * @param head the first bytes, at most 512
 * @param archive whether the record that ends a ZIP archive lies where readers look for it (APPNOTE
 *     4.3.16: at most 65,535 bytes before the end), whatever stands before the archive
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EntryContent(long size, byte[] head, boolean archive) {
  /** Bytes that a pass keeps: what may be the end of an archive, and the piece that is read. */
  public static final int WINDOW = 1 << 17;

  private static final int CHUNK = 1 << 15;
  private static final int HEAD = 512;
  private static final int END_BYTES = 22;
  private static final int DIRECTORY_BYTES_AT = 12;
  private static final int MAX_COMMENT = 0xffff;
  private static final int ZIP64 = 0xffffffff;

  /**
   * Reads a file to its end.
   *
   * @param window of {@link #WINDOW} bytes, overwritten
   * @param digests of its bytes
   */
  public static EntryContent of(InputStream in, byte[] window, List<MessageDigest> digests)
      throws IOException {
    byte[] head = {};
    long size = 0;
    int at = 0;
    int length = in.read(window, 0, CHUNK);
    while (length > 0) {
      for (MessageDigest digest : digests) {
        digest.update(window, at, length);
      }
      size += length;
      at += length;
      if (at == WINDOW) {
        head = head.length == 0 ? Arrays.copyOf(window, HEAD) : head;
        at = 0;
      }
      length = in.read(window, at, Math.min(CHUNK, WINDOW - at));
    }
    head = head.length == 0 ? Arrays.copyOf(window, (int) Math.min(size, HEAD)) : head;
    return new EntryContent(size, head, isArchive(window, at, size));
  }

  /** The same of bytes at hand. */
  public static EntryContent of(byte[] bytes) {
    try {
      return of(new ByteArrayInputStream(bytes), new byte[WINDOW], List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isArchive(byte[] window, int end, long size) {
    long last = size - END_BYTES;
    for (long i = last; i >= 0 && i >= last - MAX_COMMENT; i--) {
      int at = (int) (end - (size - i));
      if (of(window, at) == 'P'
          && of(window, at + 1) == 'K'
          && of(window, at + 2) == 5
          && of(window, at + 3) == 6) {
        int directory = 0;
        for (int b = Integer.BYTES - 1; b >= 0; b--) {
          directory = (directory << Byte.SIZE) | (of(window, at + DIRECTORY_BYTES_AT + b) & 0xff);
        }
        return directory == ZIP64 || Integer.toUnsignedLong(directory) <= i;
      }
    }
    return false;
  }

  private static byte of(byte[] window, int at) {
    return window[at & (WINDOW - 1)];
  }
}
