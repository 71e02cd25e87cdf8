package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.ios.plist.Plist;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A privacy manifest, {@code PrivacyInfo.xcprivacy} (Apple, "Privacy manifest files"): whether the
 * app or component follows people across others' apps and by which domains, what it collects and
 * for what, and for which of the programming interfaces that could tell devices apart it has which
 * approved reason.
 */
final class PrivacyManifest {
  private static final String COLLECTED = "NSPrivacyCollectedDataType";
  private static final String ACCESSED = "NSPrivacyAccessedAPIType";

  private PrivacyManifest() {}

  /** Puts what it says, and returns the categories for which it has a reason. */
  static Set<String> add(FactSink facts, String entry, Plist manifest, Origin origin) {
    Locator at = Locator.entry(entry);
    if (manifest.get("NSPrivacyTracking").isPresent()) {
      identity(
          facts,
          "privacy_tracking",
          Boolean.toString(manifest.get("NSPrivacyTracking").flag()),
          origin,
          at);
    }
    for (String domain : manifest.get("NSPrivacyTrackingDomains").texts()) {
      identity(facts, "privacy_tracking_domain", domain, origin, at);
      facts.add(FactKind.DOMAIN, origin, "", at, Map.of(Field.NAME, domain));
    }
    for (Plist type : manifest.get(COLLECTED + "s").items()) {
      List<String> purposes = type.get(COLLECTED + "Purposes").texts();
      String linked = type.get(COLLECTED + "Linked").flag() ? " linked" : "";
      String tracking = type.get(COLLECTED + "Tracking").flag() ? " tracking" : "";
      String what = type.get(COLLECTED).text() + linked + tracking;
      String why = purposes.isEmpty() ? "" : ": " + String.join(" ", purposes);
      identity(facts, "privacy_collected", what + why, origin, at);
    }
    Set<String> declared = new TreeSet<>();
    for (Plist type : manifest.get("NSPrivacyAccessedAPITypes").items()) {
      String category = type.get(ACCESSED).text();
      String reasons = String.join(" ", type.get(ACCESSED + "Reasons").texts());
      if (!category.isBlank()) {
        declared.add(category);
        facts.add(
            FactKind.PERMISSION,
            origin,
            "",
            at,
            Map.of(Field.NAME, category, Field.TYPE, "required_reason", Field.REASON, reasons));
      }
    }
    return declared;
  }

  private static void identity(
      FactSink facts, String name, String value, Origin origin, Locator at) {
    facts.add(FactKind.IDENTITY, origin, "", at, Map.of(Field.NAME, name, Field.VALUE, value));
  }
}
