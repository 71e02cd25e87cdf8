package cn.beian.ledger.tree;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** An immutable digest, of as many bytes as its {@link Hasher} makes (32 for SHA-256 and SM3). */
public final class Hash {
  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * A digest of these bytes.
   *
   * @param bytes the digest, copied
   */
  public static Hash of(byte[] bytes) {
    return new Hash(bytes.clone());
  }

  /**
   * A digest written in hex.
   *
   * @param hex lower- or upper-case hex, two characters a byte
   * @throws IllegalArgumentException if {@code hex} is not hex
   */
  public static Hash ofHex(String hex) {
    return new Hash(HexFormat.of().parseHex(hex));
  }

  /** The digest, copied. */
  public byte[] toBytes() {
    return bytes.clone();
  }

  /** Number of bytes. */
  public int sizeBytes() {
    return bytes.length;
  }

  /** Lower-case hex, the form beian uses outside C2SP texts. */
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /** Padded standard base64, the form C2SP texts use. */
  public String base64() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The digest itself; must not be changed or passed on. */
  public byte[] raw() {
    return bytes;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Same as {@link #hex()}. */
  @Override
  public String toString() {
    return hex();
  }
}
