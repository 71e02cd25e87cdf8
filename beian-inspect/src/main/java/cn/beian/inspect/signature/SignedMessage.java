package cn.beian.inspect.signature;

import cn.beian.inspect.binary.BrokenDataException;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A signed message (RFC 5652, SignedData) as Apple puts it around a provisioning profile, or beside
 * a directory of code:
 *
 * <pre>
 * {1.2.840.113549.1.7.2, [0] {version, {digests}, {1.2.840.113549.1.7.1, [0] octets},
 *   [0] certificates, [1] lists, {signers}}}
 * signer   {version, {issuer, serial} or [0] key id, {digest}, [0] attributes, {algorithm}, octets}
 * </pre>
 */
public final class SignedMessage {
  private static final String SIGNED_DATA = "1.2.840.113549.1.7.2";
  private static final String MESSAGE_DIGEST = "1.2.840.113549.1.9.4";
  private static final String KEY_ID_EXTENSION = "2.5.29.14";
  private static final int MAX_CERTIFICATES = 32;
  private static final int MAX_SIGNERS = 4;
  private static final int MAX_CHAIN = 8;
  private static final byte SET_TAG = 0x31;

  private static final Map<String, String> DIGESTS =
      Map.of(
          "1.3.14.3.2.26", "SHA-1",
          "2.16.840.1.101.3.4.2.1", "SHA-256",
          "2.16.840.1.101.3.4.2.2", "SHA-384",
          "2.16.840.1.101.3.4.2.3", "SHA-512");

  /** What the issuers of certificates lead to. */
  public enum Anchor {
    /** A root of Apple that is in the message, or that its last issuer names. */
    APPLE,
    /**
     * The root of Huawei by which devices with HarmonyOS tell apps of its market and its makers.
     */
    HUAWEI,
    /** The root of OpenHarmony whose keys come with the public tools for development. */
    OPENHARMONY,
    /** Something else. */
    OTHER
  }

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Signer(
      Optional<X509Certificate> certificate,
      String digest,
      byte[] attributes,
      byte[] messageDigest,
      byte[] signature) {}

  private final byte[] content;
  private final List<X509Certificate> certificates = new ArrayList<>();
  private final List<Signer> signers = new ArrayList<>();

  private SignedMessage(DerValue outer) throws BrokenDataException {
    if (!outer.child(0).object().equals(SIGNED_DATA)) {
      throw new BrokenDataException(0, "no signed message");
    }
    List<DerValue> parts = outer.child(1).child(0).children();
    byte[] found = new byte[0];
    List<DerValue> inner = parts.size() > 2 ? parts.get(2).children() : List.of();
    if (inner.size() > 1 && !inner.get(1).children().isEmpty()) {
      found = inner.get(1).child(0).octets();
    }
    content = found;
    for (int i = 3; i < parts.size(); i++) {
      if (parts.get(i).is(DerValue.CONTEXT_0)) {
        certificates(parts.get(i));
      }
    }
    DerValue last = parts.isEmpty() ? outer : parts.get(parts.size() - 1);
    if (last.is(DerValue.SET)) {
      for (DerValue signer : last.children()) {
        if (signers.size() < MAX_SIGNERS) {
          signers.add(signer(signer));
        }
      }
    }
  }

  /**
   * Reads.
   *
   * @throws BrokenDataException if it is no signed message or contradicts itself
   */
  public static SignedMessage read(byte[] data) throws BrokenDataException {
    return new SignedMessage(DerValue.of(data));
  }

  /** What is in the message; empty where it stands elsewhere. */
  public byte[] content() {
    return content.clone();
  }

  public List<X509Certificate> certificates() {
    return List.copyOf(certificates);
  }

  /** The certificate of the first signer. */
  public Optional<X509Certificate> signer() {
    return signers.isEmpty() ? Optional.empty() : signers.get(0).certificate;
  }

  /** Digest algorithm of the first signer; empty without one. */
  public String digest() {
    return signers.isEmpty() ? "" : signers.get(0).digest;
  }

  private void certificates(DerValue from) throws BrokenDataException {
    for (DerValue each : from.children()) {
      if (certificates.size() < MAX_CERTIFICATES) {
        certificate(each.encoded()).ifPresent(certificates::add);
      }
    }
  }

