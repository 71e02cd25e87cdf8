package cn.beian.inspect.reader;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What a certificate says, as a fact; those of development tools have the role {@code debug}. */
public final class CertificateFacts {
  /** Subjects of the keys that development tools make or bring along. */
  private static final List<String> DEBUG_NAMES = List.of("CN=Android Debug", "CN=RPKDebug");

  /** The certificate of the debug key that comes with the toolkit of quick apps (hap-toolkit). */
  private static final String RPK_DEBUG =
      "6d3e6a3dcbdadb0aa94f64e33a36b01254cb6ef7e14be282d885cd95aeb952e0";

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private CertificateFacts() {}

  private static boolean isDebug(String subject, String digest) {
    return digest.equals(RPK_DEBUG) || DEBUG_NAMES.stream().anyMatch(subject::contains);
  }

  /**
   * Adds a fact.
   *
   * @param role {@code signer}, {@code earlier_signer} …
   * @param seen digests of certificates that have a fact already; grows
   */
  public static void add(
      FactSink facts, X509Certificate certificate, String role, Set<String> seen) {
    try {
      String digest =
          HexFormat.of()
              .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
      if (!seen.add(digest)) {
        return;
      }
      String subject = certificate.getSubjectX500Principal().getName();
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.SHA256, digest);
      values.put(Field.SUBJECT, subject);
      values.put(Field.ISSUER, certificate.getIssuerX500Principal().getName());
      values.put(Field.NOT_BEFORE, seconds(certificate.getNotBefore().toInstant()));
      values.put(Field.NOT_AFTER, seconds(certificate.getNotAfter().toInstant()));
      values.put(Field.ALGORITHM, certificate.getSigAlgName());
      int bits = keyBits(certificate);
      if (bits > 0) {
        values.put(Field.KEY_BITS, (long) bits);
      }
      values.put(Field.ROLE, isDebug(subject, digest) ? "debug" : role);
      facts.add(FactKind.CERTIFICATE, Locator.PACKAGE, values);
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      facts.anomaly("certificate-unreadable", Locator.PACKAGE, e.getClass().getSimpleName());
    }
  }

  private static String seconds(Instant instant) {
    return SECONDS.format(instant);
  }

  private static int keyBits(X509Certificate certificate) {
    BigInteger size = BigInteger.ZERO;
    if (certificate.getPublicKey() instanceof RSAPublicKey rsa) {
      size = rsa.getModulus();
    } else if (certificate.getPublicKey() instanceof ECPublicKey ec) {
      size = ec.getParams().getOrder();
    } else if (certificate.getPublicKey() instanceof DSAPublicKey dsa) {
      size = dsa.getParams().getP();
    }
    return size.bitLength();
  }
}
