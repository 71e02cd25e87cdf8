package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.Imports;
import cn.beian.inspect.harmony.abc.ModuleCode;
import cn.beian.inspect.harmony.abc.Step;
import cn.beian.inspect.shared.FactValues;
import cn.beian.inspect.shared.LiteralFacts;
import cn.beian.inspect.shared.SqlTexts;
import cn.beian.inspect.shared.UiText;
import cn.beian.inspect.shared.UrlFacts;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The facts of one module that need no knowledge of others. */
final class CodeFacts {
  private static final Set<String> TIMERS = Set.of("setInterval", "setTimeout");
  private static final Set<String> SORTS = Set.of("sort");
  private static final Set<String> MODALS =
      Set.of("showDialog", "showAlertDialog", "showActionMenu", "showActionSheet");
  private static final Set<String> UPLOADS =
      Set.of("uploadFile", "ohos.request.agent.create", "pickerSelect");
  private static final String CRYPTO = "ohos.security.cryptoFramework.create";

  /** Patches of code, which come from outside the package. */
  private static final String QUICK_FIX = "applyQuickFix";

  /** What React Native loads scripts with that do not stand in the package. */
  private static final String FILE_BUNDLE = "FileJSBundleProvider";

  private static final String RANDOM = "Math.random"; // can be predicted

  private static final Set<String> STORES = Set.of("put", "putSync", "get", "getSync");
  private static final Set<String> OWN_STORES = Set.of("AppStorage", "PersistentStorage");
  private static final int MAX_SORTED = 8;
  private static final int MAX_COMPARED = 64;
  private static final int MAX_BUTTONS = 8;

  /** What of a web view is more than how it looks. */
  private static final Set<String> WEB =
      Set.of(
          "Web.create",
          "Web.javaScriptProxy",
          "Web.javaScriptAccess",
          "Web.fileAccess",
          "Web.domStorageAccess",
          "Web.geolocationAccess",
          "Web.mixedMode",
          "Web.onSslErrorEventReceive",
          "Web.onGeolocationShow",
          "Web.onPermissionRequest");

  /**
   * Methods of texts, lists and promises: what is called on a result says nothing of the device.
   */
  private static final Set<String> OF_VALUES =
      Set.of(
          "then",
          "catch",
          "finally",
          "toString",
          "padStart",
          "substring",
          "slice",
          "split",
          "join",
          "trim",
          "replace",
          "map",
          "filter",
          "forEach",
          "push",
          "indexOf",
          "includes",
          "toFixed");

  /** What the compiler of ArkUI adds to every component. */
  private static final Set<String> GENERATED =
      Set.of(
          AbcMethod.ENTRY,
          "initialRender",
          "rerender",
          "aboutToBeDeleted",
          "aboutToBeDeletedInternal",
          "getEntryName",
          "updateStateVars",
          "setInitiallyProvidedValue",
          "finalizeConstruction",
          "purgeVariableDependenciesOnElmtId");

  private final ModuleCode code;
  private final ArkHandlers handlers;
  private final Owner owner;
  private final String entry;
  private final String screen;
  private final FactSink facts;
  private final Texts texts;
  private final ArkOutputs outputs;

  /**
   * @param screen the page that the module is; empty for others
   */
  CodeFacts(
      ModuleCode code,
      ArkHandlers handlers,
      Owner owner,
      String entry,
      String screen,
      FactSink facts,
      Texts texts) {
    this.code = code;
    this.handlers = handlers;
    this.owner = owner;
    this.entry = entry;
    this.screen = screen;
    this.facts = facts;
    this.texts = texts;
    this.outputs = new ArkOutputs(code, owner, screen, facts);
  }

