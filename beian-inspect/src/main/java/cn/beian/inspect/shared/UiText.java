package cn.beian.inspect.shared;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import java.util.EnumMap;
import java.util.Map;

/** Texts that a person can see. */
public final class UiText {
  private UiText() {}

  /** Adds a text in each of its locales; blank ones are left out. */
  public static void add(
      FactSink facts,
      Map<String, String> byLocale,
      String role,
      Origin origin,
      String screen,
      Locator at) {
    byLocale.forEach(
        (locale, text) -> {
          if (!text.isBlank()) {
            Map<Field, Object> values = new EnumMap<>(Field.class);
            values.put(Field.TEXT, text);
            values.put(Field.ROLE, role);
            if (!locale.isEmpty()) {
              values.put(Field.LOCALE, locale);
            }
            facts.add(FactKind.UI_TEXT, origin, screen, at, values);
          }
        });
  }

  /** Whether a text holds a Chinese character. */
  public static boolean isChinese(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '\u3400' && c <= '\u9fff') {
        return true;
      }
    }
    return false;
  }
}
