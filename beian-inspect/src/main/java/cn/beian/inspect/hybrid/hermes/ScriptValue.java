package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.markup.Markup;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a register holds, as far as it is followed. */
sealed interface ScriptValue {
  /** Not known, or nothing that matters. */
  ScriptValue NOTHING = new Named("?");

  /** What stands for itself. */
  enum Special implements ScriptValue {
    GLOBAL,
    REQUIRE,
    /** Requires a module and takes its default. */
    IMPORT_DEFAULT
  }

  /** A number as JavaScript writes it. */
  static ScriptValue number(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return new Num(whole ? Long.toString((long) number) : Double.toString(number));
  }

  record Num(String text) implements ScriptValue {}

  /** What a dotted name leads to; {@code ?} stands for what has no name. */
  record Named(String name) implements ScriptValue {}

  /** The table that a module of Metro looks up its dependencies in. */
  record Dependencies(List<ScriptValue> modules) implements ScriptValue {}

  /** A string; each is told once, where it is used first. */
  final class Str implements ScriptValue {
    final String text;
    boolean told;

    Str(String text) {
      this.text = text;
    }
  }

  /** Strings and others added to each other. */
  final class Sum implements ScriptValue {
    final List<ScriptValue> parts = new ArrayList<>();
    boolean told;
  }

  final class Closure implements ScriptValue {
    final int function;
    final String name;

    /** Key of the object that holds it, where it has no name of its own; or empty. */
    final String key;

    Closure(int function, String name) {
      this(function, name, "");
    }

    Closure(int function, String name, String key) {
      this.function = function;
      this.name = name;
      this.key = key;
    }
  }

  /** An object; later entries come behind those that it was made with. */
  final class Obj implements ScriptValue {
    final Map<String, ScriptValue> entries = new LinkedHashMap<>();
    final List<String> slots = new ArrayList<>();
    boolean told;

    /** Whether it is part of another. */
    boolean held;

    static Obj of(List<ScriptValue> keys, List<ScriptValue> values) {
      Obj made = new Obj();
      for (int i = 0; i < keys.size(); i++) {
        String key = keys.get(i) instanceof Str string ? string.text : text(keys.get(i));
        made.slots.add(key);
        made.entries.put(key, i < values.size() ? values.get(i) : NOTHING);
      }
      return made;
    }

    private static String text(ScriptValue key) {
      return key instanceof Num number ? number.text : "";
    }
  }

  final class Arr implements ScriptValue {
    final List<ScriptValue> items = new ArrayList<>();
    boolean told;
    boolean held;
  }

  /** An element of the screen. */
  final class Node implements ScriptValue {
    final Markup.Element element;

    /** ElementCalls within each other, itself counted. */
    final int height;

    boolean held;

    Node(Markup.Element element, int height) {
      this.element = element;
      this.height = height;
    }
  }

  /** The variables of a function that others inside of it use. */
  final class Environment implements ScriptValue {
    final @Nullable Environment parent;
    final Map<Integer, ScriptValue> slots = new HashMap<>();

    Environment(@Nullable Environment parent) {
      this.parent = parent;
    }

    /** Some steps up; empty where there are not so many. */
    @Nullable Environment up(int steps) {
      @Nullable Environment at = this;
      for (int i = 0; i < steps && at != null; i++) {
        at = at.parent;
      }
      return at;
    }
  }
}
