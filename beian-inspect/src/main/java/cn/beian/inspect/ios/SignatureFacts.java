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
import java.util.ArrayList;
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
   * Puts what the signature of an executable says; that of each processor has to hold.
   *
   * @param images the one that today's devices run first
   * @param resources {@code CodeResources}; empty where there is none
   * @param others what does not hold of the files and the code beside the executable
   */
  void add(
      String entry,
      byte[] data,
      List<MachO> images,
      byte[] info,
      Optional<byte[]> resources,
      List<Unread.Said> others,
      Set<String> certificates) {
    Locator at = Locator.entry(entry);
    MachO image = images.get(0);
    if (image.signatureBytes().isEmpty()) {
      facts.anomaly("signature-missing", Locator.PACKAGE, "no code signature");
      scheme(false, "", "none");
      Coverage.signature(facts, false, Unread.APP_NOT_SIGNED.text());
      return;
    }
    try {
      CodeSignature signature = CodeSignature.read(image.signatureBytes().get());
      List<Unread.Said> problems = new ArrayList<>();
      images(entry, data, images, info, resources).ifPresent(problems::add);
      problems.addAll(others);
      if (problems.isEmpty()) {
        signer(images).ifPresent(problems::add);
      }
      problems.forEach(said -> facts.anomaly(anomaly(said.reason()), Locator.PACKAGE, said.text()));
      String why = problems.isEmpty() ? "" : problems.get(0).text();
      scheme(problems.isEmpty(), String.join(" ", signature.algorithms()), why);
      Coverage.signature(facts, problems.isEmpty(), why);
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
      case CODE_NOT_SIGNED -> "signature-missing";
      default -> "signature-changed";
    };
  }

  /** Why what was signed is not what is there; empty where it is. */
  private static Optional<Unread.Said> images(
      String entry, byte[] data, List<MachO> images, byte[] info, Optional<byte[]> resources)
      throws BrokenDataException {
    long size = 0;
    for (MachO image : images) {
      size += image.imageBytes();
      if (image.signatureBytes().isEmpty()) {
        return Optional.of(
            Unread.CODE_NOT_SIGNED.naming(entry + " (" + image.architecture() + ")"));
      }
    }
    if (size > data.length) { // so that no byte is digested for several
      return Optional.of(Unread.CODE_CHANGED.naming(""));
    }
    CodeSignature first = signature(images.get(0));
    for (MachO image : images) {
      CodeSignature signature = signature(image);
      boolean same =
          signature.team().equals(first.team())
              && signature.identifier().equals(first.identifier());
      if (!same || !image.matchesCode(signature, data)) {
        return Optional.of(Unread.CODE_CHANGED.naming(""));
      }
      if (!signature.seals(CodeSignature.INFO, Optional.of(info))) {
        return Optional.of(Unread.INFO_CHANGED.naming(""));
      }
      if (!signature.seals(CodeSignature.RESOURCES, resources)
          || !signature.matchesEntitlements()) {
        return Optional.of(Unread.RESOURCES_CHANGED.naming(""));
      }
    }
    return Optional.empty();
  }

  /** Why it is not known by whom it was signed; empty where it is Apple's customer. */
  private static Optional<Unread.Said> signer(List<MachO> images) throws BrokenDataException {
    for (MachO image : images) {
      CodeSignature signature = signature(image);
      Optional<SignedMessage> message = signature.message();
      if (message.isEmpty()) {
        return Optional.of(Unread.NO_CERTIFICATE.naming(""));
      }
      if (!signature.isSigned()) {
        return Optional.of(Unread.NOT_BY_CERTIFICATE.naming(""));
      }
      if (message.get().anchor() != SignedMessage.Anchor.APPLE) {
        return Optional.of(Unread.NOT_BY_APPLE.naming(""));
      }
    }
    return Optional.empty();
  }

  private static CodeSignature signature(MachO image) throws BrokenDataException {
    return CodeSignature.read(image.signatureBytes().orElseGet(() -> new byte[0]));
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
