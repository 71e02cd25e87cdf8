package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.API_CALL;
import static cn.beian.facts.FactKind.CONST_STRING;
import static cn.beian.facts.FactKind.CRYPTO_USE;
import static cn.beian.facts.FactKind.IDENTIFIER;
import static cn.beian.facts.FactKind.OUTPUT;
import static cn.beian.facts.FactKind.SDK;
import static cn.beian.facts.FactKind.SORTED_LIST;
import static cn.beian.facts.FactKind.STORAGE_KEY;
import static cn.beian.facts.FactKind.TIMER;
import static cn.beian.facts.FactKind.UI_TEXT;
import static cn.beian.facts.FactKind.UPLOAD;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.catalogue.Sdk;
import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.webapp.project.KnownRoutes;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The facts of scripts. */
final class ScriptFacts {
  /** Scripts that stand in one file with what they show. */
  private static final Pattern VIEW = Pattern.compile(".*\\.(?:vue|wpy|ux|tsx|jsx)");

  /** Functions, in lower case, that hold a value for the template. */
  private static final Set<String> STATES =
      Set.of("ref", "reactive", "shallowref", "computed", "usestate", "usememo", "useref");

  /** Functions, in lower case, that compiled templates make texts and elements with. */
  private static final Set<String> RENDERS =
      Set.of(
          "_v",
          "createtextvnode",
          "_createtextvnode",
          "createelement",
          "createelementvnode",
          "_createelementvnode",
          "jsx",
          "jsxs");

  private static final Set<String> UPLOADS =
      Set.of(
          "uploadFile",
          "chooseImage",
          "chooseMedia",
          "chooseVideo",
          "chooseMessageFile",
          "startRecord",
          "getRecorderManager");
  private static final Set<String> SORTS = Set.of("sort", "orderBy", "sortBy");
  private static final Set<String> SHOWN_KEYS =
      Set.of(
          "title",
          "text",
          "name",
          "label",
          "content",
          "placeholder",
          "desc",
          "description",
          "msg",
          "message",
          "tip",
          "tips",
          "subtitle",
          "subTitle",
          "btnText",
          "confirmText",
          "cancelText",
          "value",
          "unit",
          "info",
          "nav_title",
          "errMsg");

  /** Functions and properties that put elements into a page. */
  private static final Set<String> WRITERS = Set.of("write", "writeln", "insertAdjacentHTML");

  private static final Set<String> WRITTEN = Set.of("innerHTML", "outerHTML", "srcdoc");

  private static final Pattern TAG = Pattern.compile("<script[^<]*+</script>|<[^<>]*+>");

  private static final Catalogue CATALOGUE = Catalogue.bundled();

  private final ProjectFiles source;
  private final KnownRoutes routes;
  private final Handlers handlers;
  private final Map<String, CalledName> names = new ConcurrentHashMap<>();

  ScriptFacts(ProjectFiles source, KnownRoutes routes, Handlers handlers) {
    this.source = source;
    this.routes = routes;
    this.handlers = handlers;
  }

  /** Which facts of a script are wanted. */
  enum Part {
    ALL,
    /** What is seen or done on the screen. */
    DEEDS,
    /** Constants and identifiers, of which a screen need not be known. */
    WORDS
  }

  /**
   * Adds the facts, without screen.
   *
   * @param shown whether the script belongs to something that is shown, so that its texts count as
   *     visible
   */
  void add(FactSink facts, String file, Script script, boolean shown, Part part) {
    Origin origin = source.origin(file);
    Sink sink = new Sink(facts, origin, part);
    Set<Literal> dead = shown ? DeadTiles.of(script.literals(), routes) : Set.of();
    for (Literal literal : script.literals()) {
      literal(sink, file, literal, shown && !dead.contains(literal));
    }
    for (Call call : script.calls()) {
      call(sink, file, script, call);
    }
    if (origin == Origin.APP) {
      script
          .functions()
          .forEach((name, line) -> sink.identifier(source.at(file, line), name, "function"));
      script
          .dataKeys()
          .forEach((name, line) -> sink.identifier(source.at(file, line), name, "data"));
    }
    for (String module : script.modules()) {
      module(sink, file, module);
    }
  }

