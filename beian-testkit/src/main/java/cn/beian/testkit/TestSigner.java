package cn.beian.testkit;

import com.android.apksig.ApkSigner;
import com.android.apksig.KeyConfig;
import com.android.apksig.apk.ApkFormatException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A fresh RSA key of 2048 bits with a self-signed certificate, valid from 2025 to 2055. */
public record TestSigner(PrivateKey privateKey, X509Certificate certificate) {

  /** A signer of that name, e.g. {@code CN=Demo}. */
  public static TestSigner named(String subject) {
    try {
      KeyPair keys = RsaKeys.next();
      X500Name name = new X500Name(subject);
      X509Certificate certificate =
          new JcaX509CertificateConverter()
              .getCertificate(
                  new JcaX509v3CertificateBuilder(
                          name,
                          BigInteger.ONE,
                          Date.from(Instant.parse("2025-01-01T00:00:00Z")),
                          Date.from(Instant.parse("2055-01-01T00:00:00Z")),
                          name,
                          keys.getPublic())
                      .build(
                          new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
      return new TestSigner(keys.getPrivate(), certificate);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Signs an APK for Android 7 and later, with schemes v2 and v3 and optionally v1. */
  public void sign(Path unsigned, Path signed, boolean withV1) throws IOException {
    try {
      ApkSigner.SignerConfig config =
          new ApkSigner.SignerConfig.Builder(
                  "CERT", new KeyConfig.Jca(privateKey), List.of(certificate))
              .build();
      new ApkSigner.Builder(List.of(config))
          .setInputApk(unsigned.toFile())
          .setOutputApk(signed.toFile())
          .setMinSdkVersion(24)
          .setV1SigningEnabled(withV1)
          .setV2SigningEnabled(true)
          .setV3SigningEnabled(true)
          .build()
          .sign();
    } catch (ApkFormatException | GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
