package cn.beian.inspect.ios.signature;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.signature.SignedMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The code signature of an image (Apple, {@code cs_blobs.h}), big-endian:
 *
 * <pre>
 * all         u32 fade0cc0, u32 size, u32 count; each: u32 slot, u32 offset from the beginning
 * slots       0 directory, 5 entitlements, 0x1000 … further directories, 0x10000 message (CMS)
 * directory   +0 u32 fade0c02, +8 version, +16 offset of digests, +20 of the identifier, +24 special
 *             digests, +28 digests of pages, +32 end of what is signed, +36 u8 digest size,
 *             +37 u8 kind (1 SHA-1, 2 SHA-256, 3 SHA-256 of 20 bytes, 4 SHA-384), +39 u8 log2 of a
 *             page, from version 20200 +48 offset of the team
 * special     stand before the others, from the last: 1 Info.plist, 3 CodeResources, 5 entitlements
 * entitlements, message   u32 magic, u32 size, content
 * </pre>
 */
public final class CodeSignature {
  /** Place of the digest of Info.plist. */
  public static final int INFO = 1;

  /** Place of the digest of {@code _CodeSignature/CodeResources}. */
  public static final int RESOURCES = 3;

  private static final int SUPER_BLOB = 0xfade0cc0;
  private static final int DIRECTORY = 0xfade0c02;
  private static final int SLOT_ENTITLEMENTS = 5;
  private static final int SLOT_ALTERNATIVE = 0x1000;
  private static final int SLOT_MESSAGE = 0x10000;
  private static final int MAX_SLOTS = 64;
  private static final int MAX_DIRECTORIES = 6; // the first and five others, as the system
  private static final int BLOB_HEADER = 8;
  private static final int TEAM_VERSION = 0x20200;
  private static final int MAX_PAGE = 24;
  private static final int CODE_DIGEST = 20;

  /** One directory; numbers as in the layout. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Directory(byte[] blob, String algorithm, int digestBytes) {
    int at(int offset) {
      return ByteBuffer.wrap(blob).getInt(offset);
    }

    byte[] digestAt(int index) {
      int start = at(16) + index * digestBytes;
      return start < 0 || start > blob.length - digestBytes
          ? new byte[0]
          : Arrays.copyOfRange(blob, start, start + digestBytes);
    }

    boolean matches(byte[] content, int index) {
      return MessageDigest.isEqual(digest(content, 0, content.length), digestAt(index));
    }

    byte[] digest(byte[] content, int offset, int length) {
      try {
        MessageDigest digest = MessageDigest.getInstance(algorithm);
        digest.update(content, offset, length);
        return Arrays.copyOf(digest.digest(), digestBytes);
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final List<Directory> directories = new ArrayList<>();
  private byte[] entitlements = new byte[0];
  private byte[] message = new byte[0];

  private CodeSignature(byte[] data) throws BrokenDataException {
    ByteBuffer bytes = ByteBuffer.wrap(data);
    if (data.length < 12 || bytes.getInt(0) != SUPER_BLOB) {
      throw new BrokenDataException(0, "no code signature");
    }
    int count = bytes.getInt(8);
    if (count < 0 || count > MAX_SLOTS || 12 + 8L * count > data.length) {
      throw new BrokenDataException(8, count + " slots");
    }
    long copied = 0;
    for (int i = 0; i < count; i++) {
      int slot = bytes.getInt(12 + 8 * i);
      long offset = Integer.toUnsignedLong(bytes.getInt(16 + 8 * i));
      if (offset > data.length - BLOB_HEADER) {
        throw new BrokenDataException(offset, "a slot outside of the signature");
      }
      long size = Integer.toUnsignedLong(bytes.getInt((int) offset + 4));
      copied += size;
      if (size < BLOB_HEADER || size > data.length - offset || copied > 2L * data.length) {
        throw new BrokenDataException(offset, "a part of " + size + " bytes");
      }
      byte[] blob = Arrays.copyOfRange(data, (int) offset, (int) (offset + size));
      if (slot == 0 || (slot >= SLOT_ALTERNATIVE && slot < SLOT_MESSAGE)) {
        directories.add(directory(blob, offset));
      } else if (slot == SLOT_ENTITLEMENTS) {
        entitlements = blob;
      } else if (slot == SLOT_MESSAGE) {
        message = Arrays.copyOfRange(blob, BLOB_HEADER, blob.length);
      }
    }
    if (directories.size() > MAX_DIRECTORIES) {
      throw new BrokenDataException(0, directories.size() + " directories of code");
    }
    if (directories.isEmpty()) {
      throw new BrokenDataException(0, "no directory of code");
    }
  }

  /**
   * Reads.
   *
   * @throws BrokenDataException if it is none or its tables leave the data
   */
  public static CodeSignature read(byte[] data) throws BrokenDataException {
    return new CodeSignature(data);
  }

