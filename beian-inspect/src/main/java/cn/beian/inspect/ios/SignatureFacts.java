package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.macho.MachO;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.plist.PlistReader;
import cn.beian.inspect.ios.signature.CodeSignature;
import cn.beian.inspect.reader.CertificateFacts;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.signature.SignedMessage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the app's code, its Info.plist and its list of resources are what its maker signed, and
 * by whom. What the App Store encrypted cannot be compared and is left out.
 */
final class SignatureFacts {
  private final FactSink facts;
  private final Limits limits;

  SignatureFacts(FactSink facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /**
   * Puts what the signature of an executable says.
   *
   * @param resources {@code CodeResources}; empty where there is none
   * @param strays files that are not as that list says, at most some
   */
  void add(
      String entry,
      byte[] data,
      MachO image,
      byte[] info,
      Optional<byte[]> resources,
      List<String> strays,
      Set<String> certificates) {
    Locator at = Locator.entry(entry);
    if (image.signatureBytes().isEmpty()) {
      facts.anomaly("signature-missing", Locator.PACKAGE, "no code signature");
      scheme(false, "", "none");
      Coverage.signature(facts, false, Unread.APP_NOT_SIGNED.text());
      return;
    }
    try {
      CodeSignature signature = CodeSignature.read(image.signatureBytes().get());
      Optional<Unread.Said> problem = problem(signature, data, image, info, resources, strays);
      String why = problem.map(Unread.Said::text).orElse("");
      problem.ifPresent(said -> facts.anomaly(anomaly(said.reason()), Locator.PACKAGE, why));
      scheme(problem.isEmpty(), String.join(" ", signature.algorithms()), why);
      Coverage.signature(facts, problem.isEmpty(), why);
      identity("code_identifier", signature.identifier(), at);
      identity("code_team", signature.team(), at);
      entitlements(signature, at);
      Optional<SignedMessage> message = signature.message();
      message
          .flatMap(SignedMessage::signer)
          .ifPresent(signer -> CertificateFacts.add(facts, signer, "signer", certificates));
    } catch (BrokenDataException e) {
      facts.anomaly("signature-unreadable", at, String.valueOf(e.getMessage()));
      scheme(false, "", "unreadable");
      Coverage.signature(facts, false, Unread.SIGNATURE.text());
    }
  }

  /** What an anomaly is called for which a signature that was read does not hold. */
  private static String anomaly(Unread reason) {
    return switch (reason) {
      case NO_CERTIFICATE -> "signature-without-certificate";
      case NOT_BY_CERTIFICATE -> "signature-of-other-certificate";
      case NOT_BY_APPLE -> "signature-not-by-apple";
      default -> "signature-changed";
    };
  }

  /** Why the signature does not hold; empty where it does. */
  private static Optional<Unread.Said> problem(
      CodeSignature signature,
      byte[] data,
      MachO image,
      byte[] info,
      Optional<byte[]> resources,
      List<String> strays)
      throws BrokenDataException {
    if (!image.matchesCode(signature, data)) {
      return Optional.of(Unread.CODE_CHANGED.naming(""));
    }
    if (signature.states(CodeSignature.INFO) && !signature.matches(CodeSignature.INFO, info)) {
      return Optional.of(Unread.INFO_CHANGED.naming(""));
    }
    boolean listed =
        !signature.states(CodeSignature.RESOURCES)
            || resources.filter(r -> signature.matches(CodeSignature.RESOURCES, r)).isPresent();
    if (!listed || !signature.matchesEntitlements()) {
      return Optional.of(Unread.RESOURCES_CHANGED.naming(""));
    }
    if (!strays.isEmpty()) {
      return Optional.of(Unread.FILES_CHANGED.naming(String.join(", ", strays)));
    }
    Optional<SignedMessage> message = signature.message();
    if (message.isEmpty()) {
      return Optional.of(Unread.NO_CERTIFICATE.naming(""));
    }
    if (!signature.isSigned()) {
      return Optional.of(Unread.NOT_BY_CERTIFICATE.naming(""));
    }
    return message.get().anchor() == SignedMessage.Anchor.APPLE
        ? Optional.empty()
        : Optional.of(Unread.NOT_BY_APPLE.naming(""));
  }

  private void entitlements(CodeSignature signature, Locator at) {
    byte[] data = signature.entitlements();
    if (data.length == 0) {
      return;
    }
    try {
      Plist entitlements = PlistReader.read(data, limits);
      new Entitlements(facts).add(entitlements, "entitlement", at);
      identity("debuggable", Boolean.toString(Entitlements.isDebuggable(entitlements)), at);
    } catch (BrokenDataException e) {
      facts.anomaly("entitlements-broken", at, String.valueOf(e.getMessage()));
    }
  }

  private void identity(String name, String value, Locator at) {
    if (!value.isBlank()) {
      facts.add(FactKind.IDENTITY, at, Map.of(Field.NAME, name, Field.VALUE, value));
    }
  }

  private void scheme(boolean verified, String algorithm, String problem) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, "apple-code");
    values.put(Field.VERIFIED, verified);
    if (!algorithm.isEmpty()) {
      values.put(Field.ALGORITHM, algorithm);
    }
    if (!problem.isEmpty()) {
      values.put(Field.DETAIL, problem);
    }
    facts.add(FactKind.SIGNATURE_SCHEME, Locator.PACKAGE, values);
  }
}
