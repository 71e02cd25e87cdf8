package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.hybrid.hermes.Opcodes.Instruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Follows the functions of a bundle, each once: the outer before the inner, so that what a variable
 * of the outer holds is known in the inner. Metro's {@code __d(function, module, dependencies)}
 * says which function is which module.
 */
final class BundleCode {
  /** Functions whose code is looked at to find the table that they are written by. */
  private static final int TRIED = 256;

  /** Where a function stands: what is known of it before it is read. */
  static final class Place {
    final ScriptValue.@Nullable Environment environment;

    /** Name of the outermost named function around it, or its own. */
    String function;

    String module;
    @Nullable ScriptValue dependencies;

    /** How many a module has, with {@code this}. */
    int parameters;

    Place(
        ScriptValue.@Nullable Environment environment,
        String function,
        String module,
        @Nullable ScriptValue dependencies) {
      this.environment = environment;
      this.function = function;
      this.module = module;
      this.dependencies = dependencies;
    }
  }

  private final HermesFile file;
  private final Opcodes opcodes;
  private final Place[] places;
  private final Deque<Integer> open = new ArrayDeque<>();
  private final SortedMap<String, ModuleScript> modules = new TreeMap<>();
  private final List<ElementCalls.Screen> screens = new ArrayList<>();
  private int readable;

  BundleCode(HermesFile file) {
    this.file = file;
    this.opcodes = table(file);
    this.places = new Place[file.functions().size()];
  }

  /** What was found by module; the empty name is what stands around the modules. */
  SortedMap<String, ModuleScript> modules() {
    return modules;
  }

  /** The screens that navigators name. */
  List<ElementCalls.Screen> screens() {
    return screens;
  }

  /** Functions whose code could be followed to its end. */
  int readable() {
    return readable;
  }

  /** Reads all functions. */
  void read() {
    FunctionWalk walk = new FunctionWalk(file, opcodes, this);
    if (has(file.globalFunction())) {
      enter(file.globalFunction(), new Place(null, "", "", null));
    }
    int next = 0;
    while (true) {
      while (!open.isEmpty()) {
        follow(walk, open.remove());
      }
      while (next < places.length && places[next] != null) {
        next++;
      }
      if (next == places.length) {
        return;
      }
      enter(next, new Place(null, name(next), "", null)); // nothing that was followed makes it
    }
  }

  private void follow(FunctionWalk walk, int function) {
    Place place = places[function];
    ModuleScript into = modules.computeIfAbsent(place.module, name -> new ModuleScript());
    into.function(place.function);
    into.function(function == file.globalFunction() ? "" : name(function));
    try {
      walk.follow(file.functions().get(function), place, into);
      readable++;
    } catch (BrokenDataException e) {
      walk.end(place, into);
    }
  }

  /** A closure was made of a function. */
  void closure(int function, Place around, ScriptValue.@Nullable Environment environment) {
    if (has(function) && places[function] == null) {
      String name = around.function.isEmpty() ? name(function) : around.function;
      enter(function, new Place(environment, name, around.module, null));
    }
  }

  /** A function was said to be a module. */
  void module(int function, String module, ScriptValue dependencies) {
    if (has(function) && places[function] != null) {
      places[function].module = module;
      places[function].dependencies = dependencies;
      places[function].parameters = file.functions().get(function).parameters();
    }
  }

  /**
   * A closure was made the handler of an element.
   *
   * @return the name under which its calls are found
   */
  String handler(ScriptValue.Closure closure, String event) {
    boolean named = !closure.name.isEmpty() && !closure.name.equals(event);
    String name = named ? closure.name : event + "_" + closure.function;
    if (has(closure.function) && places[closure.function] != null) {
      places[closure.function].function = name;
    }
    return name;
  }

  private boolean has(int function) {
    return function >= 0 && function < places.length;
  }

  private void enter(int function, Place place) {
    places[function] = place;
    open.add(function);
  }

  /** Name of a function without what the compiler puts before those that it makes. */
  String name(int function) {
    String name = has(function) ? file.functions().get(function).name() : "";
    while (name.startsWith("?anon_")) {
      int end = name.indexOf('_', "?anon_".length());
      name = end < 0 ? "" : name.substring(end + 1);
    }
    return name;
  }

  // ---- the table -------------------------------------------------------------------------------

  /** The table that its code is written by. */
  static Opcodes table(HermesFile file) {
    List<Opcodes> tables = Opcodes.of(file.version());
    Opcodes best = tables.get(0);
    int most = -1;
    for (Opcodes table : tables) {
      int fits = 0;
      List<HermesFile.Function> some =
          file.functions().subList(0, Math.min(TRIED, file.functions().size()));
      for (HermesFile.Function function : some) {
        fits += fits(file, table, function) ? 1 : 0;
      }
      if (fits > most) {
        most = fits;
        best = table;
      }
    }
    return best;
  }

  /** Whether the code of a function is instructions of a table, to its last byte. */
  private static boolean fits(HermesFile file, Opcodes table, HermesFile.Function function) {
    if (!file.bytes().has(function.offset(), function.size())) {
      return false;
    }
    int end = function.offset() + function.size();
    int at = function.offset();
    while (at < end) {
      int opcode = file.bytes().array()[at] & 0xff;
      if (opcode >= table.size()) {
        return false;
      }
      Instruction instruction = table.at(opcode);
      at += instruction.sizeBytes();
    }
    return at == end;
  }
}
