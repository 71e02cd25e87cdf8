package cn.beian.testkit.miniprogram;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;

/** Signs a ZIP the way a quick app is signed. */
public final class RpkBytes {
  private static final byte[] MAGIC = "RPK Sig Block 42".getBytes(StandardCharsets.US_ASCII);
  private static final int END_BYTES = 22;
  private static final int RSA_SHA256 = 0x0103;

  private RpkBytes() {}

  /** The ZIP, which must have no comment, with a signing block before its central directory. */
  public static byte[] signed(byte[] zip, PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    int end = zip.length - END_BYTES;
    int directory = little(zip, end + 16);
    byte[] entries = java.util.Arrays.copyOf(zip, directory);
    byte[] central = java.util.Arrays.copyOfRange(zip, directory, end);
    byte[] tail = java.util.Arrays.copyOfRange(zip, end, zip.length);
    byte[] digest =
        sha256(
            joined(new byte[] {0x5A}, u32(3), section(entries), section(central), section(tail)));
    byte[] signed =
        joined(
            part(part(joined(u32(RSA_SHA256), part(digest)))),
            part(part(certificate.getEncoded())),
            part(new byte[0]));
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initSign(key);
    signature.update(signed);
    byte[] signer =
        joined(
            part(signed),
            part(part(joined(u32(RSA_SHA256), part(signature.sign())))),
            part(certificate.getPublicKey().getEncoded()));
    byte[] value = part(part(signer));
    byte[] pair = joined(u64(value.length + 4L), u32(0x01000101), value);
    byte[] size = u64(pair.length + 8L + MAGIC.length);
    byte[] block = joined(size, pair, size, MAGIC);
    ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).putInt(16, directory + block.length);
    return joined(entries, block, central, tail);
  }

  private static int little(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] u64(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static byte[] part(byte[] bytes) {
    return joined(u32(bytes.length), bytes);
  }

  private static byte[] section(byte[] bytes) throws GeneralSecurityException {
    return sha256(joined(new byte[] {(byte) 0xA5}, u32(bytes.length), bytes));
  }

  private static byte[] sha256(byte[] bytes) throws GeneralSecurityException {
    return MessageDigest.getInstance("SHA-256").digest(bytes);
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }
}