  private record Sink(FactSink facts, Origin origin, Part part) {
    void add(FactKind kind, Locator at, Map<Field, ?> values) {
      boolean word = kind == CONST_STRING || kind == IDENTIFIER;
      if (part == Part.ALL || word == (part == Part.WORDS)) {
        facts.add(kind, origin, "", at, values);
      }
    }

    void identifier(Locator at, String name, String role) {
      add(IDENTIFIER, at, Map.of(Field.NAME, name, Field.ROLE, role));
    }
  }

  // ---- literals --------------------------------------------------------------------------------

  private void literal(Sink sink, String file, Literal literal, boolean shown) {
    String text = TemplateExpressions.collapsed(literal.text());
    Locator at = source.at(file, literal.line());
    if (text.isEmpty()
        || literal.call().equals("require")
        || literal.call().startsWith("console.")) {
      return;
    }
    boolean deeds = sink.part != Part.WORDS;
    boolean address =
        deeds && Addresses.add(sink.facts, sink.origin, "", at, text, Addresses.use(literal));
    boolean compared = literal.path().contains(Literal.COMPARED);
    if (TemplateExpressions.isChinese(text) && !compared) {
      Optional<String> role = role(literal, shown, VIEW.matcher(file).matches());
      if (shown && writes(literal)) {
        String seen = TemplateExpressions.collapsed(TAG.matcher(text).replaceAll(" "));
        sink.add(UI_TEXT, at, Map.of(Field.TEXT, seen, Field.ROLE, "text"));
        return;
      }
      if (role.isPresent()) {
        sink.add(UI_TEXT, at, Map.of(Field.TEXT, text, Field.ROLE, role.get()));
        return;
      }
    }
    if (deeds && !address && !isRoute(file, text)) {
      Addresses.addPath(sink.facts, sink.origin, "", at, text);
    }
    if (sink.origin == Origin.APP && text.length() > 1) {
      sink.add(CONST_STRING, at, Map.of(Field.TEXT, text));
    }
  }

  /** Whether a text becomes part of a page, with the elements that stand in it. */
  private static boolean writes(Literal literal) {
    String call = literal.call();
    return WRITTEN.contains(literal.key())
        || WRITERS.contains(call.substring(call.lastIndexOf('.') + 1));
  }

  private boolean isRoute(String file, String text) {
    return text.startsWith(".")
        || routes.contains(ProjectFiles.resolved("", text))
        || routes.contains(ProjectFiles.resolved(file, text));
  }

  /** In what way a Chinese text of a script is seen; empty where nothing says that it is. */
  private static Optional<String> role(Literal literal, boolean shown, boolean view) {
    String call = literal.call();
    String last = call.substring(call.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    if (last.contains("title")) {
      return Optional.of("nav_title");
    }
    if (last.contains("toast") || last.equals("showloading") || last.equals("notify")) {
      return Optional.of("toast");
    }
    if (last.contains("modal")
        || last.contains("dialog")
        || last.contains("confirm")
        || last.contains("alert")
        || last.equals("showactionsheet")
        || last.contains("tips")) {
      return Optional.of("modal");
    }
    if (!shown) {
      return Optional.empty();
    }
    if (RENDERS.contains(last)) {
      return Optional.of("text");
    }
    boolean data =
        last.equals("setdata")
            || literal.function().equals("data")
            || (Set.of("page", "component", "app").contains(last) && !literal.path().isEmpty())
            || SHOWN_KEYS.contains(literal.key())
            || literal.path().contains("data")
            || (view && (call.isEmpty() || STATES.contains(last)));
    return data ? Optional.of("data") : Optional.empty();
  }

  // ---- calls -----------------------------------------------------------------------------------

  private void call(Sink sink, String file, Script script, Call call) {
    Locator at = source.at(file, call.line());
    CalledName called = names.computeIfAbsent(call.name(), CalledName::of);
    String last = called.last();
    if (called.platform()) {
      String name = CallNames.platform(call.name());
      sink.add(API_CALL, at, values(name, call));
      if (UPLOADS.contains(last)) {
        sink.add(UPLOAD, at, values(name, call));
      }
      if (last.startsWith("setStorage")
          || last.startsWith("getStorage")
          || name.equals("system.storage.set")
          || name.equals("system.storage.get")) {
        call.arguments().stream().findFirst().ifPresent(key -> storage(sink, at, last, key));
      }
    }
    if (source.isShell() && called.shell()) {
      sink.add(API_CALL, at, values(call.name(), call));
    }
    if (call.name().startsWith("console.") && !call.arguments().isEmpty()) {
      Map<Field, Object> values = values(call.name(), call);
      values.put(Field.TYPE, "log");
      sink.add(OUTPUT, at, values);
    }
    if (call.name().equals("setInterval") || call.name().equals("setTimeout")) {
      timer(sink, at, file, call);
    }
    if (SORTS.contains(last)) {
      sink.add(SORTED_LIST, at, Map.of(Field.NAME, call.name(), Field.ITEMS, call.arguments()));
    }
    if (!called.algorithm().isEmpty() && !script.functions().containsKey(called.root())) {
      crypto(sink, at, call, called.algorithm());
    }
  }

  private static Map<Field, Object> values(String name, Call call) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    if (!call.function().isEmpty()) {
      values.put(Field.CALLER, call.function());
    }
    if (!call.arguments().isEmpty()) {
      values.put(Field.ARGUMENTS, call.arguments());
    }
    return values;
  }

