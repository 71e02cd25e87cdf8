package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.android.resource.Encoding;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.CertificateFacts;
import cn.beian.inspect.reader.Coverage;
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
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Signatures as Google's {@code apksig} judges them for the platforms that the package states.
 * Facts: one per scheme that is there or was tried, one per certificate; problems that make the
 * package fail are anomalies {@code signature-…} with apksig's own code. The coverage of the
 * signature says whether any of those platforms would install the package, whatever single schemes
 * say.
 */
final class SignatureReader {
  /** The last platform that knows JAR signatures only. */
  private static final int JAR_ONLY = 23;

  /**
   * Platforms that take another scheme than those before, tried where not all of the package's
   * platforms accept it.
   */
  private static final List<Platforms> SOME =
      List.of(
          new Platforms(24, Integer.MAX_VALUE),
          new Platforms(28, Integer.MAX_VALUE),
          new Platforms(0, JAR_ONLY));

  /** API levels, both included; from 0: from the lowest that the package states. */
  private record Platforms(int from, int to) {}

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
    Optional<ApkVerifier.Result> all =
        verified(source, bundle ? new Platforms(JAR_ONLY, JAR_ONLY) : new Platforms(0, 0));
    if (all.isEmpty()) {
      facts.anomaly("signature-unreadable", Locator.PACKAGE, "");
      scheme(jarScheme(), false, "");
      Coverage.signature(facts, false, Unread.SIGNATURE.text());
      return;
    }
    ApkVerifier.Result result = all.get();
    boolean none = !schemes(result);
    if (none) {
      boolean unsigned = isUnsigned(result);
      facts.anomaly(
          unsigned ? "signature-missing" : "signature-not-verified",
          Locator.PACKAGE,
          unsigned ? "no signature" : "no scheme verifies");
    }
    Optional<ApkVerifier.Result> accepted =
        none ? Optional.empty() : result.isVerified() ? all : some(source);
    Coverage.signature(facts, accepted.isPresent(), Unread.NO_PLATFORM.text());
    TreeSet<String> problems = new TreeSet<>();
    result.getAllErrors().forEach(error -> problems.add(error.getIssue().name()));
    for (String problem : problems) {
      facts.anomaly(
          "signature-" + problem.toLowerCase(Locale.ROOT).replace('_', '-'), Locator.PACKAGE, "");
    }
    certificates(result, accepted.map(ApkVerifier.Result::getSignerCertificates).orElse(List.of()));
  }

  private static Optional<ApkVerifier.Result> verified(ByteSource source, Platforms platforms) {
    ApkVerifier.Builder verifier = new ApkVerifier.Builder(DataSources.asDataSource(source.all()));
    if (platforms.from > 0) {
      verifier.setMinCheckedPlatformVersion(platforms.from);
    }
    if (platforms.to > 0) {
      verifier.setMaxCheckedPlatformVersion(platforms.to);
    }
    try {
      return Optional.of(verifier.build().verify());
    } catch (ApkFormatException | IOException | NoSuchAlgorithmException e) {
      return Optional.empty();
    } catch (RuntimeException e) { // a foreign parser on hostile bytes
      return Optional.empty();
    }
  }

  /** How some platforms take a package that others refuse; which, is an anomaly. */
  private Optional<ApkVerifier.Result> some(ByteSource source) {
    for (Platforms platforms : bundle ? List.<Platforms>of() : SOME) {
      Optional<ApkVerifier.Result> taken =
          verified(source, platforms).filter(ApkVerifier.Result::isVerified);
      if (taken.isPresent()) {
        String which =
            platforms.from == 0 ? "up to " + platforms.to : "from " + platforms.from + " on";
        facts.anomaly("signature-some-platforms", Locator.PACKAGE, "API " + which);
        return taken;
      }
    }
    return Optional.empty();
  }

  private static boolean isUnsigned(ApkVerifier.Result result) {
    return result.getV1SchemeSigners().isEmpty()
        && result.getV2SchemeSigners().isEmpty()
        && result.getV3SchemeSigners().isEmpty()
        && result.getV31SchemeSigners().isEmpty();
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

  /**
   * @param signers that platforms of the package see
   */
  private void certificates(ApkVerifier.Result result, List<X509Certificate> signers) {
    TreeSet<String> seen = new TreeSet<>();
    for (X509Certificate certificate : signers) {
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