  /** A certificate of DER; empty where the platform cannot read it. */
  public static Optional<X509Certificate> certificate(byte[] der) {
    try {
      return Optional.of(
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(der)));
    } catch (CertificateException e) {
      return Optional.empty();
    }
  }

  private Signer signer(DerValue signer) throws BrokenDataException {
    List<DerValue> parts = signer.children();
    if (parts.size() < 5) {
      throw new BrokenDataException(0, "a signer of " + parts.size() + " parts");
    }
    String digest = DIGESTS.getOrDefault(parts.get(2).child(0).object(), "");
    boolean attributed = parts.get(3).is(DerValue.CONTEXT_0);
    byte[] attributes = attributed ? parts.get(3).encoded() : new byte[0];
    byte[] messageDigest = new byte[0];
    if (attributed) {
      attributes[0] = SET_TAG; // signed as the set that they are (RFC 5652, 5.4)
      for (DerValue attribute : parts.get(3).children()) {
        if (attribute.child(0).object().equals(MESSAGE_DIGEST)) {
          messageDigest = attribute.child(1).child(0).octets();
        }
      }
    }
    DerValue signature = parts.get(attributed ? 5 : 4);
    return new Signer(
        certificateOf(parts.get(1)), digest, attributes, messageDigest, signature.octets());
  }

  private Optional<X509Certificate> certificateOf(DerValue id) throws BrokenDataException {
    boolean byKey = id.is(DerValue.CONTEXT_0_PRIMITIVE);
    byte[] name = byKey ? id.content() : id.child(0).encoded();
    BigInteger serial = byKey ? BigInteger.ZERO : id.child(1).integer();
    for (X509Certificate each : certificates) {
      boolean same =
          byKey
              ? endsWith(each.getExtensionValue(KEY_ID_EXTENSION), name)
              : each.getSerialNumber().equals(serial)
                  && java.util.Arrays.equals(each.getIssuerX500Principal().getEncoded(), name);
      if (same) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  private static boolean endsWith(byte @org.jspecify.annotations.Nullable [] value, byte[] end) {
    return value != null
        && value.length >= end.length
        && end.length > 0
        && java.util.Arrays.equals(
            value, value.length - end.length, value.length, end, 0, end.length);
  }

  /** Whether every signer signed that content, and there is one. */
  public boolean isSignatureOf(byte[] signed) {
    return !signers.isEmpty() && signers.stream().allMatch(signer -> holds(signer, signed));
  }

  private static boolean holds(Signer signer, byte[] signed) {
    if (signer.certificate.isEmpty() || signer.digest.isEmpty()) {
      return false;
    }
    try {
      byte[] digest = MessageDigest.getInstance(signer.digest).digest(signed);
      boolean attributed = signer.attributes.length > 0;
      if (attributed && !MessageDigest.isEqual(digest, signer.messageDigest)) {
        return false;
      }
      String key = signer.certificate.get().getPublicKey().getAlgorithm();
      String with = key.equals("EC") ? "ECDSA" : key;
      Signature verifier = Signature.getInstance(signer.digest.replace("-", "") + "with" + with);
      verifier.initVerify(signer.certificate.get().getPublicKey());
      verifier.update(attributed ? signer.attributes : signed);
      return verifier.verify(signer.signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /**
   * The first signer's certificate and those that issued it one after another, as far as they are
   * in the message.
   */
  public List<X509Certificate> chain() {
    List<X509Certificate> chain = new ArrayList<>();
    Optional<X509Certificate> at = signer();
    while (at.isPresent() && chain.size() < MAX_CHAIN) {
      X509Certificate certificate = at.get();
      chain.add(certificate);
      at = certificates.stream().filter(each -> isIssued(certificate, each)).findFirst();
    }
    return chain;
  }

  /** What the first signer's certificate leads to. */
  public Anchor anchor() {
    for (X509Certificate certificate : chain()) {
      for (RootCertificate root : RootCertificate.ALL) {
        if (root.is(certificate) || root.issued(certificate)) {
          return root.anchor();
        }
      }
    }
    return Anchor.OTHER;
  }

  static boolean isIssued(X509Certificate certificate, X509Certificate by) {
    if (certificate.equals(by)
        || !certificate.getIssuerX500Principal().equals(by.getSubjectX500Principal())) {
      return false;
    }
    try {
      certificate.verify(by.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
