package cn.beian.inspect.harmony.abc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a register, a variable or a property holds, as far as the code itself tells. */
public sealed interface ArkValue {
  /** A text; what is worked out at run time is left out of it. */
  record Text(String text) implements ArkValue {}

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
