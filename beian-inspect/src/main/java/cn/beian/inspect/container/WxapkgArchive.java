package cn.beian.inspect.container;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A package of a WeChat mini-program, big-endian:
 *
 * <pre>
 * +0  u8  0xBE
 * +1  u32 info
 * +5  u32 length of the index, from +14 on without the count
 * +9  u32 length of the body
 * +13 u8  0xED
 * +14 u32 number of files
 * +18 per file: u32 length of the name, name in UTF-8, u32 offset from the beginning, u32 size
 * </pre>
 *
 * <p>WeChat for PC wraps it: {@code V1MMWX}, then the first 1,024 bytes in AES-256-CBC with a key
 * from the AppID (PBKDF2-HMAC-SHA1, salt {@code saltiest}, 1,000 rounds, IV {@code the iv: 16
 * bytes}) of which 1,023 count, then the rest, each byte XOR the next-to-last character of the
 * AppID. The layout is not published; it was read from open unpackers.
 */
public final class WxapkgArchive {
  private static final int FIRST = 0xBE;
  private static final int SECOND = 0xED;
  private static final int HEAD = 18;
  private static final int LEAST_PER_FILE = 12;
  private static final byte[] WRAPPED = "V1MMWX".getBytes(StandardCharsets.US_ASCII);
  private static final int CIPHERED = 1_024;
  private static final int KEY_BITS = 256;
  private static final int ROUNDS = 1_000;
  private static final int XOR_OF_SHORT_IDS = 0x66;

  private WxapkgArchive() {}

  /** Whether these are the first bytes of such a package, wrapped or not. */
  public static boolean begins(ByteSource source) {
    return wrapped(source) || marked(source.all());
  }

  private static boolean wrapped(ByteSource source) {
    if (source.sizeBytes() < WRAPPED.length) {
      return false;
    }
    ByteBuffer bytes = source.all();
    for (int i = 0; i < WRAPPED.length; i++) {
      if (bytes.get(i) != WRAPPED[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean marked(ByteBuffer bytes) {
    return bytes.limit() >= HEAD
        && (bytes.get(0) & 0xff) == FIRST
        && (bytes.get(13) & 0xff) == SECOND;
  }

  /**
   * The files of a package, names without leading slash.
   *
   * @param appId that a wrapped package is opened with
   * @throws PackageFormatException UNREADABLE where it contradicts itself; NOT_READ_YET where it is
   *     wrapped and the AppID is absent or wrong; LIMIT
   */
  public static FileTree open(
      ByteSource source, Optional<String> appId, Limits limits, FactSink facts)
      throws PackageFormatException {
    ByteSource plain = source;
    if (wrapped(source)) {
      if (appId.isEmpty()) {
        throw PackageFormatException.locked("V1MMWX: the AppID that opens it was not declared");
      }
      plain = unwrapped(source, appId.get());
      if (!marked(plain.all())) {
        throw PackageFormatException.locked("V1MMWX: the declared AppID does not open it");
      }
    }
    return files(plain, limits, facts);
  }

  private static FileTree files(ByteSource source, Limits limits, FactSink facts)
      throws PackageFormatException {
    ByteBuffer bytes = source.all().order(ByteOrder.BIG_ENDIAN);
    if (!marked(bytes)) {
      throw new PackageFormatException(
          Code.UNREADABLE, "", 0, "expected 0xBE and 0xED at 0 and 13");
    }
    long index = Integer.toUnsignedLong(bytes.getInt(5));
    long body = Integer.toUnsignedLong(bytes.getInt(9));
    long count = Integer.toUnsignedLong(bytes.getInt(14));
    if (count > limits.entries()) {
      throw new PackageFormatException(
          Code.LIMIT, "", 14, count + " files, at most " + limits.entries());
    }
    if (count * LEAST_PER_FILE > bytes.limit() - HEAD) {
      throw new PackageFormatException(
          Code.UNREADABLE, "", 14, count + " files do not fit into " + bytes.limit() + " bytes");
    }
    SlicedTree tree = new SlicedTree(limits, facts);
    int at = HEAD;
    for (long i = 0; i < count; i++) {
      long length = u32(bytes, at);
      if (length > limits.nameBytes()) {
        throw new PackageFormatException(
            Code.LIMIT, "", at, "a name of " + length + " bytes, at most " + limits.nameBytes());
      }
      int after = at + 4 + (int) length;
      long offset = u32(bytes, after);
      long size = u32(bytes, after + 4);
      byte[] name = new byte[(int) length];
      bytes.get(at + 4, name);
      String path = new String(name, StandardCharsets.UTF_8);
      tree.add(path.startsWith("/") ? path.substring(1) : path, source, offset, size);
      at = after + 8;
    }
    if (index + body + 14 != bytes.limit()) {
      facts.anomaly(
          "wxapkg_lengths",
          Locator.offset("", 5),
          "index " + index + " and body " + body + " are not the " + bytes.limit() + " bytes");
    }
    return tree;
  }

  private static long u32(ByteBuffer bytes, int at) throws PackageFormatException {
    if (at < 0 || at + 4 > bytes.limit()) {
      throw new PackageFormatException(Code.UNREADABLE, "", at, "the index ends early");
    }
    return Integer.toUnsignedLong(bytes.getInt(at));
  }

  private static ByteSource unwrapped(ByteSource source, String appId)
      throws PackageFormatException {
    int head = WRAPPED.length + CIPHERED;
    if (source.sizeBytes() < head) {
      throw new PackageFormatException(
          Code.UNREADABLE, "", source.sizeBytes(), "V1MMWX: ends inside the first 1,024 bytes");
    }
    byte[] ciphered = new byte[CIPHERED];
    source.slice(WRAPPED.length, CIPHERED).get(ciphered);
    byte[] rest = new byte[source.sizeBytes() - head];
    source.slice(head, rest.length).get(rest);
    int mask = appId.length() < 2 ? XOR_OF_SHORT_IDS : appId.charAt(appId.length() - 2) & 0xff;
    byte[] plain = new byte[CIPHERED - 1 + rest.length];
    System.arraycopy(deciphered(ciphered, appId), 0, plain, 0, CIPHERED - 1);
    for (int i = 0; i < rest.length; i++) {
      plain[CIPHERED - 1 + i] = (byte) (rest[i] ^ mask);
    }
    return ByteSource.of(plain);
  }

  private static byte[] deciphered(byte[] bytes, String appId) throws PackageFormatException {
    try {
      byte[] key =
          SecretKeyFactory.getInstance("PBKDF2WithHmacSHA1")
              .generateSecret(
                  new PBEKeySpec(
                      appId.toCharArray(),
                      "saltiest".getBytes(StandardCharsets.US_ASCII),
                      ROUNDS,
                      KEY_BITS))
              .getEncoded();
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE,
          new SecretKeySpec(key, "AES"),
          new IvParameterSpec("the iv: 16 bytes".getBytes(StandardCharsets.US_ASCII)));
      return cipher.doFinal(bytes);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new PackageFormatException(Code.UNREADABLE, "", 0, "V1MMWX: " + e.getMessage());
    }
  }
}
