package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.ios.plist.Plist;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the system lets an app do beyond its own (Apple, "Entitlements"); the reason of the fact is
 * the value. {@code get-task-allow} lets a debugger in.
 */
final class Entitlements {
  private final FactSink facts;

  Entitlements(FactSink facts) {
    this.facts = facts;
  }

  /**
   * Puts them; {@code type} says whether they are signed with the code or stated by the profile.
   */
  void add(Plist entitlements, String type, Locator at) {
    entitlements
        .members()
        .forEach(
            (name, value) -> {
              Map<Field, Object> values = new EnumMap<>(Field.class);
              values.put(Field.NAME, name);
              values.put(Field.TYPE, type);
              String text = value.text().isEmpty() ? String.join(" ", value.texts()) : value.text();
              if (!text.isBlank()) {
                values.put(Field.REASON, text);
              }
              facts.add(FactKind.PERMISSION, at, values);
            });
  }

  /** Whether a debugger may attach. */
  static boolean isDebuggable(Plist entitlements) {
    return entitlements.get("get-task-allow").flag();
  }
}
