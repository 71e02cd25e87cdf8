package cn.beian.inspect.harmony;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.webapp.project.Json;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * {@code network_config.json} (OpenHarmony documentation, "Network security configuration"): what
 * it says of all addresses and of groups of domains.
 */
final class NetworkConfig {
  private final String entry;
  private final FactSink facts;

  NetworkConfig(String entry, FactSink facts) {
    this.entry = entry;
    this.facts = facts;
  }

  void read(Json json) {
    Json config = json.get("network-security-config");
    part(config.get("base-config"), List.of());
    for (Json each : config.get("domain-config").items()) {
      List<String> domains = new ArrayList<>();
      each.get("domains").items().forEach(domain -> domains.add(domain.get("name").text()));
      part(each, domains);
    }
    for (String name : List.of("trust-global-user-ca", "trust-current-user-ca")) {
      if (json.get(name).text().equals("true") || config.get(name).text().equals("true")) {
        add("trust_anchors", "user", List.of(), json.get(name));
      }
    }
  }

  private void part(Json config, List<String> domains) {
    Json cleartext = config.get("cleartextTrafficPermitted");
    if (!cleartext.text().isEmpty()) {
      add("cleartext_permitted", cleartext.text(), domains, cleartext);
    }
    for (Json anchor : config.get("trust-anchors").items()) {
      add("trust_anchors", anchor.get("certificates").text(), domains, anchor);
    }
    Json pins = config.get("pin-set");
    if (!pins.members().isEmpty()) {
      add("pin_set", pins.get("expiration").text(), domains, pins);
    }
  }

  private void add(String name, String value, List<String> domains, Json at) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VALUE, value);
    if (!domains.isEmpty()) {
      values.put(Field.ITEMS, domains);
    }
    facts.add(
        FactKind.NETWORK_CONFIG,
        at.line() > 0 ? Locator.line(entry, at.line()) : Locator.entry(entry),
        values);
  }
}
