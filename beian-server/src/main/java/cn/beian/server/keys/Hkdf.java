package cn.beian.server.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.HKDFParameters;

/** Keys for several uses from one secret: HKDF with SHA-256 (RFC 5869), and digests by them. */
public final class Hkdf {
  /** Length of a derived key. */
  public static final int BYTES = 32;

  private static final String MAC = "HmacSHA256";

  private Hkdf() {}

  /**
   * The key for one use, 32 bytes, without salt.
   *
   * @param secret at least as hard to guess as the key shall be
   * @param use name of the use
   */
  public static byte[] derive(byte[] secret, String use) {
    HKDFBytesGenerator generator = new HKDFBytesGenerator(SHA256Digest.newInstance());
    generator.init(new HKDFParameters(secret, null, use.getBytes(StandardCharsets.UTF_8)));
    byte[] key = new byte[BYTES];
    generator.generateBytes(key, 0, BYTES);
    return key;
  }

  /** HMAC-SHA-256. */
  public static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }
}
