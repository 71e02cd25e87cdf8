package cn.beian.testkit.harmony;

import cn.beian.testkit.TestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Signs a ZIP the way a HarmonyOS package is signed. */
public final class HapBytes {
  private static final byte[] MAGIC = "<hap sign block>".getBytes(StandardCharsets.US_ASCII);
  private static final int END_BYTES = 22;
  private static final int CHUNK = 1 << 20;
  private static final int ECDSA_SHA256 = 0x201;

  private HapBytes() {}

  /** A profile as a store issues it. */
  public static String profile(String type, String bundle, TestSigner signer) {
    try {
      String pem =
          "-----BEGIN CERTIFICATE-----\\n"
              + Base64.getEncoder().encodeToString(signer.certificate().getEncoded())
              + "\\n-----END CERTIFICATE-----\\n";
      return "{\"type\":\""
          + type
          + "\",\"validity\":{\"not-before\":1735689600,\"not-after\":2051222400},"
          + "\"bundle-info\":{\"bundle-name\":\""
          + bundle
          + "\",\"apl\":\"normal\",\"development-certificate\":\""
          + pem
          + "\"},\"acls\":{\"allowed-acls\":[\"ohos.permission.READ_CONTACTS\"]},"
          + "\"permissions\":{\"restricted-permissions\":[]},"
          + "\"debug-info\":{\"device-ids\":[\"A1\",\"B2\"]},\"issuer\":\"app_gallery\"}";
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The ZIP, which must have no comment, with a signing block before its central directory. */
  public static byte[] signed(byte[] zip, TestSigner signer, String profile) {
    try {
      int end = zip.length - END_BYTES;
      int directory = little(zip, end + 16);
      byte[] signedProfile = message(profile.getBytes(StandardCharsets.UTF_8), signer);
      byte[] digest = digest(zip, directory, end, signedProfile);
      byte[] content =
          joined(
              u32(2),
              u32(1),
              u32(8 + digest.length),
              u32(ECDSA_SHA256),
              u32(digest.length),
              digest);
      byte[] signature = message(content, signer);
      int heads = 24;
      byte[] block =
          joined(
              u32(0x20000002),
              u32(signedProfile.length),
              u32(heads),
              u32(0x20000000),
              u32(signature.length),
              u32(heads + signedProfile.length),
              signedProfile,
              signature);
      byte[] trailer = joined(u32(2), u32(block.length + 32), u32(0), MAGIC, u32(3));
      ByteBuffer tail =
          ByteBuffer.allocate(END_BYTES).order(ByteOrder.LITTLE_ENDIAN).put(zip, end, END_BYTES);
      tail.putInt(16, directory + block.length + trailer.length);
      return joined(
          java.util.Arrays.copyOf(zip, directory),
          block,
          trailer,
          java.util.Arrays.copyOfRange(zip, directory, end),
          tail.array());
    } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] digest(byte[] zip, int directory, int end, byte[] profile)
      throws GeneralSecurityException {
    List<byte[]> chunks = new ArrayList<>();
    chunks(zip, 0, directory, chunks);
    chunks(zip, directory, end, chunks);
    chunks(zip, end, zip.length, chunks); // the block begins where the directory began
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    whole.update((byte) 0x5a);
    whole.update(u32(chunks.size()));
    chunks.forEach(whole::update);
    whole.update(profile);
    return whole.digest();
  }

  private static void chunks(byte[] zip, int from, int to, List<byte[]> into)
      throws GeneralSecurityException {
    for (int at = from; at < to; at += CHUNK) {
      int length = Math.min(CHUNK, to - at);
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((byte) 0xa5);
      digest.update(u32(length));
      digest.update(zip, at, length);
      into.add(digest.digest());
    }
  }

  private static byte[] message(byte[] content, TestSigner signer)
      throws GeneralSecurityException, OperatorCreationException, CMSException, IOException {
    CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
    generator.addSignerInfoGenerator(
        new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
            .build(
                new JcaContentSignerBuilder("SHA256withRSA").build(signer.privateKey()),
                signer.certificate()));
    generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
    return generator.generate(new CMSProcessableByteArray(content), true).getEncoded();
  }

  private static int little(byte[] bytes, int at) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
  }

  private static byte[] u32(int value) {
    return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
  }

  private static byte[] joined(byte[]... pieces) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] piece : pieces) {
      out.writeBytes(piece);
    }
    return out.toByteArray();
  }
}
