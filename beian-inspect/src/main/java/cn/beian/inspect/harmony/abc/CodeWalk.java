package cn.beian.inspect.harmony.abc;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.Uleb;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks the functions of a module, each once, from the beginning of its code to the end: first the
 * one that runs when the module is loaded, then those that it defines, so that a function knows the
 * variables of those around it. Branches are not followed.
 */
public final class CodeWalk {
  /** Arguments of a call that are looked at. */
  public static final int MAX_ARGUMENTS = 12;

  private static final int MAX_NAME = 200;
  private static final int MAX_TEXT = 4_096;
  private static final int MAX_NESTING = 8;

  /** Arguments before those that are written: the function, the target of new, this. */
  private static final int THIS_ARGUMENT = 2;

  /** Variables of a function that those inside of it can use. */
  private static final class Scope {
    final @Nullable Scope outer;
    final Map<Integer, ArkValue> slots = new HashMap<>();

    Scope(@Nullable Scope outer) {
      this.outer = outer;
    }
  }

  private final AbcFile file;
  private final Bytes bytes;
  private final Instructions instructions;
  private final AbcModule module;
  private final ModuleCode code;
  private final Map<Integer, AbcMethod> methods = new HashMap<>();
  private final Map<Integer, ArkValue> moduleSlots = new HashMap<>();
  private final Map<Integer, @Nullable Scope> captured = new HashMap<>();
  private final Deque<AbcMethod> open = new ArrayDeque<>();
  private final Set<Integer> walked = new HashSet<>();
  private int broken;

  // of the function that is walked
  private Map<Integer, ArkValue> registers = Map.of();
  private List<Step> steps = List.of();
  private ArkValue accumulator = ArkValue.Unknown.UNKNOWN;
  private ArkValue awaited = ArkValue.Unknown.UNKNOWN;
  private @Nullable Scope scope;
  private int method;

  private CodeWalk(AbcFile file, AbcModule module) {
    this.file = file;
    this.bytes = file.bytes();
    this.instructions = new Instructions(file.version());
    this.module = module;
    this.code = ModuleCode.empty(module);
    module.methods().forEach(each -> methods.put(each.offset(), each));
  }

  /**
   * What the functions of a module do.
   *
   * @throws BrokenDataException if all there is has been looked at too often
   */
  public static ModuleCode of(AbcFile file, AbcModule module) throws BrokenDataException {
    return new CodeWalk(file, module).walk();
  }

  private ModuleCode walk() throws BrokenDataException {
    module.methods().stream()
        .filter(each -> each.name().equals(AbcMethod.ENTRY))
        .forEach(open::add);
    walkOpen();
    for (AbcMethod each : module.methods()) { // what nothing defines
      open.add(each);
      walkOpen();
    }
    for (int i = 0; i < module.imports().exports().size(); i++) {
      code.exported().put(module.imports().exports().get(i), slot(i));
    }
    return code.withBroken(broken);
  }

  private void walkOpen() throws BrokenDataException {
    while (!open.isEmpty()) {
      AbcMethod next = open.removeFirst();
      if (next.code() != 0 && walked.add(next.offset())) {
        try {
          function(next);
        } catch (BrokenDataException e) {
          broken++;
          bytes.look(0); // ends the walk where it was the work
        }
      }
    }
  }

  private ArkValue slot(int index) {
    return moduleSlots.getOrDefault(index, ArkValue.Unknown.UNKNOWN);
  }

  private void function(AbcMethod function) throws BrokenDataException {
    Uleb head = new Uleb(bytes, Integer.toUnsignedLong(function.code()));
    int own = head.next();
    int arguments = head.next();
    long size = Integer.toUnsignedLong(head.next());
    head.next();
    bytes.require(head.at(), size, "code");
    bytes.look(size);
    method = function.offset();
    registers = new HashMap<>();
    if (arguments > THIS_ARGUMENT) {
      registers.put(own + THIS_ARGUMENT, ArkValue.Name.THIS);
    }
    steps = new ArrayList<>();
    code.steps().put(method, steps);
    accumulator = ArkValue.Unknown.UNKNOWN;
    awaited = ArkValue.Unknown.UNKNOWN;
    scope = captured.get(method);
    instructions(head.at(), head.at() + size);
  }