  private static Directory directory(byte[] blob, long offset) throws BrokenDataException {
    if (blob.length < 44 || ByteBuffer.wrap(blob).getInt(0) != DIRECTORY) {
      throw new BrokenDataException(offset, "no directory of code");
    }
    int bytes = blob[36] & 0xff;
    String algorithm =
        switch (blob[37]) {
          case 1 -> "SHA-1";
          case 2, 3 -> "SHA-256";
          case 4 -> "SHA-384";
          default -> throw new BrokenDataException(offset, "digests of kind " + blob[37]);
        };
    if (bytes < 20 || bytes > 48) {
      throw new BrokenDataException(offset, "digests of " + bytes + " bytes");
    }
    return new Directory(blob, algorithm, bytes);
  }

  /** What the signer calls the code, most often the bundle id. */
  public String identifier() {
    return text(directories.get(0), directories.get(0).at(20));
  }

  /** The team of the signer; empty where not stated. */
  public String team() {
    Directory first = directories.get(0);
    return first.at(8) >= TEAM_VERSION && first.blob.length >= 52 && first.at(48) > 0
        ? text(first, first.at(48))
        : "";
  }

  private static String text(Directory directory, int at) {
    if (at < 0 || at >= directory.blob.length) {
      return "";
    }
    int end = at;
    while (end < directory.blob.length && directory.blob[end] != 0) {
      end++;
    }
    return new String(directory.blob, at, end - at, StandardCharsets.UTF_8);
  }

  /** Digest algorithms of the directories, in their order. */
  public List<String> algorithms() {
    return directories.stream().map(Directory::algorithm).distinct().toList();
  }

  /** A property list; empty where there is none. */
  public byte[] entitlements() {
    return entitlements.length == 0
        ? entitlements
        : Arrays.copyOfRange(entitlements, BLOB_HEADER, entitlements.length);
  }

  /**
   * The message that signs the first directory; empty where there is none, as of code signed
   * without a certificate.
   */
  public Optional<SignedMessage> message() throws BrokenDataException {
    return message.length == 0 ? Optional.empty() : Optional.of(SignedMessage.read(message));
  }

  /** Whether the message is a signature of the first directory. */
  public boolean isSigned() throws BrokenDataException {
    Optional<SignedMessage> signed = message();
    return signed.isPresent() && signed.get().isSignatureOf(directories.get(0).blob);
  }

  /** Whether all directories have the digest of that content at a special place. */
  public boolean matches(int special, byte[] content) {
    return directories.stream()
        .allMatch(each -> special <= each.at(24) && each.matches(content, -special));
  }

  /** Whether a special place has a digest that is not zero. */
  public boolean states(int special) {
    Directory first = directories.get(0);
    if (special > first.at(24)) {
      return false;
    }
    for (byte each : first.digestAt(-special)) {
      if (each != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether that content is what was signed, or no digest of any was. */
  public boolean seals(int special, Optional<byte[]> content) {
    return !states(special) || content.filter(each -> matches(special, each)).isPresent();
  }

  /** Whether a bundle around names this code so: by the first bytes of a directory's digest. */
  public boolean isNamed(byte[] codeDigest) {
    return codeDigest.length == CODE_DIGEST
        && directories.stream()
            .anyMatch(
                each -> {
                  byte[] own = each.digest(each.blob, 0, each.blob.length);
                  return MessageDigest.isEqual(Arrays.copyOf(own, CODE_DIGEST), codeDigest);
                });
  }

  /** Whether the entitlements are those that were signed. */
  public boolean matchesEntitlements() {
    return entitlements.length == 0 || matches(SLOT_ENTITLEMENTS, entitlements);
  }

  /**
   * Whether all pages are as they were signed.
   *
   * @param code bytes of which the image is a part
   * @param base where the image begins
   * @param size of the image
   * @param hiddenFrom where, in the image, what is encrypted begins; its digests are of what it was
   * @param hiddenTo where that ends
   */
  public boolean matchesCode(byte[] code, int base, int size, long hiddenFrom, long hiddenTo) {
    return directories.stream()
        .allMatch(each -> matchesCode(each, code, base, size, hiddenFrom, hiddenTo));
  }

  private static boolean matchesCode(
      Directory directory, byte[] code, int base, int size, long hiddenFrom, long hiddenTo) {
    long end = Integer.toUnsignedLong(directory.at(32));
    int log = directory.blob[39] & 0xff;
    int pages = directory.at(28);
    if (end > size || log < 10 || log > MAX_PAGE || pages != (end + (1L << log) - 1) >> log) {
      return false;
    }
    for (int i = 0; i < pages; i++) {
      long from = (long) i << log;
      int length = (int) Math.min(1L << log, end - from);
      boolean hidden = from < hiddenTo && from + length > hiddenFrom;
      if (!hidden
          && !MessageDigest.isEqual(
              directory.digest(code, (int) (base + from), length), directory.digestAt(i))) {
        return false;
      }
    }
    return true;
  }
}
