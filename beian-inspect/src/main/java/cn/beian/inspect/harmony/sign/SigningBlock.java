package cn.beian.inspect.harmony.sign;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.ByteSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The signing block of a HarmonyOS package, before the central directory of the ZIP, little-endian
 * (abcde, {@code HapSignBlocks}; the digest was checked on seventeen signed packages):
 *
 * <pre>
 * block   heads {u32 type, u32 length, u32 offset in the block}, what they point to, trailer
 * trailer u32 heads, u64 size of the block, char[16] "HAP Sig Block 42" up to version 2, then
 *         "&lt;hap sign block&gt;", u32 version; ends where the central directory begins
 * type    0x20000000 signed message, 0x20000001 proof of rotation, 0x20000002 profile,
 *         0x20000003 property; all but the first are covered by the digest as they are
 * message u32 version, u32 digests, each {u32 size, u32 algorithm, u32 length, digest}
 * digest  H(0x5a, u32 chunks, of each H(0xa5, u32 length, chunk); then the covered parts in their
 *         order); chunks of 1 MiB of the entries, the central directory, and its end with the offset
 *         of the block in place of that of the directory
 * </pre>
 */
final class SigningBlock {
  static final int SIGNATURE = 0x20000000;
  static final int PROFILE = 0x20000002;

  private static final byte[] OLD_MAGIC = "HAP Sig Block 42".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] MAGIC = "<hap sign block>".getBytes(StandardCharsets.US_ASCII);
  private static final int TRAILER_BYTES = 32;
  private static final int HEAD_BYTES = 12;
  private static final int MAX_HEADS = 16;
  private static final int CHUNK = 1 << 20;
  private static final byte CHUNK_MARK = (byte) 0xa5;
  private static final byte WHOLE_MARK = 0x5a;
  private static final int DIRECTORY_OFFSET = 16;
  private static final int END = 0x06054b50;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT = 0xffff;

  /** One part of the block, where it lies in the package. */
  record Part(int type, int offset, int length) {}

  private final ByteSource source;
  private final int start;
  private final int directory;
  private final int directoryEnd;
  private final int version;
  private final List<Part> parts;

  private SigningBlock(
      ByteSource source,
      int start,
      int directory,
      int directoryEnd,
      int version,
      List<Part> parts) {
    this.source = source;
    this.start = start;
    this.directory = directory;
    this.directoryEnd = directoryEnd;
    this.version = version;
    this.parts = List.copyOf(parts);
  }

  /**
   * Finds it.
   *
   * @return empty where there is none
   * @throws BrokenDataException if it contradicts itself
   */
  static Optional<SigningBlock> of(ByteSource source) throws BrokenDataException {
    ByteBuffer bytes = source.all();
    int directoryEnd = bytes.limit() - END_BYTES;
    int first = Math.max(0, directoryEnd - MAX_COMMENT);
    while (directoryEnd >= first && bytes.getInt(directoryEnd) != END) {
      directoryEnd--;
    }
    long stated =
        directoryEnd < first ? 0 : Integer.toUnsignedLong(bytes.getInt(directoryEnd + 16));
    int directory = stated > directoryEnd ? 0 : (int) stated;
    int trailer = directory - TRAILER_BYTES;
    if (trailer < 0
        || !(isAt(bytes, trailer + 12, MAGIC) || isAt(bytes, trailer + 12, OLD_MAGIC))) {
      return Optional.empty();
    }
    int count = bytes.getInt(trailer);
    long size = bytes.getLong(trailer + 4);
    if (size < TRAILER_BYTES || size > directory || count < 0 || count > MAX_HEADS) {
      throw new BrokenDataException(
          trailer, "a block of " + size + " bytes and " + count + " parts");
    }
    int start = (int) (directory - size);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int head = start + HEAD_BYTES * i;
      if (head + HEAD_BYTES > trailer) {
        throw new BrokenDataException(head, "heads beyond the block");
      }
      long length = Integer.toUnsignedLong(bytes.getInt(head + 4));
      long offset = Integer.toUnsignedLong(bytes.getInt(head + 8));
      if (offset + length > size - TRAILER_BYTES) {
        throw new BrokenDataException(head, "a part of " + length + " bytes beyond the block");
      }
      parts.add(new Part(bytes.getInt(head), (int) (start + offset), (int) length));
    }
    int version = bytes.getInt(trailer + 28);
    return Optional.of(new SigningBlock(source, start, directory, directoryEnd, version, parts));
  }

  private static boolean isAt(ByteBuffer bytes, int at, byte[] text) {
    for (int i = 0; i < text.length; i++) {
      if (bytes.get(at + i) != text[i]) {
        return false;
      }
    }
    return true;
  }

  int version() {
    return version;
  }

  /** The bytes of the first part of that type. */
  Optional<byte[]> part(int type) {
    return parts.stream().filter(part -> part.type == type).findFirst().map(this::bytes);
  }

  private byte[] bytes(Part part) {
    byte[] bytes = new byte[part.length];
    source.slice(part.offset, part.length).get(bytes);
    return bytes;
  }

  /** The digest of the package with that algorithm of {@link MessageDigest}. */
  byte[] digest(String algorithm) throws NoSuchAlgorithmException {
    ByteBuffer end =
        ByteBuffer.allocate(source.sizeBytes() - directoryEnd).order(ByteOrder.LITTLE_ENDIAN);
    end.put(source.slice(directoryEnd, end.capacity())).putInt(DIRECTORY_OFFSET, start).flip();
    List<byte[]> chunks = new ArrayList<>();
    chunks(source.slice(0, start), algorithm, chunks);
    chunks(source.slice(directory, directoryEnd - directory), algorithm, chunks);
    chunks(end, algorithm, chunks);
    MessageDigest whole = MessageDigest.getInstance(algorithm);
    whole.update(WHOLE_MARK);
    whole.update(littleEndian(chunks.size()));
    chunks.forEach(whole::update);
    for (Part part : parts) {
      if (part.type != SIGNATURE) {
        whole.update(source.slice(part.offset, part.length));
      }
    }
    return whole.digest();
  }

  private static void chunks(ByteBuffer section, String algorithm, List<byte[]> into)
      throws NoSuchAlgorithmException {
    for (int at = 0; at < section.limit(); at += CHUNK) {
      int length = Math.min(CHUNK, section.limit() - at);
      MessageDigest digest = MessageDigest.getInstance(algorithm);
      digest.update(CHUNK_MARK);
      digest.update(littleEndian(length));
      digest.update(section.slice(at, length));
      into.add(digest.digest());
    }
  }

  private static byte[] littleEndian(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }
}
