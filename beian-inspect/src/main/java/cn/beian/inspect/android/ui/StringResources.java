package cn.beian.inspect.android.ui;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.ResourceTable.Configured;
import cn.beian.inspect.android.resource.ResourceTable.Resource;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.shared.UrlFacts;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Texts of the resource table: strings, arrays and plurals in every locale; of libraries only the
 * default, Chinese and English, as they carry dozens of translations.
 */
public final class StringResources {
  private static final String ENTRY = "resources.arsc";
  private static final Set<String> TYPES = Set.of("string", "array", "plurals");

  private StringResources() {}

  public static void add(FactSink facts, ResourceTable table) {
    for (Resource resource : table.all()) {
      if (TYPES.contains(resource.type())) {
        Origin origin = UiReader.origin(resource.name());
        for (Configured value : resource.values()) {
          if (origin == Origin.APP || isKept(value.locale())) {
            add(facts, resource, value, origin);
          }
        }
      }
    }
  }

  private static boolean isKept(String locale) {
    return locale.isEmpty() || locale.startsWith("zh") || locale.startsWith("en");
  }

  private static void add(FactSink facts, Resource resource, Configured value, Origin origin) {
    Locator at = Locator.member(ENTRY, resource.type() + "/" + resource.name());
    text(facts, value.value(), value.locale(), origin, at);
    value.items().forEach(item -> text(facts, item, value.locale(), origin, at));
  }

  private static void text(FactSink facts, Value value, String locale, Origin origin, Locator at) {
    String text = value.string();
    if (value.type() != Value.STRING || text.isBlank()) {
      return;
    }
    UrlFacts.add(facts, text, origin, at);
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.TEXT, text);
    values.put(Field.ROLE, "string_resource");
    if (!locale.isEmpty()) {
      values.put(Field.LOCALE, locale);
    }
    facts.add(FactKind.UI_TEXT, origin, "", at, values);
  }
}