  /** Adds them. */
  void add() {
    Locator module = Locator.member(entry, code.module().record());
    owner.tell(facts, module);
    ArkOutputs.Files files = outputs.files();
    for (AbcMethod method : code.module().methods()) {
      String caller = caller(method);
      Locator at = Locator.member(entry, code.module().record() + " " + caller);
      if (owner.isApp() && isNamed(method)) {
        facts.add(
            FactKind.IDENTIFIER,
            Origin.APP,
            screen,
            at,
            Map.of(Field.NAME, method.name(), Field.ROLE, "function"));
      }
      files.of(code.of(method.offset()), caller, at);
      for (Step step : code.of(method.offset())) {
        if (step instanceof Step.Call call) {
          call(call, caller, at);
        } else if (step instanceof Step.Load load) {
          text(load.text(), at);
        } else if (step instanceof Step.Put put) {
          ConnectionSettings.of(put, code)
              .ifPresent(
                  found ->
                      add(
                          FactKind.NETWORK_CONFIG,
                          at,
                          Map.of(Field.NAME, found.name(), Field.VALUE, found.value())));
        }
      }
    }
  }

  private static boolean isNamed(AbcMethod method) {
    return !method.name().isEmpty() && !GENERATED.contains(method.name());
  }

  private String caller(AbcMethod method) {
    String of = code.owner(method);
    String name = method.name().isEmpty() ? "?" : method.name();
    return of.isEmpty() ? name : of + "." + name;
  }

  private void add(FactKind kind, Locator at, Map<Field, ?> values) {
    facts.add(kind, owner.origin(), screen, at, values);
  }

  // ---- texts -----------------------------------------------------------------------------------

  private void text(String text, Locator at) {
    if (text.length() < 2 || UrlFacts.add(facts, text, owner.origin(), at) || !owner.isApp()) {
      return;
    }
    if (UiText.isChinese(text) || text.startsWith("-----BEGIN ")) {
      add(FactKind.CONST_STRING, at, Map.of(Field.TEXT, text));
    } else {
      LiteralFacts.add(facts, text, at);
      SqlTexts.add(facts, text, at);
    }
  }

  // ---- calls -----------------------------------------------------------------------------------

  private void call(Step.Call call, String caller, Locator at) {
    String name = call.name();
    String last = name.substring(name.lastIndexOf('.') + 1);
    if (Imports.isPlatform(name) && !OF_VALUES.contains(last)) {
      platform(call, last, caller, at);
    } else if (name.startsWith("console.")) {
      outputs.log(call, caller, at);
    } else if (TIMERS.contains(name)) {
      timer(call, caller, at);
    } else if (WEB.contains(name) || name.equals(RANDOM)) {
      api(call, caller, at);
    } else if (OWN_STORES.contains(name.substring(0, Math.max(0, name.indexOf('.'))))) {
      stored(call, last, at);
    }
    boolean quickFix = last.equals(QUICK_FIX) && Imports.isPlatform(name);
    if (quickFix || (owner.isApp() && name.endsWith(FILE_BUNDLE))) {
      add(FactKind.HOT_UPDATE, at, Map.of(Field.NAME, last.substring(last.indexOf('#') + 1)));
    }
    if (owner.isApp()) {
      shown(call, name, last, at);
      if (SORTS.contains(last)) {
        sorted(call, at);
      }
      state(call, at);
    }
  }

  private Map<Field, Object> values(Step.Call call, String caller) {
    return FactValues.call(
        call.name(), owner.isApp() ? caller : "", texts.arguments(call.arguments()));
  }

  private void api(Step.Call call, String caller, Locator at) {
    add(FactKind.API_CALL, at, values(call, caller));
  }

