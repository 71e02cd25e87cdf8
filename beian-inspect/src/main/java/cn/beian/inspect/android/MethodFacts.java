package cn.beian.inspect.android;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.CodeScan.Held;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what one method does into facts and findings. */
final class MethodFacts implements CodeScan.Visitor {
  private static final int MAX_ARGUMENTS = 8;
  private static final Set<String> RESOURCE_TYPES = Set.of("layout", "menu", "navigation", "xml");

  private final String entry;
  private final String owner;
  private final String method;
  private final Origin origin;
  private final ResourceTable table;
  private final ApiCatalogue apis;
  private final CodeFindings findings;
  private final FactSink facts;
  private final String screen;

  MethodFacts(
      String entry,
      String owner,
      String method,
      Origin origin,
      ResourceTable table,
      Manifest manifest,
      ApiCatalogue apis,
      CodeFindings findings,
      FactSink facts) {
    this.entry = entry;
    this.owner = owner;
    this.method = method;
    this.origin = origin;
    this.table = table;
    this.apis = apis;
    this.findings = findings;
    this.facts = facts;
    String outer = CodeFindings.outer(owner);
    this.screen = manifest.activities().contains(outer) ? outer : "";
  }

  private String caller() {
    return owner + "." + method;
  }

  private Locator here() {
    return Locator.member(entry, caller());
  }

  private boolean isApp() {
    return origin == Origin.APP;
  }

  @Override
  public void call(String called, String name, List<@Nullable Held> arguments) {
    if (origin == Origin.FRAMEWORK) {
      return;
    }
    if (isApp()) {
      if (!isBoring(called)) {
        findings.calls(caller(), called + "." + name);
      }
      findings.refersTo(owner, called);
      listener(name, arguments);
      shownText(called, name, arguments);
      if (called.equals("android.content.Intent")) {
        target(arguments);
      }
    }
    if (apis.lists(called, name)) {
      api(called, name, texts(arguments));
    }
  }

  private static boolean isBoring(String called) {
    return called.startsWith("java.lang.")
        || called.startsWith("kotlin.")
        || called.startsWith("[")
        || (called.startsWith("java.util.") && !called.startsWith("java.util.Timer"));
  }

  private void target(List<@Nullable Held> arguments) {
    for (Held argument : arguments) {
      if (argument instanceof Held.Type type) {
        findings.leadsTo(owner, type.className());
      }
    }
  }

  private static List<String> texts(List<@Nullable Held> arguments) {
    List<String> texts = new ArrayList<>();
    for (Held argument : arguments) {
      if (argument instanceof Held.Text text && texts.size() < MAX_ARGUMENTS) {
        texts.add(text.text());
      }
    }
    return texts;
  }

