package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.hybrid.hermes.BundleCode.Place;
import cn.beian.inspect.hybrid.hermes.ScriptValue.Special;
import java.util.List;

/** What a call says, and what it gives. */
final class Calls {
  /** Defines a module: function, number, dependencies. */
  private static final String DEFINE = "__d";

  private static final int DEFINE_ARGUMENTS = 3;

  /** Places among the parameters of a module, {@code this} counted. */
  private static final int THIS = 0;

  private static final int GLOBAL_PARAMETER = 1;
  private static final int REQUIRE_PARAMETER = 2;
  private static final int DEFAULT_PARAMETER = 3;
  private static final int ALL_PARAMETER = 4;
  private static final int MODULE_PARAMETER = 5;
  private static final int EXPORTS_PARAMETER = 6;
  private static final int DEPENDENCIES_PARAMETER = 7;

  private final BundleCode bundle;

  Calls(BundleCode bundle) {
    this.bundle = bundle;
  }

  /** What a parameter holds; known of those of a module. */
  static ScriptValue parameter(int index, Place place) {
    ScriptValue dependencies = place.dependencies;
    if (index == THIS) {
      return new ScriptValue.Named("this");
    }
    if (dependencies == null) {
      return ScriptValue.NOTHING;
    }
    return switch (index) {
      case GLOBAL_PARAMETER -> Special.GLOBAL;
      case REQUIRE_PARAMETER, ALL_PARAMETER -> Special.REQUIRE;
      case DEFAULT_PARAMETER -> Special.IMPORT_DEFAULT;
      case MODULE_PARAMETER -> new ScriptValue.Named("module");
      case EXPORTS_PARAMETER -> new ScriptValue.Named("exports");
      case DEPENDENCIES_PARAMETER -> dependencies;
      default -> ScriptValue.NOTHING;
    };
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
      define(first, given.get(1), given.get(2));
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
    given.forEach(argument -> into.tell(argument, place.function, name, List.of()));
    into.call(name, place.function, given);
    return name.equals("?") ? ScriptValue.NOTHING : new ScriptValue.Named(name);
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
