package cn.beian.inspect.harmony.abc;

import java.util.List;

/**
 * A source file, which the bytecode holds as a class.
 *
 * @param record its name, without {@code L}, {@code ;} and the marks of normalized names
 * @param packageName of ohpm that it belongs to; empty where none is stated
 * @param methods its functions in the order of the file
 * @param imports what it takes from others
 */
public record AbcModule(
    String record, String packageName, List<AbcMethod> methods, ModuleRecord imports) {
  public AbcModule {
    methods = List.copyOf(methods);
  }
}
