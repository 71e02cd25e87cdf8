package cn.beian.inspect.harmony.sign;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.signature.SignedMessage;
import cn.beian.inspect.webapp.project.Json;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The profile that a package is signed with: JSON in a signed message, or plain in what tests make.
 *
 * <pre>
 * type            debug or release
 * bundle-info     bundle-name, apl (normal, system_basic, system_core), and the certificate of the
 *                 maker as development-certificate or distribution-certificate
 * acls            allowed-acls: permissions above the level of the app that it may have
 * permissions     restricted-permissions
 * debug-info      device-ids that it may run on
 * validity        not-before, not-after in seconds since 1970
 * issuer
 * </pre>
 */
record Profile(Json json, boolean signed) {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");

  /** Reads one; empty where it is no JSON. */
  static Optional<Profile> read(byte[] data, int nesting) {
    byte[] content = data;
    boolean signed = false;
    try {
      SignedMessage message = SignedMessage.read(data);
      content = message.content();
      signed = message.isSignatureOf(content);
    } catch (BrokenDataException e) {
      if (data.length == 0 || data[0] != '{') {
        return Optional.empty();
      }
    }
    try {
      Json json = Json.parse(new String(content, StandardCharsets.UTF_8), nesting);
      return json.members().isEmpty() ? Optional.empty() : Optional.of(new Profile(json, signed));
    } catch (Json.Broken e) {
      return Optional.empty();
    }
  }

  boolean isDebug() {
    return json.get("type").text().equals("debug");
  }

  /** Whether it names no certificate or this one. */
  boolean isFor(Optional<X509Certificate> signer) {
    Json bundle = json.get("bundle-info");
    String named =
        bundle.get("development-certificate").text()
            + bundle.get("distribution-certificate").text();
    Matcher pem = PEM.matcher(named);
    if (!pem.find() || signer.isEmpty()) {
      return true;
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
      return Arrays.equals(der, signer.get().getEncoded());
    } catch (IllegalArgumentException | CertificateEncodingException e) {
      return false;
    }
  }

  /** Adds what it says, and whether it is that of another app than this one. */
  void add(FactSink facts, String app) {
    if (!signed) {
      facts.anomaly("hap_profile_unsigned", Locator.PACKAGE, "nobody signed the profile");
    }
    Json bundle = json.get("bundle-info");
    String name = bundle.get("bundle-name").text();
    if (!name.isEmpty() && !app.isEmpty() && !name.equals(app)) {
      facts.anomaly("hap_profile_of_other_app", Locator.PACKAGE, "the profile is that of " + name);
    }
    identity(facts, "profile_type", json.get("type").text());
    identity(facts, "profile_bundle", name);
    identity(facts, "profile_level", bundle.get("apl").text());
    identity(facts, "profile_issuer", json.get("issuer").text());
    identity(facts, "profile_not_before", time(json.get("validity").get("not-before")));
    identity(facts, "profile_not_after", time(json.get("validity").get("not-after")));
    int devices = json.get("debug-info").get("device-ids").items().size();
    if (devices > 0) {
      identity(facts, "profile_devices", Integer.toString(devices));
    }
    for (Json permission : json.get("acls").get("allowed-acls").items()) {
      permission(facts, permission.text(), "acl");
    }
    for (Json permission : json.get("permissions").get("restricted-permissions").items()) {
      permission(facts, permission.text(), "restricted");
    }
  }

  private static void identity(FactSink facts, String name, String value) {
    if (!value.isEmpty()) {
      facts.add(FactKind.IDENTITY, Locator.PACKAGE, Map.of(Field.NAME, name, Field.VALUE, value));
    }
  }

  private static void permission(FactSink facts, String name, String type) {
    if (!name.isEmpty()) {
      facts.add(FactKind.PERMISSION, Locator.PACKAGE, Map.of(Field.NAME, name, Field.TYPE, type));
    }
  }

  /** RFC 3339 of seconds since 1970; empty where it is none. */
  private static String time(Json seconds) {
    try {
      return Instant.ofEpochSecond(Long.parseLong(seconds.text())).toString();
    } catch (NumberFormatException | DateTimeException e) {
      return "";
    }
  }
}
