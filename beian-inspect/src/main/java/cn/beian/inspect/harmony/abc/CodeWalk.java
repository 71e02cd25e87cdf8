package cn.beian.inspect.harmony.abc;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import cn.beian.inspect.binary.Uleb;
import java.util.ArrayDeque;
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

  /** Arguments before those that are written: the function, the target of new, this. */
  private static final int THIS_ARGUMENT = 2;

  private static final String OWN = "this.";
  private static final String CALL = ".call";

  private final AbcFile file;
  private final Bytes bytes;
  private final Instructions instructions;
  private final AbcModule module;
  private final ModuleCode code;
  private final LiteralValues literals;
  private final Map<Integer, AbcMethod> methods = new HashMap<>();
  private final Map<Integer, ArkValue> moduleSlots = new HashMap<>();
  private final Map<Integer, Frame.@Nullable Scope> captured = new HashMap<>();
  private final Deque<AbcMethod> open = new ArrayDeque<>();
  private final Set<Integer> walked = new HashSet<>();
  private int broken;

  /** Of the function that is walked. */
  private Frame frame;

  private CodeWalk(AbcFile file, AbcModule module) {
    this.file = file;
    this.bytes = file.bytes();
    this.instructions = new Instructions(file.version());
    this.module = module;
    this.code = ModuleCode.empty(module);
    this.frame = new Frame(file, 0, null);
    this.literals = new LiteralValues(file, this::defined, this::shown, this::put);
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
    frame = new Frame(file, function.offset(), captured.get(function.offset()));
    if (arguments > THIS_ARGUMENT) {
      frame.register(own + THIS_ARGUMENT, ArkValue.Name.THIS);
    }
    code.steps().put(function.offset(), frame.steps);
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
      frame.accumulator = ArkValue.Unknown.UNKNOWN;
    }
  }

  private boolean values(int opcode, long at) throws BrokenDataException {
    switch (opcode) {
      case Opcode.LDTRUE -> frame.accumulator = new ArkValue.Amount(1);
      case Opcode.LDFALSE -> frame.accumulator = new ArkValue.Amount(0);
      case Opcode.LDA_STR -> {
        String text = frame.string(at);
        frame.steps.add(new Step.Load(text));
        frame.accumulator = new ArkValue.Text(text);
      }
      case Opcode.LDAI -> frame.accumulator = new ArkValue.Amount(bytes.i32(at));
      case Opcode.FLDAI ->
          frame.accumulator =
              new ArkValue.Amount(Double.longBitsToDouble(bytes.u32(at) | bytes.u32(at + 4) << 32));
      case Opcode.LDA -> frame.accumulator = frame.register(bytes.u8(at));
      case Opcode.STA -> frame.register(bytes.u8(at), frame.accumulator);
      case Opcode.MOV_4 -> frame.register(bytes.u8(at) & 0xf, frame.register(bytes.u8(at) >> 4));
      case Opcode.MOV_8 -> frame.register(bytes.u8(at), frame.register(bytes.u8(at + 1)));
      case Opcode.MOV_16 -> frame.register(bytes.u16(at), frame.register(bytes.u16(at + 2)));
      case Opcode.LDTHIS -> frame.accumulator = ArkValue.Name.THIS;
      case Opcode.NEWLEXENV,
          Opcode.NEWLEXENVWITHNAME,
          Opcode.WIDE_NEWLEXENV,
          Opcode.WIDE_NEWLEXENVWITHNAME ->
          frame.open();
      case Opcode.POPLEXENV -> frame.close();
      case Opcode.LDLEXVAR ->
          frame.accumulator = frame.lexical(bytes.u8(at) & 0xf, bytes.u8(at) >> 4);
      case Opcode.LDLEXVAR_8 -> frame.accumulator = frame.lexical(bytes.u8(at), bytes.u8(at + 1));
      case Opcode.WIDE_LDLEXVAR ->
          frame.accumulator = frame.lexical(bytes.u16(at), bytes.u16(at + 2));
      case Opcode.STLEXVAR -> frame.store(bytes.u8(at) & 0xf, bytes.u8(at) >> 4);
      case Opcode.STLEXVAR_8 -> frame.store(bytes.u8(at), bytes.u8(at + 1));
      case Opcode.WIDE_STLEXVAR -> frame.store(bytes.u16(at), bytes.u16(at + 2));
      case Opcode.ADD2 ->
          frame.accumulator = frame.sum(frame.register(bytes.u8(at + 1)), frame.accumulator);
      case Opcode.ASYNCFUNCTIONAWAITUNCAUGHT -> frame.awaited = frame.accumulator;
      case Opcode.SUSPENDGENERATOR -> {}
      case Opcode.RESUMEGENERATOR -> frame.accumulator = frame.awaited;
      case Opcode.TRYLDGLOBALBYNAME, Opcode.TRYLDGLOBALBYNAME_16, Opcode.LDGLOBALVAR ->
          frame.accumulator =
              new ArkValue.Name(frame.string(at + (opcode == Opcode.TRYLDGLOBALBYNAME ? 1 : 2)));
      case Opcode.STMODULEVAR -> moduleSlots.putIfAbsent(bytes.u8(at), frame.accumulator);
      case Opcode.WIDE_STMODULEVAR -> moduleSlots.putIfAbsent(bytes.u16(at), frame.accumulator);
      case Opcode.LDLOCALMODULEVAR -> frame.accumulator = slot(bytes.u8(at));
      case Opcode.WIDE_LDLOCALMODULEVAR -> frame.accumulator = slot(bytes.u16(at));
      case Opcode.LDEXTERNALMODULEVAR,
          Opcode.LDLAZYMODULEVAR,
          Opcode.LDSENDABLEEXTERNALMODULEVAR,
          Opcode.LDLAZYSENDABLEMODULEVAR ->
          frame.accumulator = Frame.imported(module.imports().names(), bytes.u8(at));
      case Opcode.WIDE_LDEXTERNALMODULEVAR,
          Opcode.WIDE_LDLAZYMODULEVAR,
          Opcode.WIDE_LDSENDABLEEXTERNALMODULEVAR,
          Opcode.WIDE_LDLAZYSENDABLEMODULEVAR ->
          frame.accumulator = Frame.imported(module.imports().names(), bytes.u16(at));
      case Opcode.GETMODULENAMESPACE ->
          frame.accumulator = Frame.requested(module.imports().requests(), bytes.u8(at));
      case Opcode.WIDE_GETMODULENAMESPACE ->
          frame.accumulator = Frame.requested(module.imports().requests(), bytes.u16(at));
      default -> {
        return false;
      }
    }
    return true;
  }

  private boolean objects(int opcode, long at) throws BrokenDataException {
    switch (opcode) {
      case Opcode.CREATEEMPTYOBJECT -> frame.accumulator = new ArkValue.Literals();
      case Opcode.CREATEEMPTYARRAY, Opcode.CREATEEMPTYARRAY_16 ->
          frame.accumulator = new ArkValue.Items();
      case Opcode.CREATEOBJECTWITHBUFFER ->
          frame.accumulator = literals.object(frame.indexed(at + 1));
      case Opcode.CREATEOBJECTWITHBUFFER_16 ->
          frame.accumulator = literals.object(frame.indexed(at + 2));
      case Opcode.CREATEARRAYWITHBUFFER ->
          frame.accumulator = literals.array(frame.indexed(at + 1));
      case Opcode.CREATEARRAYWITHBUFFER_16 ->
          frame.accumulator = literals.array(frame.indexed(at + 2));
      case Opcode.DEFINEFUNC -> frame.accumulator = defined(frame.indexed(at + 1));
      case Opcode.DEFINEFUNC_16 -> frame.accumulator = defined(frame.indexed(at + 2));
      case Opcode.DEFINEMETHOD -> frame.accumulator = member(frame.indexed(at + 1));
      case Opcode.DEFINEMETHOD_16 -> frame.accumulator = member(frame.indexed(at + 2));
      case Opcode.DEFINECLASSWITHBUFFER ->
          frame.accumulator =
              type(frame.indexed(at + 1), frame.indexed(at + 3), frame.register(bytes.u8(at + 7)));
      case Opcode.DEFINECLASSWITHBUFFER_16, Opcode.DEFINESENDABLECLASS ->
          frame.accumulator =
              type(frame.indexed(at + 2), frame.indexed(at + 4), frame.register(bytes.u8(at + 8)));
      case Opcode.LDOBJBYNAME ->
          frame.accumulator = frame.property(frame.accumulator, frame.string(at + 1));
      case Opcode.LDOBJBYNAME_16 ->
          frame.accumulator = frame.property(frame.accumulator, frame.string(at + 2));
      case Opcode.LDTHISBYNAME ->
          frame.accumulator = frame.property(ArkValue.Name.THIS, frame.string(at + 1));
      case Opcode.LDTHISBYNAME_16 ->
          frame.accumulator = frame.property(ArkValue.Name.THIS, frame.string(at + 2));
      case Opcode.LDOBJBYVALUE ->
          frame.accumulator =
              frame.property(frame.register(bytes.u8(at + 1)), Frame.said(frame.accumulator));
      case Opcode.LDOBJBYVALUE_16 ->
          frame.accumulator =
              frame.property(frame.register(bytes.u8(at + 2)), Frame.said(frame.accumulator));
      case Opcode.STOBJBYNAME,
          Opcode.STOWNBYNAME,
          Opcode.STOWNBYNAMEWITHNAMESET,
          Opcode.DEFINEFIELDBYNAME,
          Opcode.DEFINEPROPERTYBYNAME ->
          frame.put(frame.register(bytes.u8(at + 3)), frame.string(at + 1));
      case Opcode.STOBJBYNAME_16, Opcode.STOWNBYNAME_16, Opcode.STOWNBYNAMEWITHNAMESET_16 ->
          frame.put(frame.register(bytes.u8(at + 4)), frame.string(at + 2));
      case Opcode.STTHISBYNAME -> frame.put(ArkValue.Name.THIS, frame.string(at + 1));
      case Opcode.STTHISBYNAME_16 -> frame.put(ArkValue.Name.THIS, frame.string(at + 2));
      case Opcode.STOWNBYINDEX -> frame.add(frame.register(bytes.u8(at + 1)));
      case Opcode.STOWNBYINDEX_16 -> frame.add(frame.register(bytes.u8(at + 2)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private void put(ArkValue object, String name, ArkValue value) {
    frame.kept(object, name, value);
  }

  private void shown(String text) {
    frame.steps.add(new Step.Load(text));
  }

  /** A function that knows the variables that are in sight where it is defined. */
  private ArkValue defined(int offset) {
    AbcMethod known = methods.get(offset);
    if (known != null && !captured.containsKey(offset)) {
      captured.put(offset, frame.scope());
      open.addLast(known);
    }
    return new ArkValue.Function(offset);
  }

  private ArkValue member(int offset) {
    if (frame.accumulator instanceof ArkValue.Type type) {
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

  private boolean calls(int opcode, long at) throws BrokenDataException {
    switch (opcode) {
      case Opcode.CALLARG0 -> call(List.of());
      case Opcode.CALLARG1 -> call(frame.each(at + 1, 1));
      case Opcode.CALLARGS2 -> call(frame.each(at + 1, 2));
      case Opcode.CALLARGS3 -> call(frame.each(at + 1, 3));
      case Opcode.CALLTHIS0 -> call(List.of());
      case Opcode.CALLTHIS1 -> call(frame.each(at + 2, 1));
      case Opcode.CALLTHIS2 -> call(frame.each(at + 2, 2));
      case Opcode.CALLTHIS3 -> call(frame.each(at + 2, 3));
      case Opcode.CALLTHISRANGE -> call(frame.range(bytes.u8(at + 2) + 1, bytes.u8(at + 1)));
      case Opcode.WIDE_CALLTHISRANGE -> call(frame.range(bytes.u8(at + 2) + 1, bytes.u16(at)));
      case Opcode.CALLRANGE -> call(frame.range(bytes.u8(at + 2), bytes.u8(at + 1)));
      case Opcode.WIDE_CALLRANGE -> call(frame.range(bytes.u8(at + 2), bytes.u16(at)));
      case Opcode.NEWOBJRANGE -> made(bytes.u8(at + 2), bytes.u8(at + 1));
      case Opcode.NEWOBJRANGE_16 -> made(bytes.u8(at + 3), bytes.u8(at + 2));
      case Opcode.WIDE_NEWOBJRANGE -> made(bytes.u8(at + 2), bytes.u16(at));
      case Opcode.SUPERCALLTHISRANGE -> frame.accumulator = ArkValue.Name.THIS;
      case Opcode.CALLTHIS0WITHNAME -> named(at + 1, List.of());
      case Opcode.CALLTHIS1WITHNAME -> named(at + 1, frame.each(at + 4, 1));
      case Opcode.CALLTHIS2WITHNAME -> named(at + 1, frame.each(at + 4, 2));
      case Opcode.CALLTHIS3WITHNAME -> named(at + 1, frame.each(at + 4, 3));
      case Opcode.CALLTHISRANGEWITHNAME ->
          named(at + 2, frame.range(bytes.u8(at + 4) + 1, bytes.u8(at + 1)));
      case Opcode.WIDE_CALLTHISRANGEWITHNAME ->
          named(at + 2, frame.range(bytes.u8(at + 4) + 1, bytes.u16(at)));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** A method called by its name, which stands before the register of its object. */
  private void named(long at, List<ArkValue> arguments) throws BrokenDataException {
    frame.accumulator = frame.property(frame.register(bytes.u8(at + 2)), frame.string(at));
    call(arguments);
  }

  private void made(int first, int count) {
    frame.accumulator = frame.register(first);
    call(frame.range(first + 1, Math.max(0, count - 1)));
  }

  private void call(List<ArkValue> given) {
    ArkValue callee = frame.accumulator;
    List<ArkValue> arguments = given;
    if (callee instanceof ArkValue.Name own
        && own.name().startsWith(OWN)
        && own.name().endsWith(CALL)
        && !given.isEmpty()) { // the first is the object that it is called on
      callee = new ArkValue.Name(own.name().substring(0, own.name().length() - CALL.length()));
      arguments = given.subList(1, given.size());
    }
    String name = Imports.called(callee);
    frame.steps.add(new Step.Call(name, callee, List.copyOf(arguments)));
    frame.accumulator =
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
