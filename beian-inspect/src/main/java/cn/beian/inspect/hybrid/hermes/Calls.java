package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.hybrid.hermes.BundleCode.Place;
import cn.beian.inspect.hybrid.hermes.ScriptValue.Special;
import java.util.List;

/** What a call says, and what it gives. */
final class Calls {
  /** Defines a module: function, number, dependencies. */
  private static final String DEFINE = "__d";

  private static final int DEFINE_ARGUMENTS = 2;

  private static final int THIS = 0;

  /** Parameters of a module behind {@code this}; before 2019 there were no two ways to import. */
  private static final List<ScriptValue> PARAMETERS =
      List.of(
          Special.GLOBAL,
          Special.REQUIRE,
          Special.IMPORT_DEFAULT,
          Special.REQUIRE,
          new ScriptValue.Named("module"),
          new ScriptValue.Named("exports"));

  private static final List<ScriptValue> FORMER_PARAMETERS =
      List.of(
          Special.GLOBAL,
          Special.REQUIRE,
          new ScriptValue.Named("module"),
          new ScriptValue.Named("exports"));

  /** With {@code this}, as many as the newer modules have at least where they need any of them. */
  private static final int FORMER_COUNT = FORMER_PARAMETERS.size() + 2;

  private final BundleCode bundle;
  private final ElementCalls elements;

  Calls(BundleCode bundle) {
    this.bundle = bundle;
    this.elements = new ElementCalls(bundle);
  }

  /** What a parameter holds; known of those of a module. */
  static ScriptValue parameter(int index, Place place) {
    ScriptValue dependencies = place.dependencies;
    if (index == THIS) {
      return new ScriptValue.Named("this");
    }
    if (dependencies == null || index < 0) {
      return new ScriptValue.Named("arguments");
    }
    List<ScriptValue> known = place.parameters > FORMER_COUNT ? PARAMETERS : FORMER_PARAMETERS;
    return index <= known.size()
        ? known.get(index - 1)
        : index == known.size() + 1 ? dependencies : ScriptValue.NOTHING;
  }

  /**
   * A call of a value.
   *
   * @param arguments {@code this} first
   * @return what it gives
   */
  ScriptValue call(
      ScriptValue callee, List<ScriptValue> arguments, Place place, ModuleScript into) {
    String name = Names.of(callee);
    List<ScriptValue> given =
        arguments.isEmpty() ? arguments : arguments.subList(1, arguments.size());
    ScriptValue first = given.isEmpty() ? ScriptValue.NOTHING : given.get(0);
    if (name.equals(DEFINE) && given.size() >= DEFINE_ARGUMENTS) {
      define(
          first,
          given.get(1),
          given.size() > DEFINE_ARGUMENTS ? given.get(2) : ScriptValue.NOTHING);
      return ScriptValue.NOTHING;
    }
    boolean requires = callee == Special.REQUIRE || callee == Special.IMPORT_DEFAULT;
    if (requires && first instanceof ScriptValue.Num number) {
      into.requires("./" + number.text());
      return Names.required("./" + number.text(), callee == Special.IMPORT_DEFAULT);
    }
    if (Names.isModule(name) && Names.isOfModule(first)) {
      return first; // the module only wraps what the other one exports
    }
    boolean element = ElementCalls.makes(name) && !given.isEmpty();
    ScriptValue node = element ? elements.node(name, given, place, into) : ScriptValue.NOTHING;
    given.forEach(argument -> into.tell(argument, place.function, name, List.of()));
    into.call(name, place.function, given);
    return element ? node : name.equals("?") ? ScriptValue.NOTHING : new ScriptValue.Named(name);
  }

  private void define(ScriptValue function, ScriptValue number, ScriptValue dependencies) {
    if (function instanceof ScriptValue.Closure closure
        && number instanceof ScriptValue.Num module) {
      List<ScriptValue> known =
          dependencies instanceof ScriptValue.Arr array ? array.items : List.of();
      bundle.module(closure.function, module.text(), new ScriptValue.Dependencies(known));
    }
  }
}
