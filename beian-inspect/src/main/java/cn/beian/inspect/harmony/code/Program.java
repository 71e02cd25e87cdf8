package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactSink;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.Imports;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.abc.ModuleRecord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The modules of the app's own code, found by their names; several threads add to it. */
final class Program {
  /** Steps that are kept in all; the screens of code beyond them stay unknown. */
  private static final int MAX_STEPS = 3_000_000;

  /** Modules by which one name is handed on. */
  private static final int MAX_PASSED = 64;

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

  /**
   * What a module exports and makes itself.
   *
   * @param value unknown where the code does not tell
   */
  record Export(Part part, ArkValue value) {}

  private final Map<String, Optional<Export>> exports = new HashMap<>();
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

  /**
   * What is taken from a module by a name, {@code home/Index#Card}, or {@code home/Index#.Card}
   * where the whole module was taken: that of the module which makes it, where others hand it on.
   * Empty where it is of none of these modules.
   */
  Optional<Export> export(String name) {
    int mark = name.indexOf(Imports.MARK);
    if (mark < 0) {
      return Optional.empty();
    }
    String record = name.substring(0, mark);
    String export = exportName(name);
    Optional<Export> known = exports.get(record + Imports.MARK + export);
    if (known == null) {
      known = export(record, export, new HashSet<>());
      exports.put(record + Imports.MARK + export, known);
    }
    return known;
  }

  private Optional<Export> export(String record, String name, Set<String> seen) {
    Optional<Part> part = module(record);
    if (part.isEmpty() || seen.size() >= MAX_PASSED || !seen.add(record) || !mayFollow()) {
      return Optional.empty();
    }
    ArkValue own = part.get().code.exported().get(name);
    if (own != null) {
      return Optional.of(new Export(part.get(), own));
    }
    ModuleRecord imports = part.get().code.module().imports();
    ModuleRecord.Import from = imports.passed().get(name);
    if (from != null) {
      return export(Imports.module(from.module()), from.name(), seen);
    }
    return imports.all().stream()
        .map(module -> export(Imports.module(module), name, seen))
        .flatMap(Optional::stream)
        .findFirst();
  }

  /** Whether a call by this name is one of an export itself, not of a member of it. */
  static boolean isExport(String name) {
    int mark = name.indexOf(Imports.MARK);
    return mark > 0 && exported(name).indexOf('.') < 0;
  }

  private static String exportName(String name) {
    String export = exported(name);
    int dot = export.indexOf('.');
    return dot < 0 ? export : export.substring(0, dot);
  }

  private static String exported(String name) {
    String export = name.substring(name.indexOf(Imports.MARK) + 1);
    return export.startsWith(".") ? export.substring(1) : export;
  }
}
