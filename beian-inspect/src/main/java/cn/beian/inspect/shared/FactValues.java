package cn.beian.inspect.shared;

import cn.beian.facts.Field;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Values of the facts that every family tells of screens and calls; what is empty is left out. */
public final class FactValues {
  private FactValues() {}

  /**
   * Of a screen.
   *
   * @param targets screens that it leads to
   */
  public static Map<Field, Object> screen(
      String name, String label, boolean launch, boolean reachable, Collection<String> targets) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    put(values, Field.NAME, name);
    put(values, Field.LABEL, label);
    put(values, Field.ROLE, launch ? "launch" : "");
    if (reachable) {
      values.put(Field.REACHABLE, true);
    }
    put(values, Field.TARGETS, targets);
    return values;
  }

  /** Of what the system shows while the app starts: seen by everybody, and no page. */
  public static Map<Field, Object> splash(String name, String label) {
    Map<Field, Object> values = screen(name, label, false, true, List.of());
    values.put(Field.ROLE, "splash");
    return values;
  }

  /** Of something that a person presses. */
  public static Map<Field, Object> control(
      String type, String text, String handler, Collection<String> calls) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    put(values, Field.TYPE, type);
    put(values, Field.TEXT, text);
    put(values, Field.HANDLER, handler);
    put(values, Field.CALLS, calls);
    return values;
  }

  /** Of something that a person fills in. */
  public static Map<Field, Object> field(
      String name, String type, String label, String placeholder) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    put(values, Field.NAME, name);
    put(values, Field.TYPE, type);
    put(values, Field.LABEL, label);
    put(values, Field.PLACEHOLDER, placeholder);
    return values;
  }

  /** Of a call. */
  public static Map<Field, Object> call(String name, String caller, Collection<String> arguments) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    put(values, Field.NAME, name);
    put(values, Field.CALLER, caller);
    put(values, Field.ARGUMENTS, arguments);
    return values;
  }

  private static void put(Map<Field, Object> values, Field field, String text) {
    if (!text.isBlank()) {
      values.put(field, text);
    }
  }

  private static void put(Map<Field, Object> values, Field field, Collection<String> texts) {
    if (!texts.isEmpty()) {
      values.put(field, List.copyOf(texts));
    }
  }
}
