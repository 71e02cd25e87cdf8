package cn.beian.inspect.ios;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.inspect.ios.macho.Argument;
import cn.beian.inspect.ios.macho.Argument.Kind;
import cn.beian.inspect.ios.macho.CalledCode;
import cn.beian.inspect.shared.FactValues;
import cn.beian.inspect.shared.LogFormat;
import cn.beian.inspect.shared.LogFormat.Privacy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * What the routines of the app write to the log, and files that others may read, as far as one
 * routine shows it: of a log the texts of its format that a value follows ({@code NSLog}, {@code
 * os_log}; {@code print} and {@code printf} reach no log outside of a debugger), of a file the
 * inputs that the same routine reads. Others may read temporary files, and documents where the app
 * shares its folder of documents. Also what web views are given by the names of keys.
 */
final class RoutineOutputs {
  private static final int MAX = 8;

  /** {@code NSDocumentDirectory}. */
  private static final int DOCUMENTS = 9;

  private static final String SWIFT_LOG = "$s10Foundation5NSLogyy";
  private static final Set<String> UNIFIED_LOGS =
      Set.of("_os_log_impl", "_os_log_debug_impl", "_os_log_error_impl", "_os_log_fault_impl");

  /** The place of the format among the arguments of those. */
  private static final int UNIFIED_FORMAT = 3;

  private static final Pattern WRITES =
      Pattern.compile("write(?:ToFile|ToURL):.*|createFileAtPath:.*");
  private static final Pattern SWIFT_WRITES = Pattern.compile("\\$s.*5write(?:2to|6toFile).*");
  private static final Pattern INPUT = Pattern.compile("(?i).*(?:field|input|textview|searchbar)");
  private static final Set<String> INPUT_CLASSES =
      Set.of("UITextField", "UITextView", "UISearchBar", "UISearchTextField");

  /** Keys of settings that have no method of their own, and what facts call them. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "allowFileAccessFromFileURLs", "WKWebView.allowFileAccessFromFileURLs",
          "allowUniversalAccessFromFileURLs", "WKWebView.allowUniversalAccessFromFileURLs");

  private final BiConsumer<FactKind, Map<Field, ?>> facts;
  private final boolean sharesDocuments;
  private final Set<String> inputs = new LinkedHashSet<>();
  private final Set<String> written = new TreeSet<>();
  private final Set<String> keys = new TreeSet<>();
  private String folder = "";
  private String last = "";

  /**
   * @param facts takes facts at the place of the routine
   * @param sharesDocuments whether others are let into the app's documents
   */
  RoutineOutputs(BiConsumer<FactKind, Map<Field, ?>> facts, boolean sharesDocuments) {
    this.facts = facts;
    this.sharesDocuments = sharesDocuments;
  }

  /** The routine is over; {@code caller} is its method. */
  void end(String caller) {
    if (!folder.isEmpty() && !inputs.isEmpty()) {
      for (String write : written) {
        output(write, folder, caller, List.copyOf(inputs));
      }
    }
    inputs.clear();
    written.clear();
    keys.clear();
    folder = "";
    last = "";
  }

  /** A text whose address the routine takes. */
  void text(String text) {
    if (SETTINGS.containsKey(text)) {
      keys.add(text);
    }
  }

  /** A call of the routine. */
  void call(CalledCode called, List<Argument> arguments, String caller) {
    String name = called.name();
    if (called.method()) {
      method(called, arguments, caller);
    } else if (name.equals("NSLog") || name.startsWith(SWIFT_LOG)) {
      log("NSLog", text(arguments, 0, 1), Privacy.NONE, caller);
    } else if (UNIFIED_LOGS.contains(name)) {
      log("os_log", text(arguments, UNIFIED_FORMAT, UNIFIED_FORMAT), Privacy.TEXTS, caller);
    } else if (name.equals("NSTemporaryDirectory")) {
      folder = "temporary_file";
    } else if (name.equals("NSSearchPathForDirectoriesInDomains")) {
      Argument which = arguments.get(0);
      if (sharesDocuments && which.isNumber() && which.number() == DOCUMENTS) {
        folder = "external_file";
      }
    } else if (SWIFT_WRITES.matcher(name).matches()) {
      written.add("write(to:)");
    }
  }

  private void method(CalledCode called, List<Argument> arguments, String caller) {
    String name = called.name();
    if (name.equals("temporaryDirectory")) {
      folder = "temporary_file";
    } else if (WRITES.matcher(name).matches() && written.size() < MAX) {
      written.add(called.fullName());
    } else if (name.equals("text") && inputs.size() < MAX) {
      if (INPUT_CLASSES.contains(called.receiver())) {
        inputs.add(called.fullName());
      } else if (INPUT.matcher(last).matches()) {
        inputs.add(last + ".text");
      }
    } else if (name.equals("setValue:forKey:")) {
      for (Argument argument : arguments) {
        if (argument.kind() == Kind.TEXT) {
          text(argument.text());
        }
      }
      for (String key : keys) {
        facts.accept(
            FactKind.API_CALL,
            FactValues.call(SETTINGS.getOrDefault(key, key), caller, List.of(key)));
      }
      keys.clear();
    }
    last = name;
  }

  private static String text(List<Argument> arguments, int first, int end) {
    for (int i = first; i <= end; i++) {
      if (arguments.get(i).kind() == Kind.TEXT) {
        return arguments.get(i).text();
      }
    }
    return "";
  }

  private void log(String function, String format, Privacy privacy, String caller) {
    List<String> before = LogFormat.before(format, privacy);
    if (!before.isEmpty()) {
      output(function, "log", caller, before);
    }
  }

  private void output(String name, String type, String caller, List<String> what) {
    Map<Field, Object> values =
        FactValues.call(name, caller, new ArrayList<>(what.subList(0, Math.min(MAX, what.size()))));
    values.put(Field.TYPE, type);
    facts.accept(FactKind.OUTPUT, values);
  }
}