  private void api(String called, String name, List<String> texts) {
    String call = called + "." + name;
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, call);
    if (isApp()) {
      values.put(Field.CALLER, caller());
    }
    if (!texts.isEmpty()) {
      values.put(Field.ARGUMENTS, texts);
    }
    facts.add(FactKind.API_CALL, origin, screen, here(), values);
    if (name.equals("getInstance")
        && !texts.isEmpty()
        && (called.startsWith("javax.crypto.") || called.startsWith("java.security."))) {
      add(FactKind.CRYPTO_USE, Map.of(Field.NAME, call, Field.ALGORITHM, texts.get(0)));
    } else if (called.startsWith("dalvik.system.") && name.equals("<init>")) {
      add(FactKind.HOT_UPDATE, Map.of(Field.NAME, called));
    } else if (isApp()) {
      effects(called, name, call, texts);
    }
  }

  private void effects(String called, String name, String call, List<String> texts) {
    if ((called.equals("java.util.Timer") && name.startsWith("schedule"))
        || (called.equals("android.os.CountDownTimer") && name.equals("<init>"))
        || (called.equals("android.os.Handler") && name.startsWith("postDelayed"))
        || (called.equals("android.app.AlarmManager") && name.startsWith("set"))) {
      add(FactKind.TIMER, Map.of(Field.NAME, call, Field.CALLER, caller()));
    } else if (called.startsWith("okhttp3.MultipartBody") && name.startsWith("add")) {
      add(FactKind.UPLOAD, Map.of(Field.NAME, call, Field.CALLER, caller()));
    } else if (called.startsWith("android.content.SharedPreferences")
        && !texts.isEmpty()
        && (name.startsWith("get") || name.startsWith("put"))) {
      add(FactKind.STORAGE_KEY, Map.of(Field.NAME, texts.get(0), Field.TYPE, "shared_preferences"));
    }
  }

  private void add(FactKind kind, Map<Field, ?> values) {
    facts.add(kind, origin, screen, here(), values);
  }

  private void listener(String name, List<@Nullable Held> arguments) {
    if (!name.startsWith("setOn") || !name.endsWith("ClickListener") || arguments.size() < 2) {
      return;
    }
    String view = view(arguments.get(0));
    if (!view.isEmpty()) {
      String handler =
          arguments.get(1) instanceof Held.Made made
              ? made.className()
              : arguments.get(1) instanceof Held.Read read
                  ? CodeFindings.outer(read.owner())
                  : owner;
      findings.listens(new CodeFindings.Listener(owner, view, handler + ".onClick"));
    }
  }

  private String view(@Nullable Held held) {
    if (held instanceof Held.View found) {
      return idName(found.id());
    }
    return held instanceof Held.Read read ? read.owner() + "." + read.name() : "";
  }

  private String idName(int id) {
    return table.get(id).map(ResourceTable.Resource::name).orElse("");
  }

  private void shownText(String called, String name, List<@Nullable Held> arguments) {
    String role = role(called, name);
    if (role.isEmpty()) {
      return;
    }
    for (Held argument : arguments) {
      if (argument instanceof Held.Text text) {
        UiText.add(facts, Map.of("", text.text()), role, origin, screen, here());
      } else if (argument instanceof Held.Int number) {
        table
            .get(number.value())
            .filter(resource -> resource.type().equals("string"))
            .ifPresent(
                resource ->
                    UiText.add(
                        facts,
                        table.texts(new Value(Value.REFERENCE, resource.id(), "")),
                        role,
                        origin,
                        screen,
                        here()));
      }
    }
  }

  private static String role(String called, String name) {
    if (name.equals("makeText") && called.endsWith("Toast")) {
      return "toast";
    }
    if (called.contains("Dialog") && (name.equals("setMessage") || name.equals("setTitle"))) {
      return "modal";
    }
    if (called.contains("Dialog") && name.startsWith("set") && name.endsWith("Button")) {
      return "button";
    }
    return switch (name) {
      case "setText" -> "text";
      case "setHint" -> "hint";
      case "setTitle" -> "nav_title";
      default -> "";
    };
  }

  @Override
  public void number(int value) {
    if (origin != Origin.FRAMEWORK && value >>> 24 == 0x7f) {
      table
          .get(value)
          .filter(resource -> RESOURCE_TYPES.contains(resource.type()))
          .ifPresent(
              resource -> findings.usesResource(owner, resource.type() + "/" + resource.name()));
    }
  }

  @Override
  public void staticField(String fieldOwner, String name) {
    int type = fieldOwner.lastIndexOf("R$");
    if (type > 0
        && origin != Origin.FRAMEWORK
        && RESOURCE_TYPES.contains(fieldOwner.substring(type + 2))) {
      findings.usesResource(owner, fieldOwner.substring(type + 2) + "/" + name);
    }
  }

  @Override
  public void stored(String fieldOwner, String name, Held value) {
    if (isApp() && value instanceof Held.View found) {
      String id = idName(found.id());
      if (!id.isEmpty()) {
        findings.holdsView(fieldOwner + "." + name, id);
      }
    }
  }

  @Override
  public void text(String text) {
    if (isApp() && StringFacts.isChinese(text)) {
      facts.add(FactKind.CONST_STRING, origin, screen, here(), Map.of(Field.TEXT, text));
    }
  }

  @Override
  public void type(String made) {
    if (isApp()) {
      findings.refersTo(owner, made);
    }
  }
}