  private void platform(Step.Call call, String last, String caller, Locator at) {
    String name = call.name();
    if (name.startsWith("ohos.hilog.")) {
      outputs.log(call, caller, at);
      return;
    }
    api(call, caller, at);
    List<String> arguments = texts.arguments(call.arguments());
    if (name.startsWith(CRYPTO) && name.indexOf('.', CRYPTO.length()) < 0 && !arguments.isEmpty()) {
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.NAME, name);
      String keyed = name.equals(CRYPTO + "Mac") ? "Hmac" : "";
      values.put(Field.ALGORITHM, keyed + arguments.get(0));
      if (owner.isApp()) {
        values.put(Field.CALLER, caller);
      }
      add(FactKind.CRYPTO_USE, at, values);
    }
    if (UPLOADS.contains(last) || UPLOADS.contains(name)) {
      add(FactKind.UPLOAD, at, values(call, caller));
    }
    if (name.startsWith("ohos.data.preferences.") && STORES.contains(last)) {
      stored(call, last, at);
    }
  }

  private void stored(Step.Call call, String last, Locator at) {
    if (!call.arguments().isEmpty() && call.arguments().get(0) instanceof ArkValue.Text key) {
      String type = last.startsWith("get") || last.equals("link") ? "read" : "write";
      add(FactKind.STORAGE_KEY, at, Map.of(Field.NAME, key.text(), Field.TYPE, type));
    }
  }

  private void timer(Step.Call call, String caller, Locator at) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, call.name());
    values.put(Field.CALLER, caller);
    if (call.arguments().size() > 1
        && call.arguments().get(1) instanceof ArkValue.Amount millis
        && millis.value() >= 1
        && millis.value() < 1e15) {
      values.put(Field.INTERVAL_MILLIS, (long) millis.value());
    }
    if (!call.arguments().isEmpty()
        && call.arguments().get(0) instanceof ArkValue.Function handler) {
      List<String> calls = handlers.calls(handler.method());
      if (!calls.isEmpty()) {
        values.put(Field.CALLS, calls);
      }
    }
    add(FactKind.TIMER, at, values);
  }

  private void sorted(Step.Call call, Locator at) {
    Set<String> by = new LinkedHashSet<>();
    for (ArkValue argument : call.arguments()) {
      if (argument instanceof ArkValue.Function compare) {
        List<Step> steps = code.of(compare.method());
        for (Step step : steps.subList(0, Math.min(MAX_COMPARED, steps.size()))) {
          if (step instanceof Step.Read read && by.size() < MAX_SORTED) {
            by.add(read.property());
          }
        }
      }
    }
    add(FactKind.SORTED_LIST, at, Map.of(Field.NAME, call.name(), Field.ITEMS, List.copyOf(by)));
  }

  /** Toasts and dialogs, wherever they are shown. */
  private void shown(Step.Call call, String name, String last, Locator at) {
    if (call.arguments().isEmpty()) {
      return;
    }
    ArkValue first = call.arguments().get(0);
    if (last.equals("showToast") || last.equals("openToast")) {
      shown(first, "message", "toast", at);
    } else if (MODALS.contains(last)
        || name.equals("AlertDialog.show")
        || name.equals("ActionSheet.show")) {
      shown(first, "title", "modal", at);
      shown(first, "subtitle", "modal", at);
      shown(first, "message", "modal", at);
      for (String button : List.of("confirm", "primaryButton", "secondaryButton")) {
        if (first instanceof ArkValue.Literals dialog && dialog.members().containsKey(button)) {
          shown(
              dialog.members().getOrDefault(button, ArkValue.Unknown.UNKNOWN),
              "value",
              "button",
              at);
        }
      }
      if (first instanceof ArkValue.Literals dialog
          && dialog.members().get("buttons") instanceof ArkValue.Items buttons) {
        int count = Math.min(MAX_BUTTONS, buttons.items().size());
        for (ArkValue button : buttons.items().subList(0, count)) {
          shown(button, "text", "button", at);
          shown(button, "value", "button", at);
        }
      }
    }
  }

  private void shown(ArkValue in, String member, String role, Locator at) {
    UiText.add(facts, texts.member(in, member), role, owner.origin(), screen, at);
  }

  /** A state of a component: {@code new ObservedPropertySimplePU(0, this, "days")}. */
  private void state(Step.Call call, Locator at) {
    if (call.name().startsWith("ObservedProperty")
        && call.arguments().size() > 2
        && call.arguments().get(2) instanceof ArkValue.Text name) {
      add(FactKind.IDENTIFIER, at, Map.of(Field.NAME, name.text(), Field.ROLE, "data"));
    }
  }
}
