package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.ByteSource;
import cn.beian.inspect.CertificateFacts;
import com.android.apksig.ApkVerifier;
import com.android.apksig.apk.ApkFormatException;
import com.android.apksig.util.DataSources;
import java.io.IOException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Signatures as Google's {@code apksig} judges them for the platforms that the package states.
 * Facts: one per scheme that is there or was tried, one per certificate; problems that make the
 * package fail are anomalies {@code signature-…} with apksig's own code.
 */
final class SignatureReader {
  /** The last platform that knows JAR signatures only. */
  private static final int JAR_ONLY = 23;

  private final FactSink facts;
  private final boolean bundle;

  /**
   * Of an APK, or of a bundle. A bundle has a JAR signature only, by which a store knows who sent
   * it, and states no platform in a form that apksig reads: it is judged as by Android 6, and named
   * {@code jar}.
   */
  SignatureReader(FactSink facts, Encoding encoding) {
    this.facts = facts;
    this.bundle = encoding == Encoding.PROTO;
  }

  /** Verifies; what apksig cannot parse is an anomaly and no scheme is verified. */
  void read(ByteSource source) {
    ApkVerifier.Builder verifier = new ApkVerifier.Builder(DataSources.asDataSource(source.all()));
    if (bundle) {
      verifier.setMinCheckedPlatformVersion(JAR_ONLY).setMaxCheckedPlatformVersion(JAR_ONLY);
    }
    ApkVerifier.Result result;
    try {
      result = verifier.build().verify();
    } catch (ApkFormatException | IOException | NoSuchAlgorithmException e) {
      unreadable(e);
      return;
    } catch (RuntimeException e) { // a foreign parser on hostile bytes
      unreadable(e);
      return;
    }
    boolean none = !schemes(result);
    if (none) {
      facts.anomaly("signature-missing", Locator.PACKAGE, "no scheme verifies");
    }
    TreeSet<String> problems = new TreeSet<>();
    result.getAllErrors().forEach(error -> problems.add(error.getIssue().name()));
    for (String problem : problems) {
      facts.anomaly(
          "signature-" + problem.toLowerCase(Locale.ROOT).replace('_', '-'), Locator.PACKAGE, "");
    }
    certificates(result);
  }

  private void unreadable(Exception e) {
    facts.anomaly("signature-unreadable", Locator.PACKAGE, e.getClass().getSimpleName());
    scheme(jarScheme(), false, "");
  }

  private String jarScheme() {
    return bundle ? "jar" : "v1";
  }

  private boolean schemes(ApkVerifier.Result result) {
    boolean whole = result.isVerified();
    boolean any = false;
    any |=
        scheme(result.isVerifiedUsingV1Scheme(), whole, jarScheme(), result.getV1SchemeSigners());
    any |= scheme(result.isVerifiedUsingV2Scheme(), whole, "v2", result.getV2SchemeSigners());
    any |= scheme(result.isVerifiedUsingV3Scheme(), whole, "v3", result.getV3SchemeSigners());
    any |= scheme(result.isVerifiedUsingV31Scheme(), whole, "v3.1", result.getV31SchemeSigners());
    return any;
  }

  private boolean scheme(boolean verified, boolean whole, String name, List<?> signers) {
    if (verified || !signers.isEmpty()) {
      scheme(name, verified, verified && !whole ? "package as a whole does not verify" : "");
    }
    return verified;
  }

  private void scheme(String name, boolean verified, String detail) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VERIFIED, verified);
    if (!detail.isEmpty()) {
      values.put(Field.DETAIL, detail);
    }
    facts.add(FactKind.SIGNATURE_SCHEME, Locator.PACKAGE, values);
  }

  private void certificates(ApkVerifier.Result result) {
    TreeSet<String> seen = new TreeSet<>();
    for (X509Certificate certificate : result.getSignerCertificates()) {
      CertificateFacts.add(facts, certificate, "signer", seen);
    }
    result.getV31SchemeSigners().forEach(s -> stated(s.getCertificate(), "signer", seen));
    // A rotated key leaves the older certificate in the older schemes; of a package that does not
    // verify this is what it claims.
    String other = seen.isEmpty() ? "claimed" : "earlier_signer";
    result.getV3SchemeSigners().forEach(s -> stated(s.getCertificate(), other, seen));
    result.getV2SchemeSigners().forEach(s -> stated(s.getCertificate(), other, seen));
    result.getV1SchemeSigners().forEach(s -> stated(s.getCertificate(), other, seen));
    if (result.getSourceStampInfo() != null) {
      stated(result.getSourceStampInfo().getCertificate(), "source_stamp", seen);
    }
  }

  private void stated(@Nullable X509Certificate certificate, String role, Set<String> seen) {
    if (certificate != null) {
      CertificateFacts.add(facts, certificate, role, seen);
    }
  }
}
