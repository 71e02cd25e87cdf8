package cn.beian.inspect.harmony.abc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a register, a variable or a property holds, as far as the code itself tells. */
public sealed interface ArkValue {
  /**
   * A text; what is worked out at run time is left out of it.
   *
   * @param values that are left out, at most {@value #MAX_VALUES}
   * @param last the part after the last of them
   */
  record Text(String text, List<Value> values, String last) implements ArkValue {
    private static final int MAX_VALUES = 8;

    /** A constant. */
    public Text(String text) {
      this(text, List.of(), text);
    }

    /**
     * A value that is put into a text.
     *
     * @param before the part of the text before it
     */
    public record Value(String before, ArkValue value) {}

    /** This text with a value or another text after it. */
    Text and(ArkValue more) {
      List<Value> all = new ArrayList<>(values);
      if (!(more instanceof Text other)) {
        all.add(new Value(last, more));
        return new Text(text, few(all), "");
      }
      if (other.values.isEmpty()) {
        return new Text(text + other.text, values, last + other.last);
      }
      Value first = other.values.get(0);
      all.add(new Value(last + first.before, first.value));
      all.addAll(other.values.subList(1, other.values.size()));
      return new Text(text + other.text, few(all), other.last);
    }

    private static List<Value> few(List<Value> all) {
      return List.copyOf(all.subList(0, Math.min(MAX_VALUES, all.size())));
    }
  }

  /** A number or a boolean. */
  record Amount(double value) implements ArkValue {}

  /**
   * Something by its dotted name: a global, an import, a property, or what a call of it gives, as
   * {@code ohos.net.http.createHttp.request}.
   */
  record Name(String name) implements ArkValue {
    /** The object that the function is called on. */
    public static final Name THIS = new Name("this");
  }

  /** A function, by the offset of its method. */
  record Function(int method) implements ArkValue {}

  /**
   * A class, its prototype or an instance.
   *
   * @param name as written; empty where it has none
   * @param parent name of the class that it extends; empty for none
   * @param constructor offset of the method
   */
  record Type(String name, String parent, int constructor) implements ArkValue {}

  /** An object literal; values are added while the code is walked. */
  record Literals(Map<String, ArkValue> members) implements ArkValue {
    public Literals() {
      this(new LinkedHashMap<>());
    }
  }

  /** An array literal; values are added while the code is walked. */
  record Items(List<ArkValue> items) implements ArkValue {
    public Items() {
      this(new ArrayList<>());
    }
  }

  /** Nothing is known of it. */
  enum Unknown implements ArkValue {
    UNKNOWN
  }
}
