package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.hybrid.hermes.ScriptValue.Special;

/** Names of what values lead to. */
final class Names {
  private static final int MAX_CHARACTERS = 200;
  private static final String UNKNOWN = "?";
  private static final String REQUIRE = "require(";

  private Names() {}

  /** What a property of a value holds. */
  static ScriptValue member(ScriptValue of, String key) {
    if (of == Special.GLOBAL) {
      return new ScriptValue.Named(key);
    }
    if (of instanceof ScriptValue.Obj object) {
      ScriptValue held = object.entries.get(key);
      if (held instanceof ScriptValue.Closure closure && closure.name.isEmpty()) {
        return new ScriptValue.Closure(closure.function, "", key);
      }
      if (held != null && !held.equals(ScriptValue.NOTHING)) {
        return held;
      }
    }
    return new ScriptValue.Named(limited(of(of) + "." + key));
  }

  /** What a property holds whose name is a value. */
  static ScriptValue member(ScriptValue of, ScriptValue key) {
    if (key instanceof ScriptValue.Str string) {
      string.told = true;
      return member(of, string.text);
    }
    if (key instanceof ScriptValue.Num number) {
      int index = index(number.text());
      if (of instanceof ScriptValue.Dependencies table && index < table.modules().size()) {
        return table.modules().get(index);
      }
      if (of instanceof ScriptValue.Arr array && index < array.items.size()) {
        return array.items.get(index);
      }
    }
    return ScriptValue.NOTHING;
  }

  private static int index(String number) {
    return number.matches("\\d{1,9}") ? Integer.parseInt(number) : Integer.MAX_VALUE;
  }

  /** Name of what is called. */
  static String of(ScriptValue callee) {
    if (callee instanceof ScriptValue.Named named) {
      return named.name();
    }
    if (callee instanceof ScriptValue.Closure closure) {
      String key = closure.key.isEmpty() ? UNKNOWN : UNKNOWN + "." + closure.key;
      return closure.name.isEmpty() ? key : closure.name;
    }
    return callee == Special.REQUIRE || callee == Special.IMPORT_DEFAULT ? "require" : UNKNOWN;
  }

  /** What a module exports. */
  static ScriptValue required(String module, boolean itsDefault) {
    return new ScriptValue.Named(REQUIRE + module + ")" + (itsDefault ? ".default" : ""));
  }

  /** Number of the module that a name is of; empty where it is of none. */
  static String module(String name) {
    int end = name.indexOf(')');
    return name.startsWith(REQUIRE + "./") && end > 0
        ? name.substring(REQUIRE.length() + 2, end)
        : "";
  }

  /** Whether a name is a module as a whole. */
  static boolean isModule(String name) {
    return name.startsWith(REQUIRE) && name.indexOf(')') == name.length() - 1;
  }

  static boolean isOfModule(ScriptValue value) {
    return value instanceof ScriptValue.Named named && named.name().startsWith(REQUIRE);
  }

  /** Of two values that a variable is given: the first that says something. */
  static ScriptValue either(ScriptValue first, ScriptValue second) {
    boolean says = !first.equals(ScriptValue.NOTHING) && !(first instanceof ScriptValue.Num);
    return says ? first : second;
  }

  private static String limited(String name) {
    return name.length() > MAX_CHARACTERS ? UNKNOWN : name;
  }
}