  private void instructions(long from, long end) throws BrokenDataException {
    long at = from;
    while (at < end) {
      int first = bytes.u8(at++);
      int prefix = 0;
      int number = first;
      if (Instructions.isPrefix(first)) {
        prefix = first;
        number = bytes.u8(at++);
      }
      int width = instructions.operandBytes(prefix, number);
      if (width < 0 || at + width > end) {
        throw new BrokenDataException(at, "no instruction " + prefix + " " + number);
      }
      step(prefix << 8 | number, at, prefix, number);
      at += width;
    }
  }

  private void step(int opcode, long at, int prefix, int number) throws BrokenDataException {
    if (!values(opcode, at)
        && !objects(opcode, at)
        && !calls(opcode, at)
        && Instructions.changesAccumulator(prefix, number)) {
      accumulator = ArkValue.Unknown.UNKNOWN;
    }
  }

  // ---- registers, variables, constants ---------------------------------------------------------

  private boolean values(int opcode, long at) throws BrokenDataException {
    switch (opcode) {
      case Opcode.LDTRUE -> accumulator = new ArkValue.Amount(1);
      case Opcode.LDFALSE -> accumulator = new ArkValue.Amount(0);
      case Opcode.LDA_STR -> {
        String text = string(at);
        steps.add(new Step.Load(text));
        accumulator = new ArkValue.Text(text);
      }
      case Opcode.LDAI -> accumulator = new ArkValue.Amount(bytes.i32(at));
      case Opcode.FLDAI ->
          accumulator =
              new ArkValue.Amount(Double.longBitsToDouble(bytes.u32(at) | bytes.u32(at + 4) << 32));
      case Opcode.LDA -> accumulator = register(bytes.u8(at));
      case Opcode.STA -> registers.put(bytes.u8(at), accumulator);
      case Opcode.MOV_4 -> registers.put(bytes.u8(at) & 0xf, register(bytes.u8(at) >> 4));
      case Opcode.MOV_8 -> registers.put(bytes.u8(at), register(bytes.u8(at + 1)));
      case Opcode.MOV_16 -> registers.put(bytes.u16(at), register(bytes.u16(at + 2)));
      case Opcode.LDTHIS -> accumulator = ArkValue.Name.THIS;
      case Opcode.NEWLEXENV,
          Opcode.NEWLEXENVWITHNAME,
          Opcode.WIDE_NEWLEXENV,
          Opcode.WIDE_NEWLEXENVWITHNAME ->
          scope = new Scope(scope);
      case Opcode.POPLEXENV -> scope = scope == null ? null : scope.outer;
      case Opcode.LDLEXVAR -> accumulator = lexical(bytes.u8(at) & 0xf, bytes.u8(at) >> 4);
      case Opcode.LDLEXVAR_8 -> accumulator = lexical(bytes.u8(at), bytes.u8(at + 1));
      case Opcode.WIDE_LDLEXVAR -> accumulator = lexical(bytes.u16(at), bytes.u16(at + 2));
      case Opcode.STLEXVAR -> store(bytes.u8(at) & 0xf, bytes.u8(at) >> 4);
      case Opcode.STLEXVAR_8 -> store(bytes.u8(at), bytes.u8(at + 1));
      case Opcode.WIDE_STLEXVAR -> store(bytes.u16(at), bytes.u16(at + 2));
      case Opcode.ADD2 -> accumulator = sum(register(bytes.u8(at + 1)), accumulator);
      case Opcode.ASYNCFUNCTIONAWAITUNCAUGHT -> awaited = accumulator;
      case Opcode.SUSPENDGENERATOR -> {}
      case Opcode.RESUMEGENERATOR -> accumulator = awaited;
      case Opcode.TRYLDGLOBALBYNAME, Opcode.TRYLDGLOBALBYNAME_16, Opcode.LDGLOBALVAR ->
          accumulator =
              new ArkValue.Name(string(at + (opcode == Opcode.TRYLDGLOBALBYNAME ? 1 : 2)));
      case Opcode.STMODULEVAR -> moduleSlots.putIfAbsent(bytes.u8(at), accumulator);
      case Opcode.WIDE_STMODULEVAR -> moduleSlots.putIfAbsent(bytes.u16(at), accumulator);
      case Opcode.LDLOCALMODULEVAR -> accumulator = slot(bytes.u8(at));
      case Opcode.WIDE_LDLOCALMODULEVAR -> accumulator = slot(bytes.u16(at));
      case Opcode.LDEXTERNALMODULEVAR,
          Opcode.LDLAZYMODULEVAR,
          Opcode.LDSENDABLEEXTERNALMODULEVAR,
          Opcode.LDLAZYSENDABLEMODULEVAR ->
          accumulator = imported(module.imports().names(), bytes.u8(at));
      case Opcode.WIDE_LDEXTERNALMODULEVAR,
          Opcode.WIDE_LDLAZYMODULEVAR,
          Opcode.WIDE_LDSENDABLEEXTERNALMODULEVAR,
          Opcode.WIDE_LDLAZYSENDABLEMODULEVAR ->
          accumulator = imported(module.imports().names(), bytes.u16(at));
      case Opcode.GETMODULENAMESPACE -> accumulator = requested(bytes.u8(at));
      case Opcode.WIDE_GETMODULENAMESPACE -> accumulator = requested(bytes.u16(at));
      default -> {
        return false;
      }
    }
    return true;
  }