  private static void storage(Sink sink, Locator at, String function, String key) {
    String type = function.startsWith("set") ? "write" : "read";
    sink.add(STORAGE_KEY, at, Map.of(Field.NAME, key, Field.TYPE, type));
  }

  private void timer(Sink sink, Locator at, String file, Call call) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, call.name());
    if (!call.function().isEmpty()) {
      values.put(Field.CALLER, call.function());
      values.put(Field.CALLS, handlers.calls(file, call.function()));
    }
    List<String> arguments = call.arguments();
    if (!arguments.isEmpty()) {
      millis(arguments.get(arguments.size() - 1))
          .ifPresent(millis -> values.put(Field.INTERVAL_MILLIS, millis));
    }
    sink.add(TIMER, at, values);
  }

  private static Optional<Long> millis(String number) {
    return number.matches("\\d{1,12}(?:\\.0)?")
        ? Optional.of(Long.parseLong(number.replace(".0", "")))
        : Optional.empty();
  }

  private static void crypto(Sink sink, Locator at, Call call, String algorithm) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, call.name());
    values.put(Field.ALGORITHM, algorithm);
    if (!call.function().isEmpty()) {
      values.put(Field.CALLER, call.function());
    }
    sink.add(CRYPTO_USE, at, values);
  }

  // ---- modules ---------------------------------------------------------------------------------

  private void module(Sink sink, String file, String module) {
    String target = source.module(file, module);
    CATALOGUE
        .sdkOf(Kind.SCRIPT, fileName(module))
        .ifPresent(sdk -> sink.add(SDK, source.at(file), sdk.values()));
    boolean foreign =
        !module.startsWith("@system.")
            && !module.startsWith("@app-module/")
            && !module.startsWith("@service.")
            && !module.startsWith(".")
            && !module.startsWith("/")
            && (target.isEmpty() || source.origin(target) == Origin.SDK);
    if (foreign && module.matches("@?[a-z0-9][a-z0-9._/-]*") && !module.endsWith(".js")) {
      String name = packageName(module);
      if (!name.isEmpty()) {
        sdk(sink, source.at(file), name);
      }
    }
  }

  /** File name of a script, without its ending: what copies of an SDK are called. */
  private static String fileName(String module) {
    String name = module.substring(module.lastIndexOf('/') + 1);
    return module.indexOf('/') < 0 || !name.endsWith(".js")
        ? name
        : name.substring(0, name.length() - 3);
  }

  private static String packageName(String module) {
    String[] parts = module.split("/", -1);
    return module.startsWith("@") && parts.length > 1 ? parts[0] + "/" + parts[1] : parts[0];
  }

  /** An npm package, described where the catalogue knows it. */
  private static void sdk(Sink sink, Locator at, String name) {
    sink.add(
        SDK, at, CATALOGUE.sdkOf(Kind.NPM, name).map(Sdk::values).orElse(Map.of(Field.NAME, name)));
  }
}
