package cn.beian.inspect.shared;

import cn.beian.inspect.reader.EntryReadException;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Files that hold a key, known by how they begin, and keys in PEM form behind any text. PEM may be
 * in UTF-16, a structure in base64:
 *
 * <pre>
 * RFC 7468          -----BEGIN PRIVATE KEY-----, also RSA, EC, DSA, OPENSSH, ENCRYPTED
 * PuTTY             PuTTY-User-Key-File-2: …
 * RFC 5208 PKCS #8  SEQUENCE { INTEGER 0 or 1, SEQUENCE { OBJECT IDENTIFIER … }, OCTET STRING … }
 *                   SEQUENCE { SEQUENCE { OBJECT IDENTIFIER of pkcs-5 or pkcs-12 … }, OCTET STRING }
 * RFC 8017 PKCS #1  SEQUENCE { INTEGER 0 or 1, INTEGER of 512 bits or more … }
 * RFC 5915          SEQUENCE { INTEGER 1, OCTET STRING … }
 * RFC 7292 PKCS #12 SEQUENCE { INTEGER 3, SEQUENCE { OBJECT IDENTIFIER of pkcs-7 … } … }
 * RFC 7517 JWK      "kty" and "d" in JSON
 * JKS, JCEKS        u32 0xfeedfeed or 0xcececece, u32 version, u32 count, u32 1 of a first key
 * </pre>
 */
public final class KeyFile {
  static final String PRIVATE_KEY = "private_key";

  /** Keys or certificates under a password. */
  static final String KEY_STORE = "key_store";

  private static final String PUTTY = "PuTTY-User-Key-File-";
  private static final String BEGIN = "-----BEGIN ";

  /** A key with as many characters as the shortest one has; lines may be escaped as in JSON. */
  private static final Pattern KEY_WITH_BODY =
      Pattern.compile(
          "-----BEGIN (?:[A-Z0-9]{1,16} ){0,2}PRIVATE KEY-----"
              + "[\\s\\\\nr\"'+,]{1,40}+(?:Proc-Type:|[A-Za-z0-9+/]{24,}[A-Za-z0-9+/=\\s\\\\]{16})");

  /** A member that only a key in JSON has (RFC 7517), and one that only a private one has. */
  private static final String JWK = "\"kty\"";

  private static final Pattern PRIVATE_JWK =
      Pattern.compile("\"d\"\\s{0,9}:\\s{0,9}\"[A-Za-z0-9_-]{32}");

  /** A structure of some length, in base64. */
  private static final Pattern ENCODED = Pattern.compile("M[CGHI][A-Za-z0-9+/=\\s]{40}");

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

  /** A text of that size is looked through for a key. */
  private static final int MAX_TEXT = 16 << 20;

  private static final int MAX_ENCODED = 1 << 15;

  /** Where texts in UTF-16 have a zero, behind their mark. */
  private static final int WIDE = 5;

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

  /**
   * The same of a file of which a pass has told the beginning.
   *
   * @throws PackageFormatException LIMIT; UNREADABLE where its data is broken
   */
  public static Optional<String> in(FileTree.Entry entry, EntryContent content)
      throws PackageFormatException {
    Optional<String> found = in(entry, content.head(), content.size());
    boolean further = found.isEmpty() && content.pem() && content.size() <= MAX_TEXT;
    return further ? within(entry.bytes()) : found;
  }

  /** The same of a file whose beginning is at hand. */
  private static Optional<String> in(FileTree.Entry entry, byte[] head, long size)
      throws PackageFormatException {
    Optional<String> found = of(head, size);
    if (found.isPresent() || size > MAX_PEM) {
      return found;
    }
    String text = text(head);
    if (isPem(text) || text.contains(JWK)) {
      return size > head.length ? of(entry.bytes(), size) : found;
    }
    return ENCODED.matcher(text).lookingAt() && size <= MAX_ENCODED
        ? encoded(entry.bytes())
        : found;
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
    String text = text(head);
    boolean key =
        text.startsWith(PUTTY)
            || (isPem(text) && KEY_WITH_BODY.matcher(text).find())
            || (text.contains(JWK) && PRIVATE_JWK.matcher(text).find());
    return key ? Optional.of(PRIVATE_KEY) : Optional.empty();
  }

  /** ASCII as it is, or in UTF-16 without its zeros. */
  private static String text(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    boolean wide = bytes.length > WIDE && (bytes[WIDE - 1] == 0 || bytes[WIDE] == 0);
    return wide && text.indexOf('-') >= 0 ? text.replace("\0", "") : text;
  }

  /** Whether a file is in PEM form, so that a key may follow what it begins with. */
  private static boolean isPem(String text) {
    return text.contains(BEGIN);
  }

  /** A key with what it consists of, not just its first line, behind whatever text. */
  private static Optional<String> within(byte[] bytes) {
    boolean key = KEY_WITH_BODY.matcher(text(bytes)).find();
    return key ? Optional.of(PRIVATE_KEY) : Optional.empty();
  }

  /** A structure in base64. */
  private static Optional<String> encoded(byte[] bytes) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(bytes);
      return der.length > Integer.BYTES && (der[0] & 0xff) == SEQUENCE
          ? new KeyFile(der).structure(der.length)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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
