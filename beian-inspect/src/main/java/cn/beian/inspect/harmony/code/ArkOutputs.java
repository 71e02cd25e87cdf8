package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.abc.Step;
import cn.beian.inspect.shared.FactValues;
import cn.beian.inspect.shared.LogFormat;
import cn.beian.inspect.shared.LogFormat.Privacy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the code of a module writes to the log, and files that others may read. Of a log the names
 * of values are kept and the texts before them, of {@code hilog} those that its format makes
 * public; of a file what people typed that the same function reads: a state that an input shows or
 * sets.
 */
final class ArkOutputs {
  private static final int MAX = 8;
  private static final String HILOG = "ohos.hilog.";

  /** The place of the format among the arguments of {@code hilog}. */
  private static final int FORMAT = 2;

  private static final Set<String> OF_ERRORS = Set.of("code", "message", "stack");
  private static final Set<String> INPUTS = Set.of("TextInput", "TextArea", "Search");
  private static final Set<String> TEMPORARY = Set.of("tempDir");
  private static final Pattern EXTERNAL =
      Pattern.compile(
          "ohos\\.file\\.environment\\.get(?:UserDownload|UserDesktop|UserDocument|ExternalStorage"
              + "|StorageData)Dir(?:Sync)?");
  private static final Pattern WRITES =
      Pattern.compile(
          "ohos\\.(?:file\\.fs|fileio)\\.(?:.*\\.)?(?:write|writeSync|createStream|createStreamSync)");

  private final ModuleCode code;
  private final Owner owner;
  private final String screen;
  private final FactSink facts;

  ArkOutputs(ModuleCode code, Owner owner, String screen, FactSink facts) {
    this.code = code;
    this.owner = owner;
    this.screen = screen;
    this.facts = facts;
  }

  // ---- logs ------------------------------------------------------------------------------------

  /** Adds what a call of {@code console} or {@code hilog} shows of values. */
  void log(Step.Call call, String caller, Locator at) {
    Set<String> told = new LinkedHashSet<>();
    if (call.name().startsWith(HILOG)) {
      hilog(call.arguments(), told);
    } else {
      console(call.arguments(), told);
    }
    if (!told.isEmpty()) {
      add(call.name(), "log", caller, List.copyOf(told), at);
    }
  }

  private static void hilog(List<ArkValue> arguments, Set<String> told) {
    if (arguments.size() <= FORMAT) {
      return;
    }
    joined(arguments.get(FORMAT), told);
    int value = FORMAT + 1;
    for (LogFormat.Value each : LogFormat.values(constant(arguments.get(FORMAT)), Privacy.ALL)) {
      boolean given = value < arguments.size() && !isConstant(arguments.get(value));
      if (each.shown() && given) {
        told(each.before(), arguments.get(value), told);
      }
      value++;
    }
  }

  /** Values one after another; a text before one says what it is. */
  private static void console(List<ArkValue> arguments, Set<String> told) {
    String before = "";
    for (ArkValue argument : arguments) {
      if (isConstant(argument)) {
        before = constant(argument);
      } else if (argument instanceof ArkValue.Text) {
        joined(argument, told);
        before = "";
      } else {
        told(before, argument, told);
        before = "";
      }
    }
  }

  private static boolean isConstant(ArkValue value) {
    return value instanceof ArkValue.Amount
        || (value instanceof ArkValue.Text text && text.values().isEmpty());
  }

  private static String constant(ArkValue value) {
    return value instanceof ArkValue.Text text && text.values().isEmpty() ? text.text() : "";
  }

  private static void joined(ArkValue value, Set<String> told) {
    if (value instanceof ArkValue.Text text) {
      text.values().forEach(each -> told(each.before(), each.value(), told));
    }
  }

  private static void told(String before, ArkValue value, Set<String> told) {
    String name =
        value instanceof ArkValue.Name known
            ? known.name().substring(known.name().lastIndexOf('.') + 1)
            : "";
    if (value instanceof ArkValue.Amount || OF_ERRORS.contains(name)) {
      return;
    }
    if (LogFormat.names(before)) {
      told.add(before);
    }
    if (!name.isEmpty()) {
      told.add(name);
    } else {
      joined(value, told);
    }
  }

  // ---- files -----------------------------------------------------------------------------------

  /** What people type in the module. */
  Files files() {
    Set<String> states = new TreeSet<>();
    if (owner.isApp()) {
      for (AbcMethod method : code.module().methods()) {
        for (Step step : code.of(method.offset())) {
          if (step instanceof Step.Call call) {
            states(call, states);
          }
        }
      }
    }
    return new Files(states);
  }

  private void states(Step.Call call, Set<String> states) {
    int dot = call.name().indexOf('.');
    if (dot < 0 || !INPUTS.contains(call.name().substring(0, dot)) || call.arguments().isEmpty()) {
      return;
    }
    ArkValue first = call.arguments().get(0);
    if (first instanceof ArkValue.Literals literals) {
      for (String member : List.of("text", "value")) {
        if (literals.members().get(member) instanceof ArkValue.Name bound) {
          states.add(bound.name().substring(bound.name().lastIndexOf('.') + 1));
        }
      }
    } else if (first instanceof ArkValue.Function handler && call.name().endsWith(".onChange")) {
      for (Step step : code.of(handler.method())) {
        if (step instanceof Step.Put put && put.object().equals(ArkValue.Name.THIS)) {
          states.add(put.property());
        }
      }
    }
  }

  /** Files that functions write what was typed to. */
  final class Files {
    private final Set<String> states;

    private Files(Set<String> states) {
      this.states = states;
    }

    /** Adds those of one function. */
    void of(List<Step> steps, String caller, Locator at) {
      if (states.isEmpty()) {
        return;
      }
      Set<String> read = new LinkedHashSet<>();
      Set<String> written = new TreeSet<>();
      String folder = "";
      for (Step step : steps) {
        if (step instanceof Step.Read property) {
          folder = TEMPORARY.contains(property.property()) ? "temporary_file" : folder;
          if (states.contains(property.property()) && read.size() < MAX) {
            read.add(property.property());
          }
        } else if (step instanceof Step.Call call) {
          folder = EXTERNAL.matcher(call.name()).matches() ? "external_file" : folder;
          if (WRITES.matcher(call.name()).matches() && written.size() < MAX) {
            written.add(call.name());
          }
        }
      }
      if (!folder.isEmpty() && !read.isEmpty()) {
        for (String write : written) {
          add(write, folder, caller, List.copyOf(read), at);
        }
      }
    }
  }

  private void add(String name, String type, String caller, List<String> what, Locator at) {
    List<String> few = new ArrayList<>();
    what.stream().limit(MAX).map(Texts::cut).forEach(few::add);
    Map<Field, Object> values = FactValues.call(name, owner.isApp() ? caller : "", few);
    values.put(Field.TYPE, type);
    facts.add(FactKind.OUTPUT, owner.origin(), screen, at, values);
  }
}
