package cn.beian.inspect.harmony.code;

/**
 * Paths of source files as this reader writes them: the module, {@code /ets/} and the rest, {@code
 * entry/ets/pages/Index}, whichever way the bytecode names it.
 */
public final class SourcePaths {
  private static final String ETS = "/ets/";
  private static final String MAIN = "/src/main";

  private SourcePaths() {}

  /** The path of a page of a module by its route. */
  public static String page(String module, String route) {
    return module + ETS + route;
  }

  /** The path of a module of code by its name; the name where it is none below {@code ets}. */
  public static String of(String record) {
    int ets = record.indexOf(ETS);
    if (ets < 0) {
      return record;
    }
    String before = record.substring(0, ets);
    before = before.endsWith(MAIN) ? before.substring(0, before.length() - MAIN.length()) : before;
    return before.substring(before.lastIndexOf('/') + 1) + record.substring(ets);
  }

  /** The module that a path begins with. */
  public static String module(String path) {
    int ets = path.indexOf(ETS);
    return ets < 0 ? "" : path.substring(0, ets);
  }
}
