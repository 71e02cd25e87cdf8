package cn.beian.inspect.android.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.dex.CallArguments;
import cn.beian.inspect.android.dex.CodeScan;
import cn.beian.inspect.android.dex.CodeScan.RegisterValue;
import cn.beian.inspect.android.dex.DexFile;
import cn.beian.inspect.android.manifest.Manifest;
import cn.beian.inspect.android.resource.ResourceTable;
import cn.beian.inspect.android.resource.Value;
import cn.beian.inspect.android.shared.CodeFindings;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.shared.UiText;
import cn.beian.inspect.shared.WorkSink;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the methods of a DEX file do into facts and findings, class after class. What a call
 * means is worked out once per method that is called, not once per call.
 */
final class ClassFacts implements CodeScan.Visitor {
  private static final Set<String> RESOURCE_TYPES = Set.of("layout", "menu", "navigation", "xml");

  private final String entry;
  private final DexFile dex;
  private final ResourceTable table;
  private final Manifest manifest;
  private final Catalogue apis;
  private final CodeFindings findings;
  private final @Nullable Callee[] callees;
  private final int[] typeSeen;
  private final List<CodeFindings.Body> bodies = new ArrayList<>();
  private final List<String> calls = new ArrayList<>();
  private final Set<String> references = new HashSet<>();
  private final OutputSinks outputs = new OutputSinks();
  private int classNumber;
  private int methodNumber;
  private String owner = "";
  private String outer = "";
  private String method = "";
  private String caller = "";
  private String screen = "";
  private Origin origin = Origin.APP;
  private boolean own;
  private FactSink facts = (kind, at, screen, where, values) -> {};

  ClassFacts(
      String entry,
      DexFile dex,
      ResourceTable table,
      Manifest manifest,
      Catalogue apis,
      CodeFindings findings) {
    this.entry = entry;
    this.dex = dex;
    this.table = table;
    this.manifest = manifest;
    this.apis = apis;
    this.findings = findings;
    this.callees = new Callee[dex.methodCount()];
    this.typeSeen = new int[dex.typeCount()];
  }

  /**
   * The methods that follow are of this class, until {@link #end}.
   *
   * @param isOwn whether the app's makers wrote it, as far as its name tells
   * @param to takes the facts
   */
  void begin(String className, Origin classOrigin, boolean isOwn, FactSink to) {
    facts = new WorkSink(to, dex.bytes());
    classNumber++;
    owner = className;
    outer = CodeFindings.outer(className);
    screen = manifest.activities().contains(outer) ? outer : "";
    origin = classOrigin;
    own = isOwn;
  }

  /** What follows is of this method of the class. */
  void method(String name) {
    methodNumber++;
    method = name;
    caller = "";
  }

  /** Hands over what the last method calls, and returns it. */
  List<String> endMethod() {
    outputs.end(facts, this::place);
    List<String> called = List.copyOf(calls);
    if (!calls.isEmpty()) {
      bodies.add(new CodeFindings.Body(method, calls.toArray(String[]::new)));
      calls.clear();
    }
    return called;
  }

  /** One more method of the class whose code is that of another one. */
  void sameAs(String name, Collection<String> called) {
    if (!called.isEmpty()) {
      bodies.add(new CodeFindings.Body(name, called.toArray(String[]::new)));
    }
  }

  /** Hands over what the class has. */
  void end() {
    if (!bodies.isEmpty()) {
      findings.calls(owner, List.copyOf(bodies));
      bodies.clear();
    }
    if (!references.isEmpty()) {
      findings.refersTo(outer, references);
      references.clear();
    }
  }

  private String caller() {
    if (caller.isEmpty()) {
      caller = owner + "." + method;
    }
    return caller;
  }

  private Locator here() {
    return Locator.member(entry, caller());
  }

  private OutputSinks.Place place() {
    return new OutputSinks.Place(screen, caller(), here());
  }

  private boolean isApp() {
    return origin == Origin.APP;
  }

