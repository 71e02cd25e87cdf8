package cn.beian.inspect.hybrid.hermes;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The registers of a function; those beyond a byte are rare. */
final class Registers {
  private static final int NEAR = 256;

  private final ScriptValue[] near = new ScriptValue[NEAR];
  private final Map<Integer, ScriptValue> far = new HashMap<>();

  Registers() {
    clear();
  }

  void clear() {
    Arrays.fill(near, ScriptValue.NOTHING);
    far.clear();
  }

  ScriptValue get(int register) {
    return register >= 0 && register < NEAR
        ? near[register]
        : far.getOrDefault(register, ScriptValue.NOTHING);
  }

  void set(int register, ScriptValue value) {
    if (register >= 0 && register < NEAR) {
      near[register] = value;
    } else {
      far.put(register, value);
    }
  }
}
