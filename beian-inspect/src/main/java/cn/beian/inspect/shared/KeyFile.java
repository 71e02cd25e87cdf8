package cn.beian.inspect.shared;

import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files that hold a key, known by how they begin:
 *
 * <pre>
 * RFC 7468          -----BEGIN PRIVATE KEY-----, also RSA, EC, DSA, OPENSSH, ENCRYPTED
 * PuTTY             PuTTY-User-Key-File-2: …
 * RFC 5208 PKCS #8  SEQUENCE { INTEGER 0 or 1, SEQUENCE { OBJECT IDENTIFIER … }, OCTET STRING … }
 *                   SEQUENCE { SEQUENCE { OBJECT IDENTIFIER of pkcs-5 or pkcs-12 … }, OCTET STRING }
 * RFC 8017 PKCS #1  SEQUENCE { INTEGER 0 or 1, INTEGER of 512 bits or more … }
 * RFC 5915          SEQUENCE { INTEGER 1, OCTET STRING … }
 * RFC 7292 PKCS #12 SEQUENCE { INTEGER 3, SEQUENCE { OBJECT IDENTIFIER of pkcs-7 … } … }
 * JKS, JCEKS        u32 0xfeedfeed or 0xcececece, u32 version, u32 count, u32 1 of a first key
 * </pre>
 */
public final class KeyFile {
  static final String PRIVATE_KEY = "private_key";

  /** Keys or certificates under a password. */
  static final String KEY_STORE = "key_store";

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN (?:[A-Z0-9]{1,16} ){0,2}PRIVATE KEY-----");
  private static final String PUTTY = "PuTTY-User-Key-File-";
  private static final String BEGIN = "-----BEGIN ";

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTETS = 0x04;
  private static final int OBJECT = 0x06;
  private static final int INDEFINITE = 0x80;
  private static final int LEAST_MODULUS = 64;

  /** 1.2.840.113549.1, below which are PKCS #5, #7 and #12. */
  private static final byte[] PKCS = {42, (byte) 0x86, 72, (byte) 0x86, (byte) 0xf7, 13, 1};

  private static final List<byte[]> JAVA =
      List.of(
          new byte[] {(byte) 0xfe, (byte) 0xed, (byte) 0xfe, (byte) 0xed},
          new byte[] {(byte) 0xce, (byte) 0xce, (byte) 0xce, (byte) 0xce});
  private static final int FIRST_ENTRY = 12;

  private static final int HEAD = 512;
  private static final int MAX_PEM = 1 << 20;

  private final byte[] bytes;
  private int at;