  private Callee callee(int index) throws BrokenDataException {
    Callee known = index < callees.length ? callees[index] : null;
    if (known == null) {
      known = new Callee(dex.methodClass(index), dex.methodName(index), apis);
      dex.bytes().look(known.call.length());
      if (index < callees.length) {
        callees[index] = known;
      }
    }
    return known;
  }

  @Override
  public @Nullable RegisterValue call(int index, @Nullable RegisterValue[] arguments, int count)
      throws BrokenDataException {
    Callee called = callee(index);
    if (isApp()) {
      note(called);
      if (called.listener) {
        listener(arguments, count);
      }
      if (!called.role.isEmpty()) {
        shownText(called.role, arguments, count);
      }
      if (called.intent) {
        target(arguments, count);
      }
      if (called.output != OutputPart.NONE) {
        outputs.call(called, arguments, count, facts, this::place);
      }
      if (called.sorts && own) {
        sorted(called, CallArguments.classes(arguments, count));
      }
    }
    if (called.listed) {
      api(called, CallArguments.texts(arguments, count), CallArguments.lastLong(arguments, count));
    }
    if (called.findsView) {
      return CallArguments.view(arguments, count);
    }
    // what a value is turned into is still that value, by the name of the field that held it
    return called.sameValue && count > 0 && arguments[0] instanceof RegisterValue.Read read
        ? read
        : null;
  }

  private void note(Callee called) {
    if (called.seenInMethod != methodNumber) {
      called.seenInMethod = methodNumber;
      if (!called.boring) {
        calls.add(called.call);
      }
    }
    if (called.seenInClass != classNumber) {
      called.seenInClass = classNumber;
      refersTo(called.outer);
    }
  }

  private void refersTo(String other) {
    if (!other.equals(outer)) {
      references.add(other);
    }
  }

