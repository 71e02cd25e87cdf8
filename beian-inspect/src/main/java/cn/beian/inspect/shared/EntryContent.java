package cn.beian.inspect.shared;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What one pass over the bytes of a file tells of it.
 *
 * @param head the first bytes, at most 512
 * @param begin the same from the first byte on that is not blank
 * @param archive whether the record that ends a ZIP archive lies where readers look for it (APPNOTE
 *     4.3.16: at most 65,535 bytes before the end), whatever stands before the archive
 * @param parts what begins within a picture, a sound, a film or a font
 * @param pem whether something in PEM form begins anywhere
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record EntryContent(
    long size, byte[] head, byte[] begin, boolean archive, Set<HiddenPart> parts, boolean pem) {
  /** Bytes that a pass keeps: what may be the end of an archive, and the piece that is read. */
  public static final int WINDOW = 1 << 17;

  private static final int CHUNK = 1 << 15;
  private static final int HEAD = 512;
  private static final int END_BYTES = 22;
  private static final int DIRECTORY_BYTES_AT = 12;
  private static final int MAX_COMMENT = 0xffff;
  private static final int ZIP64 = 0xffffffff;

  /** RFC 7468, the beginning of each. */
  private static final String PEM = "-----BEGIN ";

  private static final int DASHES = 5;

  /** Bytes of the longest byte order mark, and those that marks consist of. */
  private static final int MARK = 4;

  private static final String MARKS = "\u00ff\u00fe\u00ef\u00bb\u00bf";

  public EntryContent {
    parts = Set.copyOf(parts);
  }

  /**
   * Reads a file to its end.
   *
   * @param window of {@link #WINDOW} bytes, overwritten
   * @param digests of its bytes
   */
  public static EntryContent of(InputStream in, byte[] window, List<MessageDigest> digests)
      throws IOException {
    Pass pass = new Pass(window);
    int length = in.read(window, 0, CHUNK);
    while (length > 0) {
      for (MessageDigest digest : digests) {
        digest.update(window, pass.at(), length);
      }
      pass.add(length);
      length = in.read(window, pass.at(), Math.min(CHUNK, WINDOW - pass.at()));
    }
    return pass.end();
  }

  /** The same of bytes at hand. */
  public static EntryContent of(byte[] bytes) {
    try {
      return of(new ByteArrayInputStream(bytes), new byte[WINDOW], List.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One pass; the byte at an offset of the file lies at that offset of the ring. */
  private static final class Pass {
    private final byte[] ring;
    private final Set<HiddenPart> parts = EnumSet.noneOf(HiddenPart.class);
    private byte[] head = {};
    private byte[] begin = {};
    private long blank;
    private long size;
    private long scanned;
    private boolean begun;
    private boolean media;
    private boolean pem;

    Pass(byte[] ring) {
      this.ring = ring;
    }

    /** Where the next bytes go. */
    int at() {
      return (int) (size & (WINDOW - 1));
    }

    /** Takes the bytes that were put there. */
    void add(int length) {
      size += length;
      if (!begun && size >= HiddenPart.START) {
        begun = true;
        media = HiddenPart.mayFollow(ring);
      }
      if (head.length == 0 && size >= HEAD) {
        head = Arrays.copyOf(ring, HEAD);
      }
      beginning();
      if (media) {
        parts(size - HiddenPart.LONGEST);
      } else if (!pem) {
        pem(size - PEM.length());
      }
    }

    EntryContent end() {
      if (head.length == 0) {
        head = Arrays.copyOf(ring, (int) size);
      }
      if (begin.length == 0) {
        begin = blank == 0 ? head : copy(blank, (int) Math.min(HEAD, size - blank));
      }
      return new EntryContent(size, head, begin, isArchive(ring, at(), size), parts, pem);
    }

    /** Passes over what is blank at the beginning, and keeps what follows. */
    private void beginning() {
      while (begin.length == 0 && blank < size && isBlank(of(ring, (int) blank))) {
        blank++;
      }
      if (begin.length == 0 && size - blank >= HEAD) {
        begin = blank == 0 ? head : copy(blank, HEAD);
      }
    }

    private boolean isBlank(byte b) {
      return (b >= 0 && b <= ' ') || (blank < MARK && MARKS.indexOf(b & 0xff) >= 0);
    }

    private byte[] copy(long from, int length) {
      byte[] bytes = new byte[length];
      for (int i = 0; i < length; i++) {
        bytes[i] = of(ring, (int) (from + i));
      }
      return bytes;
    }

    private void parts(long to) {
      long i = Math.max(1, scanned);
      for (; i <= to; i++) {
        if (HiddenPart.mayBegin(of(ring, (int) i))) {
          for (HiddenPart part : HiddenPart.values()) {
            if (part.begins(ring, i)) {
              parts.add(part);
            }
          }
        }
      }
      scanned = i;
    }

    /** Of five dashes in a row one is met, whichever it is. */
    private void pem(long to) {
      long i = scanned;
      for (; i <= to; i += DASHES) {
        if (of(ring, (int) i) == '-') {
          for (long at = Math.max(0, i - DASHES + 1); at <= i; at++) {
            pem |= isPem(at);
          }
        }
      }
      scanned = i;
    }

    private boolean isPem(long at) {
      for (int i = 0; i < PEM.length(); i++) {
        if (of(ring, (int) (at + i)) != PEM.charAt(i)) {
          return false;
        }
      }
      return true;
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
