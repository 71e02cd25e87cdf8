package cn.beian.inspect.harmony.sign;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.CertificateFacts;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.signature.SignedMessage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a package is what its maker signed, with the certificates, as facts. Holds where the
 * message verifies by the certificate of its signer and states the digest of the package. Where the
 * certificates lead to no root that devices know, or to the public one for development, that is an
 * anomaly of its own.
 */
public final class HapSignature {
  private static final String SCHEME = "hap";
  private static final int DIGEST_HEAD = 20;
  private static final int MAX_DIGEST = 64;

  private final FactSink facts;
  private final String bundle;
  private final int nesting;

  private HapSignature(FactSink facts, String bundle, int nesting) {
    this.facts = facts;
    this.bundle = bundle;
    this.nesting = nesting;
  }

  /**
   * Adds what the signature and the profile say.
   *
   * @param bundle of the app that is signed; empty where its manifest names none
   * @param nesting of the JSON of the profile at most
   * @return whether there is one
   */
  public static boolean read(ByteSource source, FactSink facts, String bundle, int nesting) {
    return new HapSignature(facts, bundle, nesting).read(source);
  }

  /** Says that there is none. */
  public static void missing(FactSink facts) {
    facts.anomaly("hap_signature_missing", Locator.PACKAGE, "no signing block");
    Coverage.signature(facts, false, Unread.NOT_SIGNED.text());
  }

  private boolean read(ByteSource source) {
    try {
      Optional<SigningBlock> block = SigningBlock.of(source);
      block.ifPresent(this::block);
      return block.isPresent();
    } catch (BrokenDataException e) {
      broken(Unread.SIGNATURE.text());
      return true;
    }
  }

  private void broken(String why) {
    facts.anomaly("hap_signature_unreadable", Locator.PACKAGE, why);
    scheme(false, "", Unread.SIGNATURE.text());
    Coverage.signature(facts, false, Unread.SIGNATURE.text());
  }

  private void block(SigningBlock block) {
    Optional<Profile> profile = profile(block);
    boolean debug = profile.filter(Profile::isDebug).isPresent();
    Optional<byte[]> part = block.part(SigningBlock.SIGNATURE);
    if (part.isEmpty()) {
      broken("the block holds no signature");
      return;
    }
    try {
      SignedMessage message = SignedMessage.read(part.get());
      certificates(message, debug);
      if (profile.isPresent() && !profile.get().isFor(message.signer())) {
        facts.anomaly(
            "hap_profile_of_other", Locator.PACKAGE, "the profile names another certificate");
      }
      String why = problem(block, message);
      if (!why.isEmpty()) {
        facts.anomaly("hap_signature_broken", Locator.PACKAGE, why);
      }
      String root = root(message.anchor());
      boolean known = !root.equals(Unread.ROOT_UNKNOWN.text());
      scheme(why.isEmpty(), message.digest(), why.isEmpty() ? root : why);
      Coverage.signature(facts, why.isEmpty() && known, why.isEmpty() ? root : why);
    } catch (BrokenDataException e) {
      broken(Unread.SIGNATURE.text());
    }
  }

  /** Whose root the certificates lead to, where it is not that of devices on sale. */
  private String root(SignedMessage.Anchor anchor) {
    if (anchor == SignedMessage.Anchor.HUAWEI) {
      return "";
    }
    boolean open = anchor == SignedMessage.Anchor.OPENHARMONY;
    String said = (open ? Unread.ROOT_PUBLIC : Unread.ROOT_UNKNOWN).text();
    facts.anomaly(open ? "hap_root_public" : "hap_root_unknown", Locator.PACKAGE, said);
    return said;
  }

  private void certificates(SignedMessage message, boolean debug) {
    Set<String> seen = new HashSet<>();
    List<X509Certificate> chain = message.chain();
    for (int i = 0; i < chain.size(); i++) {
      String role = i > 0 ? "issuer" : debug ? "debug" : "signer";
      CertificateFacts.add(facts, chain.get(i), role, seen);
    }
  }

  /** Why the signature does not hold; empty where it does. */
  private static String problem(SigningBlock block, SignedMessage message) {
    byte[] content = message.content();
    if (!message.isSignatureOf(content)) {
      return Unread.NOT_FITTING.text();
    }
    ByteBuffer bytes = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    int length = content.length < DIGEST_HEAD ? -1 : bytes.getInt(DIGEST_HEAD - 4);
    if (length < 0 || length > MAX_DIGEST || DIGEST_HEAD + length > content.length) {
      return "the signed message states no digest";
    }
    byte[] stated = new byte[length];
    bytes.position(DIGEST_HEAD).get(stated);
    try {
      return MessageDigest.isEqual(stated, block.digest("SHA-" + 8 * length))
          ? ""
          : Unread.CHANGED.text();
    } catch (NoSuchAlgorithmException e) {
      return "a digest of " + length + " bytes is not known";
    }
  }

  private Optional<Profile> profile(SigningBlock block) {
    Optional<byte[]> part = block.part(SigningBlock.PROFILE);
    if (part.isEmpty()) {
      facts.anomaly("hap_profile_missing", Locator.PACKAGE, "no profile in the signing block");
      return Optional.empty();
    }
    Optional<Profile> profile = Profile.read(part.get(), nesting);
    if (profile.isEmpty()) {
      facts.anomaly("hap_profile_unreadable", Locator.PACKAGE, "no signed JSON");
    }
    profile.ifPresent(found -> found.add(facts, bundle));
    return profile;
  }

  private void scheme(boolean verified, String algorithm, String detail) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, SCHEME);
    values.put(Field.VERIFIED, verified);
    if (!algorithm.isEmpty()) {
      values.put(Field.ALGORITHM, algorithm);
    }
    if (!detail.isEmpty()) {
      values.put(Field.DETAIL, detail);
    }
    facts.add(FactKind.SIGNATURE_SCHEME, Locator.PACKAGE, values);
  }
}