  private void target(@Nullable RegisterValue[] arguments, int count) {
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof RegisterValue.Type type) {
        findings.leadsTo(owner, type.className());
      }
    }
  }

  private void sorted(Callee called, List<String> by) {
    add(
        FactKind.SORTED_LIST,
        by.isEmpty()
            ? Map.of(Field.NAME, called.call)
            : Map.of(Field.NAME, called.call, Field.ITEMS, by));
  }

  private void api(Callee called, List<String> texts, OptionalLong lastLong) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, called.call);
    if (isApp()) {
      values.put(Field.CALLER, caller());
    }
    if (!texts.isEmpty()) {
      values.put(Field.ARGUMENTS, texts);
    }
    facts.add(FactKind.API_CALL, origin, screen, here(), values);
    if (called.name.equals("getInstance")
        && !texts.isEmpty()
        && (called.owner.startsWith("javax.crypto.")
            || called.owner.startsWith("java.security."))) {
      add(FactKind.CRYPTO_USE, Map.of(Field.NAME, called.call, Field.ALGORITHM, texts.get(0)));
    } else if (called.owner.startsWith("dalvik.system.") && called.name.equals("<init>")) {
      add(FactKind.HOT_UPDATE, Map.of(Field.NAME, called.owner));
    } else if (isApp()) {
      effects(called, texts, lastLong);
    }
  }

  private void effects(Callee called, List<String> texts, OptionalLong lastLong) {
    String type = called.owner;
    String name = called.name;
    if ((type.equals("java.util.Timer") && name.startsWith("schedule"))
        || (type.equals("android.os.CountDownTimer") && name.equals("<init>"))
        || (type.equals("android.os.Handler") && name.startsWith("postDelayed"))
        || (type.equals("android.app.AlarmManager") && name.startsWith("set"))) {
      timer(called, lastLong);
    } else if (type.startsWith("okhttp3.MultipartBody") && name.startsWith("add")) {
      add(FactKind.UPLOAD, Map.of(Field.NAME, called.call, Field.CALLER, caller()));
    } else if (type.startsWith("android.content.SharedPreferences")
        && !texts.isEmpty()
        && (name.startsWith("get") || name.startsWith("put"))) {
      String access = name.startsWith("put") ? "write" : "read";
      add(FactKind.STORAGE_KEY, Map.of(Field.NAME, texts.get(0), Field.TYPE, access));
    }
  }

  /** The last 64-bit constant is the period or delay; of an alarm at a time it is none. */
  private void timer(Callee called, OptionalLong lastLong) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, called.call);
    values.put(Field.CALLER, caller());
    boolean period = !called.owner.endsWith("AlarmManager") || called.name.endsWith("Repeating");
    if (period && lastLong.isPresent() && lastLong.getAsLong() > 0) {
      values.put(Field.INTERVAL_MILLIS, Math.min(lastLong.getAsLong(), 1L << 53));
    }
    add(FactKind.TIMER, values);
  }

  private void add(FactKind kind, Map<Field, ?> values) {
    facts.add(kind, origin, screen, here(), values);
  }

  private void listener(@Nullable RegisterValue[] arguments, int count) {
    if (count < 2) {
      return;
    }
    String view = view(arguments[0]);
    if (!view.isEmpty()) {
      String handler =
          arguments[1] instanceof RegisterValue.Made made
              ? made.className()
              : arguments[1] instanceof RegisterValue.Read read
                  ? CodeFindings.outer(read.owner())
                  : owner;
      findings.listens(new CodeFindings.Listener(owner, view, handler + ".onClick"));
    }
  }

  private String view(@Nullable RegisterValue held) {
    if (held instanceof RegisterValue.View found) {
      return idName(found.id());
    }
    return held instanceof RegisterValue.Read read ? read.owner() + "." + read.name() : "";
  }

  private String idName(int id) {
    return table.get(id).map(ResourceTable.Resource::name).orElse("");
  }

  private void shownText(String role, @Nullable RegisterValue[] arguments, int count) {
    for (int i = 0; i < count; i++) {
      if (arguments[i] instanceof RegisterValue.Text text) {
        UiText.add(facts, Map.of("", text.text()), role, origin, screen, here());
      } else if (arguments[i] instanceof RegisterValue.Int number) {
        table
            .get(number.value())
            .filter(resource -> resource.type().equals("string"))
            .ifPresent(resource -> shownText(role, resource));
      }
    }
  }

  private void shownText(String role, ResourceTable.Resource resource) {
    dex.bytes().spend(resource.values().size());
    Map<String, String> texts = table.texts(new Value(Value.REFERENCE, resource.id(), ""));
    UiText.add(facts, texts, role, origin, screen, here());
  }

  @Override
  public void number(int value) {
    if (value >>> 24 == 0x7f) {
      table
          .get(value)
          .filter(resource -> RESOURCE_TYPES.contains(resource.type()))
          .ifPresent(
              resource -> findings.usesResource(owner, resource.type() + "/" + resource.name()));
    }
  }

  @Override
  public void staticField(RegisterValue.Read field) {
    int type = field.owner().lastIndexOf("R$");
    if (type > 0 && RESOURCE_TYPES.contains(field.owner().substring(type + 2))) {
      findings.usesResource(owner, field.owner().substring(type + 2) + "/" + field.name());
    }
  }

  @Override
  public void stored(RegisterValue.Read field, RegisterValue.View view) {
    if (isApp()) {
      String id = idName(view.id());
      if (!id.isEmpty()) {
        findings.holdsView(field.owner() + "." + field.name(), id);
      }
    }
  }

  @Override
  public void text(int string) {
    if (isApp()) {
      if (dex.isChinese(string)) {
        facts.add(
            FactKind.CONST_STRING, origin, screen, here(), Map.of(Field.TEXT, dex.string(string)));
      }
    }
  }

  @Override
  public void type(int type) throws BrokenDataException {
    if (isApp() && type < typeSeen.length && typeSeen[type] != classNumber) {
      typeSeen[type] = classNumber;
      refersTo(CodeFindings.outer(dex.className(type)));
    }
  }
}
