package cn.beian.testkit.ios;

import cn.beian.testkit.TestSigner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** Builds messages (CMS) and code signatures like those of Apple's tools. */
public final class SignedMessages {
  private static final int DIRECTORY_BYTES = 52;
  private static final int SPECIAL = 5;
  private static final int DIGEST = 32;
  private static final int PAGE_LOG = 12;

  private SignedMessages() {}

  /** A message around a content, like a provisioning profile. */
  public static byte[] around(byte[] content, TestSigner signer) {
    return message(content, signer, true);
  }

  private static byte[] message(byte[] content, TestSigner signer, boolean with) {
    try {
      CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(
                  new JcaContentSignerBuilder("SHA256withRSA").build(signer.privateKey()),
                  signer.certificate()));
      generator.addCertificates(new JcaCertStore(List.of(signer.certificate())));
      return generator.generate(new CMSProcessableByteArray(content), with).getEncoded();
    } catch (CMSException
        | OperatorCreationException
        | CertificateEncodingException
        | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * A code signature.
   *
   * @param code the signed bytes, from the beginning of the image
   */
  static byte[] ofCode(
      byte[] code,
      String identifier,
      byte[] info,
      byte[] resources,
      byte[] entitlements,
      TestSigner signer) {
    byte[] wrapped = blob(0xfade7171, entitlements);
    int pages = (code.length + (1 << PAGE_LOG) - 1) >> PAGE_LOG;
    byte[] name = (identifier + "\0").getBytes(StandardCharsets.UTF_8);
    int digests = DIRECTORY_BYTES + name.length + SPECIAL * DIGEST;
    ByteBuffer directory = ByteBuffer.allocate(digests + pages * DIGEST);
    directory.putInt(0xfade0c02).putInt(directory.capacity()).putInt(0x20200).putInt(0);
    directory.putInt(digests).putInt(DIRECTORY_BYTES).putInt(SPECIAL).putInt(pages);
    directory.putInt(code.length).put((byte) DIGEST).put((byte) 2).put((byte) 0);
    directory.put((byte) PAGE_LOG).putInt(0).putInt(0).putInt(0).put(name);
    directory.put(sha256(wrapped)).put(new byte[DIGEST]).put(sha256(resources));
    directory.put(new byte[DIGEST]).put(sha256(info));
    for (int i = 0; i < pages; i++) {
      int from = i << PAGE_LOG;
      directory.put(
          sha256(Arrays.copyOfRange(code, from, Math.min(code.length, from + (1 << PAGE_LOG)))));
    }
    byte[] message = blob(0xfade0b01, message(directory.array(), signer, false));
    int header = 12 + 3 * 8;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int total = header + directory.capacity() + wrapped.length + message.length;
    ByteBuffer head = ByteBuffer.allocate(header).putInt(0xfade0cc0).putInt(total).putInt(3);
    head.putInt(0).putInt(header);
    head.putInt(5).putInt(header + directory.capacity());
    head.putInt(0x10000).putInt(header + directory.capacity() + wrapped.length);
    out.writeBytes(head.array());
    out.writeBytes(directory.array());
    out.writeBytes(wrapped);
    out.writeBytes(message);
    return out.toByteArray();
  }

  private static byte[] blob(int magic, byte[] content) {
    return ByteBuffer.allocate(8 + content.length)
        .putInt(magic)
        .putInt(8 + content.length)
        .put(content)
        .array();
  }

  static byte[] sha256(byte[] content) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
