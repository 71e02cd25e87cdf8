package cn.beian.inspect.harmony.abc;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is known while the code of one function is walked: its registers and variables. */
final class Frame {
  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 4_096;

  /** Variables of a function that those inside of it can use. */
  static final class Scope {
    final @Nullable Scope outer;
    final Map<Integer, ArkValue> slots = new HashMap<>();

    Scope(@Nullable Scope outer) {
      this.outer = outer;
    }
  }

  private final AbcFile file;
  private final Bytes bytes;
  private final int method;
  private final Map<Integer, ArkValue> registers = new HashMap<>();
  private @Nullable Scope scope;

  final List<Step> steps = new ArrayList<>();
  ArkValue accumulator = ArkValue.Unknown.UNKNOWN;
  ArkValue awaited = ArkValue.Unknown.UNKNOWN;

  /**
   * @param scope in sight where the function is defined
   */
  Frame(AbcFile file, int method, @Nullable Scope scope) {
    this.file = file;
    this.bytes = file.bytes();
    this.method = method;
    this.scope = scope;
  }

  @Nullable Scope scope() {
    return scope;
  }

  void open() {
    scope = new Scope(scope);
  }

  void close() {
    scope = scope == null ? null : scope.outer;
  }

  void register(int number, ArkValue value) {
    registers.put(number, value);
  }

  ArkValue register(int number) {
    return registers.getOrDefault(number, ArkValue.Unknown.UNKNOWN);
  }

  String string(long at) throws BrokenDataException {
    return file.string(file.indexed(method, bytes.u16(at)));
  }

  ArkValue lexical(int level, int slot) {
    Scope found = level(level);
    return found == null
        ? ArkValue.Unknown.UNKNOWN
        : found.slots.getOrDefault(slot, ArkValue.Unknown.UNKNOWN);
  }

  void store(int level, int slot) {
    Scope found = level(level);
    if (found != null) {
      found.slots.put(slot, accumulator);
    }
  }

  private @Nullable Scope level(int level) {
    Scope found = scope;
    bytes.spend(level);
    for (int i = 0; i < level && found != null; i++) {
      found = found.outer;
    }
    return found;
  }

  ArkValue sum(ArkValue left, ArkValue right) {
    boolean isText = left instanceof ArkValue.Text || right instanceof ArkValue.Text;
    if (!isText) {
      return ArkValue.Unknown.UNKNOWN;
    }
    ArkValue.Text first =
        left instanceof ArkValue.Text text ? text : new ArkValue.Text("").and(left);
    ArkValue.Text sum = first.and(right);
    bytes.spend(sum.text().length());
    return sum.text().length() > MAX_TEXT
        ? new ArkValue.Text(sum.text().substring(0, MAX_TEXT))
        : sum;
  }

  static String said(ArkValue value) {
    return value instanceof ArkValue.Text text ? text.text() : "";
  }

  int indexed(long at) throws BrokenDataException {
    return file.indexed(method, bytes.u16(at));
  }

  ArkValue property(ArkValue of, String name) {
    if (!name.isEmpty()) {
      steps.add(new Step.Read(name));
    }
    if (of instanceof ArkValue.Literals object && object.members().containsKey(name)) {
      return object.members().getOrDefault(name, ArkValue.Unknown.UNKNOWN);
    }
    if (of instanceof ArkValue.Type type) {
      return name.equals("prototype") ? type : new ArkValue.Name(dotted(type.name(), name));
    }
    if (of instanceof ArkValue.Name known) {
      return name.isEmpty() ? known : new ArkValue.Name(dotted(known.name(), name));
    }
    return name.isEmpty() ? ArkValue.Unknown.UNKNOWN : new ArkValue.Name(dotted("?", name));
  }

  private String dotted(String of, String name) {
    String all = of.isEmpty() ? name : of + "." + name;
    return all.length() > MAX_NAME ? "?." + last(name) : all;
  }

  private static String last(String name) {
    return name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name;
  }

  void put(ArkValue object, String name) {
    if (object instanceof ArkValue.Literals literals) {
      literals.members().put(name, accumulator);
    }
    kept(object, name, accumulator);
  }

  void kept(ArkValue object, String name, ArkValue value) {
    boolean state = object.equals(ArkValue.Name.THIS) && value == ArkValue.Unknown.UNKNOWN;
    if (state || Step.KEPT.contains(name)) {
      steps.add(new Step.Put(object, name, value));
    }
  }

  void add(ArkValue array) {
    if (array instanceof ArkValue.Items items) {
      items.items().add(accumulator);
    }
  }

  List<ArkValue> each(long at, int count) throws BrokenDataException {
    List<ArkValue> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(register(bytes.u8(at + i)));
    }
    return found;
  }

  List<ArkValue> range(int first, int count) {
    List<ArkValue> found = new ArrayList<>();
    for (int i = 0; i < Math.min(count, CodeWalk.MAX_ARGUMENTS); i++) {
      found.add(register(first + i));
    }
    return found;
  }

  static ArkValue imported(List<ModuleRecord.Import> imports, int index) {
    return index < imports.size()
        ? new ArkValue.Name(Imports.name(imports.get(index)))
        : ArkValue.Unknown.UNKNOWN;
  }

  static ArkValue requested(List<String> requests, int index) {
    return index < requests.size()
        ? new ArkValue.Name(Imports.name(new ModuleRecord.Import(requests.get(index), "")))
        : ArkValue.Unknown.UNKNOWN;
  }
}
