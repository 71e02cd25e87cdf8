package cn.beian.inspect.harmony.abc;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the functions of a module do.
 *
 * @param module whose they are
 * @param steps by the offset of the method, in the order of the module's methods
 * @param types classes of the module by name, in the order in which they are made
 * @param owners name of the class that a method is a member of, by its offset
 * @param exported what the module exports, by name, as far as it is known
 * @param broken number of functions whose code contradicts the format
 */
public record ModuleCode(
    AbcModule module,
    Map<Integer, List<Step>> steps,
    Map<String, ArkValue.Type> types,
    Map<Integer, String> owners,
    Map<String, ArkValue> exported,
    int broken) {
  static ModuleCode empty(AbcModule module) {
    return new ModuleCode(
        module, new LinkedHashMap<>(), new LinkedHashMap<>(), new HashMap<>(), new HashMap<>(), 0);
  }

  ModuleCode withBroken(int functions) {
    return new ModuleCode(module, steps, types, owners, exported, functions);
  }

  /** The steps of a function of the module; none where it is not one. */
  public List<Step> of(int method) {
    return steps.getOrDefault(method, List.of());
  }

  /** The class that a function is a member of; empty where it is none. */
  public String owner(AbcMethod method) {
    return method.owner().isEmpty() ? owners.getOrDefault(method.offset(), "") : method.owner();
  }
}
