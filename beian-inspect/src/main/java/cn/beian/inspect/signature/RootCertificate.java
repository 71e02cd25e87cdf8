package cn.beian.inspect.signature;

import cn.beian.inspect.signature.SignedMessage.Anchor;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A certificate at which the trust of a platform begins. Its digest tells it, never its name, which
 * anybody can take. Sources: www.apple.com/certificateauthority; {@code trusted_root_ca.json} of
 * OpenHarmony's security_code_signature, which devices with HarmonyOS carry.
 *
 * @param anchor whose it is
 * @param sha256 of its DER, lower-case hex
 * @param certificate itself, where messages may leave it out
 */
record RootCertificate(Anchor anchor, String sha256, Optional<X509Certificate> certificate) {
  static final List<RootCertificate> ALL =
      List.of(
          of(
              Anchor.APPLE,
              "apple-root-ca.pem",
              "b0b1730ecbc7ff4505142c49f1295e6eda6bcaed7e2c68c5be91b5a11001f024"),
          digest(Anchor.APPLE, "c2b9b042dd57830e7d117dac55ac8ae19407d38e41d88f3215bc3a890444a050"),
          digest(Anchor.APPLE, "63343abfb89a6a03ebb57e9b3f5fa7be7c4f5c756f3017b3a8c488c3653e9179"),
          of(
              Anchor.HUAWEI,
              "huawei-cbg-root-ca-g2.pem",
              "df21a3c09f7954579305f85c64f80cad86f79853ee3a887c1dec95d218df3a37"),
          of(
              Anchor.OPENHARMONY,
              "openharmony-application-root-ca.pem",
              "9aed2a79925eca050cd2bb9d2a7f694e49e5e135d28ebdce53836de76b5080ed"));

  /** Whether it is this certificate. */
  boolean is(X509Certificate other) {
    return sha256.equals(sha256(other));
  }

  /** Whether it issued this certificate. */
  boolean issued(X509Certificate other) {
    return certificate.filter(root -> SignedMessage.isIssued(other, root)).isPresent();
  }

  private static RootCertificate digest(Anchor anchor, String sha256) {
    return new RootCertificate(anchor, sha256, Optional.empty());
  }

  private static RootCertificate of(Anchor anchor, String file, String sha256) {
    try (InputStream in = RootCertificate.class.getResourceAsStream(file)) {
      X509Certificate certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
      if (!sha256(certificate).equals(sha256)) {
        throw new IllegalStateException(file + " is another certificate");
      }
      return new RootCertificate(anchor, sha256, Optional.of(certificate));
    } catch (CertificateException | IOException e) {
      throw new IllegalStateException(file, e);
    }
  }

  private static String sha256(X509Certificate certificate) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateException e) {
      return "";
    }
  }
}