  private ArkValue register(int number) {
    return registers.getOrDefault(number, ArkValue.Unknown.UNKNOWN);
  }

  private String string(long at) throws BrokenDataException {
    return file.string(file.indexed(method, bytes.u16(at)));
  }

  private ArkValue lexical(int level, int slot) {
    Scope found = level(level);
    return found == null
        ? ArkValue.Unknown.UNKNOWN
        : found.slots.getOrDefault(slot, ArkValue.Unknown.UNKNOWN);
  }

  private void store(int level, int slot) {
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

  private ArkValue sum(ArkValue left, ArkValue right) {
    boolean isText = left instanceof ArkValue.Text || right instanceof ArkValue.Text;
    if (!isText) {
      return ArkValue.Unknown.UNKNOWN;
    }
    String text = said(left) + said(right);
    bytes.spend(text.length());
    return new ArkValue.Text(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text);
  }

  private static String said(ArkValue value) {
    return value instanceof ArkValue.Text text ? text.text() : "";
  }

  private ArkValue imported(List<ModuleRecord.Import> imports, int index) {
    return index < imports.size()
        ? new ArkValue.Name(Imports.name(imports.get(index)))
        : ArkValue.Unknown.UNKNOWN;
  }

  private ArkValue requested(int index) {
    List<String> requests = module.imports().requests();
    return index < requests.size()
        ? new ArkValue.Name(Imports.name(new ModuleRecord.Import(requests.get(index), "")))
        : ArkValue.Unknown.UNKNOWN;
  }

  // ---- objects ---------------------------------------------------------------------------------

  private boolean objects(int opcode, long at) throws BrokenDataException {
    switch (opcode) {
      case Opcode.CREATEEMPTYOBJECT -> accumulator = new ArkValue.Literals();
      case Opcode.CREATEEMPTYARRAY, Opcode.CREATEEMPTYARRAY_16 ->
          accumulator = new ArkValue.Items();
      case Opcode.CREATEOBJECTWITHBUFFER -> accumulator = object(indexed(at + 1), MAX_NESTING);
      case Opcode.CREATEOBJECTWITHBUFFER_16 -> accumulator = object(indexed(at + 2), MAX_NESTING);
      case Opcode.CREATEARRAYWITHBUFFER -> accumulator = array(indexed(at + 1), MAX_NESTING);
      case Opcode.CREATEARRAYWITHBUFFER_16 -> accumulator = array(indexed(at + 2), MAX_NESTING);
      case Opcode.DEFINEFUNC -> accumulator = defined(indexed(at + 1));
      case Opcode.DEFINEFUNC_16 -> accumulator = defined(indexed(at + 2));
      case Opcode.DEFINEMETHOD -> accumulator = member(indexed(at + 1));
      case Opcode.DEFINEMETHOD_16 -> accumulator = member(indexed(at + 2));
      case Opcode.DEFINECLASSWITHBUFFER ->
          accumulator = type(indexed(at + 1), indexed(at + 3), register(bytes.u8(at + 7)));
      case Opcode.DEFINECLASSWITHBUFFER_16, Opcode.DEFINESENDABLECLASS ->
          accumulator = type(indexed(at + 2), indexed(at + 4), register(bytes.u8(at + 8)));
      case Opcode.LDOBJBYNAME -> accumulator = property(accumulator, string(at + 1));
      case Opcode.LDOBJBYNAME_16 -> accumulator = property(accumulator, string(at + 2));
      case Opcode.LDTHISBYNAME -> accumulator = property(ArkValue.Name.THIS, string(at + 1));
      case Opcode.LDTHISBYNAME_16 -> accumulator = property(ArkValue.Name.THIS, string(at + 2));
      case Opcode.LDOBJBYVALUE ->
          accumulator = property(register(bytes.u8(at + 1)), said(accumulator));
      case Opcode.LDOBJBYVALUE_16 ->
          accumulator = property(register(bytes.u8(at + 2)), said(accumulator));
      case Opcode.STOBJBYNAME,
          Opcode.STOWNBYNAME,
          Opcode.STOWNBYNAMEWITHNAMESET,
          Opcode.DEFINEFIELDBYNAME,
          Opcode.DEFINEPROPERTYBYNAME ->
          put(register(bytes.u8(at + 3)), string(at + 1));
      case Opcode.STOBJBYNAME_16, Opcode.STOWNBYNAME_16, Opcode.STOWNBYNAMEWITHNAMESET_16 ->
          put(register(bytes.u8(at + 4)), string(at + 2));
      case Opcode.STTHISBYNAME, Opcode.STTHISBYNAME_16 -> {}
      case Opcode.STOWNBYINDEX -> add(register(bytes.u8(at + 1)));
      case Opcode.STOWNBYINDEX_16 -> add(register(bytes.u8(at + 2)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private int indexed(long at) throws BrokenDataException {
    return file.indexed(method, bytes.u16(at));
  }

  private ArkValue object(int offset, int nesting) throws BrokenDataException {
    ArkValue.Literals object = new ArkValue.Literals();
    List<AbcLiteral> literals = LiteralArray.read(file, offset);
    for (int i = 0; i + 1 < literals.size(); i += 2) {
      if (literals.get(i) instanceof AbcLiteral.Text key) {
        object.members().put(key.text(), value(literals.get(i + 1), nesting));
      }
    }
    return object;
  }

  private ArkValue array(int offset, int nesting) throws BrokenDataException {
    ArkValue.Items array = new ArkValue.Items();
    for (AbcLiteral literal : LiteralArray.read(file, offset)) {
      array.items().add(value(literal, nesting));
    }
    return array;
  }

  private ArkValue value(AbcLiteral literal, int nesting) throws BrokenDataException {
    if (literal instanceof AbcLiteral.Text text) {
      steps.add(new Step.Load(text.text()));
      return new ArkValue.Text(text.text());
    }
    if (literal instanceof AbcLiteral.Amount number) {
      return new ArkValue.Amount(number.value());
    }
    if (literal instanceof AbcLiteral.Function function) {
      return defined(function.method());
    }
    return literal instanceof AbcLiteral.Array array && nesting > 0
        ? array(array.offset(), nesting - 1)
        : ArkValue.Unknown.UNKNOWN;
  }

  /** A function that knows the variables that are in sight where it is defined. */
  private ArkValue defined(int offset) {
    AbcMethod known = methods.get(offset);
    if (known != null && !captured.containsKey(offset)) {
      captured.put(offset, scope);
      open.addLast(known);
    }
    return new ArkValue.Function(offset);
  }

  private ArkValue member(int offset) {
    if (accumulator instanceof ArkValue.Type type) {
      code.owners().putIfAbsent(offset, type.name());
    }
    return defined(offset);
  }

  private ArkValue type(int constructor, int members, ArkValue parent) throws BrokenDataException {
    AbcMethod made = methods.get(constructor);
    String name = made == null ? "" : made.owner().isEmpty() ? made.name() : made.owner();
    String extended =
        parent instanceof ArkValue.Name known
            ? known.name()
            : parent instanceof ArkValue.Type own ? own.name() : "";
    ArkValue.Type type = new ArkValue.Type(name, extended, constructor);
    code.types().putIfAbsent(name, type);
    code.owners().putIfAbsent(constructor, name);
    defined(constructor);
    for (AbcLiteral literal : LiteralArray.read(file, members)) {
      if (literal instanceof AbcLiteral.Function function) {
        code.owners().putIfAbsent(function.method(), name);
        defined(function.method());
      }
    }
    return type;
  }

  private ArkValue property(ArkValue of, String name) {
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

  private void put(ArkValue object, String name) {
    if (object instanceof ArkValue.Literals literals) {
      literals.members().put(name, accumulator);
    }
  }

  private void add(ArkValue array) {
    if (array instanceof ArkValue.Items items) {
      items.items().add(accumulator);
    }
  }

  // ---- calls -----------------------------------------------------------------------------------

  private boolean calls(int opcode, long at) throws BrokenDataException {
    switch (opcode) {
      case Opcode.CALLARG0 -> call(List.of());
      case Opcode.CALLARG1 -> call(each(at + 1, 1));
      case Opcode.CALLARGS2 -> call(each(at + 1, 2));
      case Opcode.CALLARGS3 -> call(each(at + 1, 3));
      case Opcode.CALLTHIS0 -> call(List.of());
      case Opcode.CALLTHIS1 -> call(each(at + 2, 1));
      case Opcode.CALLTHIS2 -> call(each(at + 2, 2));
      case Opcode.CALLTHIS3 -> call(each(at + 2, 3));
      case Opcode.CALLTHISRANGE -> call(range(bytes.u8(at + 2) + 1, bytes.u8(at + 1)));
      case Opcode.WIDE_CALLTHISRANGE -> call(range(bytes.u8(at + 2) + 1, bytes.u16(at)));
      case Opcode.CALLRANGE -> call(range(bytes.u8(at + 2), bytes.u8(at + 1)));
      case Opcode.WIDE_CALLRANGE -> call(range(bytes.u8(at + 2), bytes.u16(at)));
      case Opcode.NEWOBJRANGE -> made(bytes.u8(at + 2), bytes.u8(at + 1));
      case Opcode.NEWOBJRANGE_16 -> made(bytes.u8(at + 3), bytes.u8(at + 2));
      case Opcode.WIDE_NEWOBJRANGE -> made(bytes.u8(at + 2), bytes.u16(at));
      case Opcode.SUPERCALLTHISRANGE -> accumulator = ArkValue.Name.THIS;
      case Opcode.CALLTHIS0WITHNAME -> named(at + 1, List.of());
      case Opcode.CALLTHIS1WITHNAME -> named(at + 1, each(at + 4, 1));
      case Opcode.CALLTHIS2WITHNAME -> named(at + 1, each(at + 4, 2));
      case Opcode.CALLTHIS3WITHNAME -> named(at + 1, each(at + 4, 3));
      case Opcode.CALLTHISRANGEWITHNAME ->
          named(at + 2, range(bytes.u8(at + 4) + 1, bytes.u8(at + 1)));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A method called by its name, which stands before the register of its object. */
  private void named(long at, List<ArkValue> arguments) throws BrokenDataException {
    accumulator = property(register(bytes.u8(at + 2)), string(at));
    call(arguments);
  }

  private List<ArkValue> each(long at, int count) throws BrokenDataException {
    List<ArkValue> found = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      found.add(register(bytes.u8(at + i)));
    }
    return found;
  }

  private List<ArkValue> range(int first, int count) {
    List<ArkValue> found = new ArrayList<>();
    for (int i = 0; i < Math.min(count, MAX_ARGUMENTS); i++) {
      found.add(register(first + i));
    }
    return found;
  }

  private void made(int first, int count) {
    accumulator = register(first);
    call(range(first + 1, Math.max(0, count - 1)));
  }

  private void call(List<ArkValue> arguments) {
    ArkValue callee = accumulator;
    String name = Imports.called(callee);
    steps.add(new Step.Call(name, callee, List.copyOf(arguments)));
    accumulator =
        callee instanceof ArkValue.Type
            ? callee
            : name.isEmpty() ? ArkValue.Unknown.UNKNOWN : given(callee, name);
  }

  /**
   * What a call gives: what {@code bind} is called on; the module of the platform that stands for
   * what the context of a page hands out; else something by the same name.
   */
  private static ArkValue given(ArkValue callee, String name) {
    String bind = ".bind";
    if (callee instanceof ArkValue.Name && name.endsWith(bind)) {
      return new ArkValue.Name(name.substring(0, name.length() - bind.length()));
    }
    int context = name.indexOf("getUIContext.");
    return switch (context < 0 ? "" : name.substring(context + "getUIContext.".length())) {
      case "getRouter" -> new ArkValue.Name("ohos.router");
      case "getPromptAction" -> new ArkValue.Name("ohos.promptAction");
      default -> new ArkValue.Name(name);
    };
  }
}