  private KeyFile(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * What a file holds, of which only the beginning is inflated where that says it.
   *
   * @return {@code private_key} or {@code key_store}; empty for any other, or for broken data
   * @throws PackageFormatException LIMIT; UNREADABLE where the package itself cannot be read
   */
  public static Optional<String> in(FileTree.Entry entry) throws PackageFormatException {
    try (InputStream in = entry.open()) {
      return in(entry, in.readNBytes(HEAD), entry.statedBytes());
    } catch (EntryReadException e) {
      if (e.reason().code() == Code.LIMIT) {
        throw e.reason();
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new PackageFormatException(
          Code.UNREADABLE, entry.name(), -1, String.valueOf(e.getMessage()));
    }
  }

  /** The same of a file whose beginning is at hand. */
  static Optional<String> in(FileTree.Entry entry, byte[] head, long size)
      throws PackageFormatException {
    Optional<String> found = of(head, size);
    boolean further = found.isEmpty() && size > head.length && size <= MAX_PEM && isPem(head);
    return further ? of(entry.bytes(), size) : found;
  }

  /**
   * What a file holds, {@link #PRIVATE_KEY} or {@link #KEY_STORE}; empty for any other.
   *
   * @param head its first bytes, at least 48 where it has as many
   * @param size of the whole file
   */
  static Optional<String> of(byte[] head, long size) {
    if (head.length < Integer.BYTES) {
      return Optional.empty();
    }
    if ((head[0] & 0xff) == SEQUENCE) {
      return new KeyFile(head).structure(size);
    }
    if (JAVA.stream().anyMatch(magic -> begins(head, 0, magic))) {
      boolean key =
          head.length > FIRST_ENTRY + 3
              && head[FIRST_ENTRY] == 0
              && head[FIRST_ENTRY + 1] == 0
              && head[FIRST_ENTRY + 2] == 0
              && head[FIRST_ENTRY + 3] == 1;
      return key ? Optional.of(KEY_STORE) : Optional.empty();
    }
    String text = new String(head, StandardCharsets.ISO_8859_1);
    boolean key = text.startsWith(PUTTY) || (text.contains(BEGIN) && KEY.matcher(text).find());
    return key ? Optional.of(PRIVATE_KEY) : Optional.empty();
  }

  /** Whether a file is in PEM form, so that a key may follow what it begins with. */
  private static boolean isPem(byte[] head) {
    return new String(head, StandardCharsets.ISO_8859_1).contains(BEGIN);
  }

  private Optional<String> structure(long size) {
    long length = next(SEQUENCE);
    if (length < 0 || (length != Long.MAX_VALUE && at + length != size)) {
      return Optional.empty();
    }
    if (at < bytes.length && bytes[at] == SEQUENCE) {
      int end = end(next(SEQUENCE));
      boolean sealed = pkcs(5) || pkcs(12);
      at = end;
      return sealed && next(OCTETS) > 0 ? Optional.of(PRIVATE_KEY) : Optional.empty();
    }
    if (next(INTEGER) != 1 || at >= bytes.length) {
      return Optional.empty();
    }
    int version = bytes[at++];
    if (version == 3) {
      boolean store = next(SEQUENCE) > 0 && pkcs(7);
      return store ? Optional.of(KEY_STORE) : Optional.empty();
    }
    boolean key =
        (version == 0 || version == 1)
            && (isAlgorithm() || next(INTEGER) >= LEAST_MODULUS || (version == 1 && isPoint()));
    return key ? Optional.of(PRIVATE_KEY) : Optional.empty();
  }

  /** An algorithm and the string that the key is in. */
  private boolean isAlgorithm() {
    int before = at;
    long inner = next(SEQUENCE);
    int end = end(inner);
    boolean found = inner > 0 && next(OBJECT) > 0;
    at = end;
    found = found && next(OCTETS) > 0;
    at = found ? at : before;
    return found;
  }

  /** Where what has that length ends, within what is at hand. */
  private int end(long length) {
    return (int) Math.min(bytes.length, at + Math.min(bytes.length, Math.max(0, length)));
  }

  private boolean isPoint() {
    return next(OCTETS) >= Long.BYTES;
  }

  /** Whether an object identifier below {@code pkcs-number} follows. */
  private boolean pkcs(int number) {
    int before = at;
    boolean found =
        next(OBJECT) > PKCS.length
            && begins(bytes, at, PKCS)
            && at + PKCS.length < bytes.length
            && bytes[at + PKCS.length] == number;
    at = before;
    return found;
  }

  /** The length of what follows if its tag is that; else -1, and nothing is passed. */
  private long next(int tag) {
    int start = at;
    if (at + 1 >= bytes.length || (bytes[at] & 0xff) != tag) {
      return -1;
    }
    int first = bytes[at + 1] & 0xff;
    at += 2;
    if (first < INDEFINITE) {
      return first;
    }
    int count = first - INDEFINITE;
    if (count == 0) {
      return Long.MAX_VALUE;
    }
    long length = 0;
    if (count > Integer.BYTES || at + count > bytes.length) {
      at = start;
      return -1;
    }
    for (int i = 0; i < count; i++) {
      length = (length << Byte.SIZE) | (bytes[at++] & 0xff);
    }
    return length;
  }

  private static boolean begins(byte[] bytes, int from, byte[] what) {
    return from >= 0
        && from + what.length <= bytes.length
        && Arrays.equals(bytes, from, from + what.length, what, 0, what.length);
  }
}
