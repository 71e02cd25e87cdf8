package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactSink;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.ModuleCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The modules of the app's own code, found by their names; several threads add to it. */
final class Program {
  /** Steps that are kept in all; the screens of code beyond them stay unknown. */
  private static final int MAX_STEPS = 3_000_000;

  /** Steps that are followed for the elements of all pages. */
  private static final int MAX_FOLLOWED = 10_000_000;

  /**
   * A module and where it stands.
   *
   * @param handlers what its functions call
   * @param entry the file
   * @param facts takes what is found in it
   * @param texts of the package that it is in
   */
  record Part(ModuleCode code, ArkHandlers handlers, String entry, FactSink facts, Texts texts) {
    String record() {
      return code.module().record();
    }

    /** The path of its file, as {@link SourcePaths} has it. */
    String path() {
      return SourcePaths.of(record());
    }
  }

  private final Map<String, Part> parts = new TreeMap<>();
  private final Map<String, Part> byPath = new TreeMap<>();
  private long steps;
  private boolean cut;
  private int followed;

  synchronized void add(Part part) {
    long more = part.code.steps().values().stream().mapToLong(List::size).sum();
    if (steps + more > MAX_STEPS) {
      cut = true;
      return;
    }
    if (parts.putIfAbsent(part.record(), part) == null) {
      byPath.put(part.path(), part);
      steps += more;
    }
  }

  /** Whether more elements may be put together; counts their steps. */
  boolean mayFollow() {
    return ++followed <= MAX_FOLLOWED;
  }

  /** Whether some modules were not kept. */
  boolean isCut() {
    return cut;
  }

  List<Part> all() {
    return new ArrayList<>(parts.values());
  }

  Optional<Part> module(String record) {
    return Optional.ofNullable(parts.get(record));
  }

  /** The module of a page or another source file. */
  Optional<Part> at(String path) {
    return Optional.ofNullable(byPath.get(path));
  }

  /** The module whose name stands before {@code #} in that of what is taken from it. */
  Optional<Part> exporting(String name) {
    int mark = name.indexOf('#');
    return mark < 0 ? Optional.empty() : module(name.substring(0, mark));
  }

  /** What a module exports by the name behind {@code #}. */
  ArkValue exported(Part part, String name) {
    return part.code.exported().getOrDefault(exportName(name), ArkValue.Unknown.UNKNOWN);
  }

  private static String exportName(String name) {
    String export = name.substring(name.indexOf('#') + 1);
    int dot = export.indexOf('.');
    return dot < 0 ? export : export.substring(0, dot);
  }
}
