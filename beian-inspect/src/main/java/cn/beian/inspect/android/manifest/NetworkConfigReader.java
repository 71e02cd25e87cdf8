package cn.beian.inspect.android.manifest;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.resource.XmlElement;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The network security configuration (developer.android.com, "Network security configuration"):
 * {@code cleartext_permitted} and {@code trust_anchors} of the base, of debugging and of groups of
 * domains, {@code pin_set} with its expiration.
 */
public final class NetworkConfigReader {
  private final FactSink facts;

  public NetworkConfigReader(FactSink facts) {
    this.facts = facts;
  }

  public void read(String entry, XmlElement document) {
    for (XmlElement root : document.children()) {
      for (XmlElement config : root.children()) {
        config(entry, config);
      }
    }
  }

  private void config(String entry, XmlElement config) {
    List<String> domains =
        config.children("domain").stream()
            .map(domain -> domain.text().strip())
            .filter(domain -> !domain.isEmpty())
            .toList();
    config
        .plain("cleartextTrafficPermitted")
        .ifPresent(
            a ->
                add(
                    entry,
                    config,
                    "cleartext_permitted",
                    a.value().type() == Value.BOOLEAN
                        ? Boolean.toString(a.value().data() != 0)
                        : a.text(),
                    domains));
    for (XmlElement anchors : config.children("trust-anchors")) {
      for (XmlElement certificates : anchors.children("certificates")) {
        certificates
            .plain("src")
            .ifPresent(
                src ->
                    add(
                        entry,
                        config,
                        config.name().equals("debug-overrides")
                            ? "debug_trust_anchors"
                            : "trust_anchors",
                        src.text().isEmpty() ? "bundled" : src.text(),
                        domains));
      }
    }
    for (XmlElement pins : config.children("pin-set")) {
      add(
          entry,
          config,
          "pin_set",
          pins.plain("expiration").map(XmlElement.Attribute::text).orElse(""),
          domains);
    }
    config.children("domain-config").forEach(inner -> config(entry, inner));
  }

  private void add(
      String entry, XmlElement config, String name, String value, List<String> domains) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VALUE, value);
    if (!domains.isEmpty()) {
      values.put(Field.ITEMS, domains);
    }
    facts.add(FactKind.NETWORK_CONFIG, Locator.line(entry, config.line()), values);
  }
}
