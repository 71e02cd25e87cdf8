package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.ios.plist.Plist;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How an app may use the network (Apple, "NSAppTransportSecurity"): {@code cleartext_permitted} for
 * all, in web views, for media, in the local network, or for single domains; {@code tls_minimum}
 * and {@code forward_secrecy} where an exception lowers them; {@code certificate_transparency};
 * {@code pinned} domains. Without the key nothing but TLS 1.2 is let through.
 */
final class TransportSecurity {
  private static final String CLEARTEXT = "cleartext_permitted";

  private static final Map<String, String> WHOLE =
      Map.of(
          "NSAllowsArbitraryLoads", CLEARTEXT,
          "NSAllowsArbitraryLoadsInWebContent", "cleartext_permitted_in_web_views",
          "NSAllowsArbitraryLoadsForMedia", "cleartext_permitted_for_media",
          "NSAllowsLocalNetworking", "local_network_permitted");

  private final FactSink facts;
  private final Locator at;

  TransportSecurity(FactSink facts, Locator at) {
    this.facts = facts;
    this.at = at;
  }

  void add(Plist settings) {
    WHOLE.forEach(
        (key, name) -> {
          if (settings.get(key).isPresent()) {
            add(name, Boolean.toString(settings.get(key).flag()), List.of());
          }
        });
    settings
        .get("NSExceptionDomains")
        .members()
        .forEach((domain, exception) -> exception(domain, exception));
    List<String> pinned = settings.get("NSPinnedDomains").members().keySet().stream().toList();
    if (!pinned.isEmpty()) {
      add("pin_set", "", pinned);
    }
  }

  private void exception(String domain, Plist exception) {
    List<String> of = List.of(domain);
    for (String prefix : List.of("NSException", "NSTemporaryException", "NSThirdPartyException")) {
      Plist insecure = exception.get(prefix + "AllowsInsecureHTTPLoads");
      if (insecure.isPresent()) {
        add(CLEARTEXT, Boolean.toString(insecure.flag()), of);
      }
      Plist version = exception.get(prefix + "MinimumTLSVersion");
      if (version.isPresent()) {
        add("tls_minimum", version.text(), of);
      }
      Plist secrecy = exception.get(prefix + "RequiresForwardSecrecy");
      if (secrecy.isPresent()) {
        add("forward_secrecy", Boolean.toString(secrecy.flag()), of);
      }
    }
    Plist transparency = exception.get("NSRequiresCertificateTransparency");
    if (transparency.isPresent()) {
      add("certificate_transparency", Boolean.toString(transparency.flag()), of);
    }
    facts.add(FactKind.DOMAIN, at, Map.of(Field.NAME, domain));
  }

  private void add(String name, String value, List<String> domains) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VALUE, value);
    if (!domains.isEmpty()) {
      values.put(Field.ITEMS, domains);
    }
    facts.add(FactKind.NETWORK_CONFIG, at, values);
  }
}
