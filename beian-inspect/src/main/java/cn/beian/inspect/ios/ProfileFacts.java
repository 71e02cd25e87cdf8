package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.ios.plist.PlistReader;
import cn.beian.inspect.reader.CertificateFacts;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.signature.SignedMessage;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The provisioning profile, {@code embedded.mobileprovision}: a property list that Apple signed
 * (CMS). It says which team may install what, where and how long: {@code TeamIdentifier}, {@code
 * Entitlements}, {@code DeveloperCertificates}, {@code ExpirationDate}; {@code ProvisionedDevices}
 * or {@code ProvisionsAllDevices}, from which the kind of distribution follows. Devices are
 * counted, their numbers are no facts.
 */
final class ProfileFacts {
  private static final int MAX_CERTIFICATES = 100;

  private final FactSink facts;
  private final Limits limits;

  ProfileFacts(FactSink facts, Limits limits) {
    this.facts = facts;
    this.limits = limits;
  }

  /** Puts what a profile says. */
  void add(String entry, byte[] data, Set<String> certificates) {
    Locator at = Locator.entry(entry);
    try {
      SignedMessage message = SignedMessage.read(data);
      byte[] content = message.content();
      boolean signed = message.isSignatureOf(content);
      boolean apple = message.anchor() == SignedMessage.Anchor.APPLE;
      String problem = signed ? apple ? "" : Unread.NOT_BY_APPLE.text() : Unread.NOT_FITTING.text();
      scheme(at, problem.isEmpty(), message.digest(), problem);
      if (!problem.isEmpty()) {
        facts.anomaly(signed ? "profile-not-by-apple" : "profile-changed", at, problem);
      }
      message
          .signer()
          .ifPresent(signer -> CertificateFacts.add(facts, signer, "profile_signer", certificates));
      profile(PlistReader.read(content, limits), at, certificates);
    } catch (BrokenDataException e) {
      facts.anomaly(
          "profile-broken",
          Locator.offset(entry, Math.max(0, e.offset())),
          String.valueOf(e.getMessage()));
    }
  }

  private void scheme(Locator at, boolean verified, String digest, String problem) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, "apple-profile");
    values.put(Field.VERIFIED, verified);
    values.put(Field.ALGORITHM, digest);
    if (!verified) {
      values.put(Field.DETAIL, problem);
    }
    facts.add(FactKind.SIGNATURE_SCHEME, at, values);
  }

  private void profile(Plist profile, Locator at, Set<String> certificates) {
    identity("profile_name", profile.get("Name").text(), at);
    identity("team_name", profile.get("TeamName").text(), at);
    profile.get("TeamIdentifier").texts().forEach(team -> identity("team", team, at));
    identity("distribution", distribution(profile), at);
    identity("profile_created", profile.get("CreationDate").text(), at);
    identity("profile_expires", profile.get("ExpirationDate").text(), at);
    int devices = profile.get("ProvisionedDevices").items().size();
    if (devices > 0) {
      identity("profile_devices", Integer.toString(devices), at);
    }
    new Entitlements(facts).add(profile.get("Entitlements"), "profile_entitlement", at);
    profile.get("DeveloperCertificates").items().stream()
        .limit(MAX_CERTIFICATES)
        .map(Plist::data)
        .filter(java.util.Objects::nonNull)
        .forEach(
            der ->
                SignedMessage.certificate(der)
                    .ifPresent(
                        found -> CertificateFacts.add(facts, found, "may_sign", certificates)));
  }

  /** {@code enterprise}, {@code development}, {@code ad-hoc} or {@code app-store}. */
  static String distribution(Plist profile) {
    if (profile.get("ProvisionsAllDevices").flag()) {
      return "enterprise";
    }
    if (!profile.get("ProvisionedDevices").isPresent()) {
      return "app-store";
    }
    return profile.get("Entitlements").get("get-task-allow").flag() ? "development" : "ad-hoc";
  }

  private void identity(String name, String value, Locator at) {
    if (!value.isBlank()) {
      facts.add(FactKind.IDENTITY, at, Map.of(Field.NAME, name, Field.VALUE, value));
    }
  }
}
