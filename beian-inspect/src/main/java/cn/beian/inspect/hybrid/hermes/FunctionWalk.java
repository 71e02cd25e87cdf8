package cn.beian.inspect.hybrid.hermes;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.hybrid.hermes.BundleCode.Place;
import cn.beian.inspect.hybrid.hermes.Opcodes.Instruction;
import cn.beian.inspect.js.Literal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Follows the instructions of one function in the order in which they lie, without its jumps: a
 * register holds what was put there last. Tells the calls and the strings, each string in the call
 * that it is handed to.
 */
final class FunctionWalk {
  private static final int MAX_OPERANDS = 6;
  private static final int MAX_ARGUMENTS = 64;
  private static final int MAX_PARTS = 64;
  private static final int FIRST_WITH_LARGER_CALL_FRAME = 97;

  /**
   * Registers between the end of a frame and {@code this} of a call: to version 96, and from 98.
   */
  private static final int CALL_FRAME = 7;

  private static final int LARGER_CALL_FRAME = 8;

  private final HermesFile file;
  private final Opcodes opcodes;
  private final BundleCode bundle;
  private final Calls calls;
  private final Registers registers = new Registers();
  private final int[] operands = new int[MAX_OPERANDS];
  private final List<ScriptValue> made = new ArrayList<>();
  private double number;
  private int frame;
  private ScriptValue.Environment own = new ScriptValue.Environment(null);

  FunctionWalk(HermesFile file, Opcodes opcodes, BundleCode bundle) {
    this.file = file;
    this.opcodes = opcodes;
    this.bundle = bundle;
    this.calls = new Calls(bundle);
  }

  /**
   * Follows a function.
   *
   * @throws BrokenDataException where its code is none of the table, or leaves the data
   */
  void follow(HermesFile.Function function, Place place, ModuleScript into)
      throws BrokenDataException {
    registers.clear();
    made.clear();
    own = new ScriptValue.Environment(place.environment);
    frame = function.frame();
    file.bytes().require(function.offset(), function.size(), "code");
    file.bytes().look(function.size());
    int end = function.offset() + function.size();
    int at = function.offset();
    while (at < end) {
      int opcode = file.bytes().u8(at);
      if (opcode >= opcodes.size()) {
        throw new BrokenDataException(at, "no instruction " + opcode);
      }
      Instruction instruction = opcodes.at(opcode);
      file.bytes().require(at, instruction.sizeBytes(), instruction.name());
      operands(instruction, at + 1);
      run(instruction, at, place, into);
      at += instruction.sizeBytes();
    }
    end(place, into);
  }

  /** Tells what is left: of things in each other the outer first. */
  void end(Place place, ModuleScript into) {
    for (ScriptValue value : made) {
      boolean inner =
          (value instanceof ScriptValue.Obj object && object.held)
              || (value instanceof ScriptValue.Arr array && array.held);
      if (!(value instanceof ScriptValue.Str) && !inner) {
        into.tell(value, place.function, "", List.of());
      }
    }
    made.forEach(value -> into.tell(value, place.function, "", List.of()));
    made.clear();
  }

  private void operands(Instruction instruction, int from) throws BrokenDataException {
    int at = from;
    for (int i = 0; i < instruction.operands().length(); i++) {
      char operand = instruction.operands().charAt(i);
      switch (operand) {
        case 'r', 'b' -> operands[i] = file.bytes().u8(at);
        case 'a' -> operands[i] = (byte) file.bytes().u8(at);
        case 'h' -> operands[i] = file.bytes().u16(at);
        case 'd' ->
            number =
                Double.longBitsToDouble(
                    file.bytes().u32(at) | (long) file.bytes().i32(at + 4) << Integer.SIZE);
        default -> operands[i] = file.bytes().i32(at);
      }
      at += Opcodes.width(operand);
    }
  }

  private void run(Instruction instruction, int at, Place place, ModuleScript into)
      throws BrokenDataException {
    int[] o = operands;
    switch (instruction.op()) {
      case LOAD_STRING -> set(o[0], made(new ScriptValue.Str(file.string(o[1]))));
      case LOAD_INT -> set(o[0], ScriptValue.number(o[1]));
      case LOAD_DOUBLE -> set(o[0], ScriptValue.number(number));
      case LOAD_ZERO -> set(o[0], ScriptValue.number(0));
      case LOAD_PARAM -> set(o[0], Calls.parameter(o[1], place));
      case LOAD_THIS -> set(o[0], new ScriptValue.Named("this"));
      case MOVE -> set(o[0], get(o[1]));
      case GLOBAL -> set(o[0], ScriptValue.Special.GLOBAL);
      case GET_BY_ID -> set(o[0], Names.member(get(o[1]), file.string(o[3])));
      case GET_BY_VALUE -> set(o[0], Names.member(get(o[1]), get(o[2])));
      case GET_BY_INDEX -> set(o[0], Names.member(get(o[1]), ScriptValue.number(o[2])));
      case PUT_BY_ID -> put(get(o[0]), file.string(o[3]), get(o[1]), place, into);
      case PUT_OWN_BY_ID -> put(get(o[0]), file.string(o[2]), get(o[1]), place, into);
      case PUT_OWN_BY_VALUE -> {
        if (get(o[2]) instanceof ScriptValue.Str key) {
          key.told = true;
          put(get(o[0]), key.text, get(o[1]), place, into);
        }
      }
      case PUT_BY_SLOT -> {
        if (get(o[0]) instanceof ScriptValue.Obj object
            && o[2] >= 0
            && o[2] < object.slots.size()) {
          put(object, object.slots.get(o[2]), get(o[1]), place, into);
        }
      }
      case PUT_BY_INDEX -> {
        if (get(o[0]) instanceof ScriptValue.Arr array) {
          array.items.add(held(get(o[1])));
        }
      }
      case NEW_OBJECT -> set(o[0], made(new ScriptValue.Obj()));
      case NEW_ARRAY -> set(o[0], made(new ScriptValue.Arr()));
      case NEW_OBJECT_WITH_BUFFER ->
          set(
              o[0],
              made(file.hasShapes() ? file.shaped(o[1], o[2]) : file.object(o[3], o[4], o[2])));
      case NEW_CHILD_WITH_BUFFER -> set(o[0], made(file.shaped(o[2], o[3])));
      case NEW_ARRAY_WITH_BUFFER -> {
        ScriptValue.Arr array = new ScriptValue.Arr();
        array.items.addAll(file.array(Integer.toUnsignedLong(o[3]), o[2]));
        set(o[0], made(array));
      }
      case CLOSURE -> closure(o[0], o[1], o[2], place);
      case BASE_CLASS -> closure(o[0], o[2], o[3], place);
      case DERIVED_CLASS -> closure(o[0], o[2], o[4], place);
      case OWN_ENVIRONMENT -> set(o[0], own);
      case NEW_ENVIRONMENT -> environment(instruction, place);
      case PARENT_ENVIRONMENT -> set(o[0], up(place.environment, o[1]));
      case GET_ENVIRONMENT ->
          set(
              o[0],
              file.hasShapes()
                  ? up(get(o[1]) instanceof ScriptValue.Environment from ? from : null, o[2])
                  : up(place.environment, o[1]));
      case STORE -> {
        if (get(o[0]) instanceof ScriptValue.Environment environment) {
          environment.slots.merge(o[1], held(get(o[2])), Names::either);
        }
      }
      case LOAD ->
          set(
              o[0],
              get(o[1]) instanceof ScriptValue.Environment environment
                  ? environment.slots.getOrDefault(o[2], ScriptValue.NOTHING)
                  : ScriptValue.NOTHING);
      case ADD -> add();
      case COMPARE -> {
        compared(get(o[1]), place, into);
        compared(get(o[2]), place, into);
        set(o[0], ScriptValue.NOTHING);
      }
      case JUMP_COMPARED -> {
        compared(get(o[1]), place, into);
        compared(get(o[2]), place, into);
      }
      case STRING_SWITCH -> cases(at, place, into);
      case CALL -> called(get(o[1]), atEndOfFrame(o[2]), place, into);
      case CALL_REGISTERS -> {
        List<ScriptValue> arguments = new ArrayList<>();
        for (int i = 2; i < instruction.operands().length(); i++) {
          arguments.add(get(o[i]));
        }
        called(get(o[1]), arguments, place, into);
      }
      case CALL_DIRECT ->
          called(new ScriptValue.Closure(o[2], bundle.name(o[2])), atEndOfFrame(o[1]), place, into);
      case CALL_REQUIRE ->
          called(
              ScriptValue.Special.REQUIRE,
              List.of(ScriptValue.NOTHING, ScriptValue.number(o[2])),
              place,
              into);
      case NO_RESULT -> {}
      case OTHER -> {
        if (!instruction.operands().isEmpty()) {
          set(o[0], ScriptValue.NOTHING);
        }
      }
    }
  }

  private ScriptValue get(int register) {
    return registers.get(register);
  }

  private void set(int register, ScriptValue value) {
    registers.set(register, value);
  }

  private ScriptValue made(ScriptValue value) {
    made.add(value);
    return value;
  }

  private static ScriptValue held(ScriptValue value) {
    if (value instanceof ScriptValue.Obj object) {
      object.held = true;
    } else if (value instanceof ScriptValue.Arr array) {
      array.held = true;
    }
    return value;
  }

  private static ScriptValue up(ScriptValue.@Nullable Environment from, int steps) {
    ScriptValue.@Nullable Environment found = from == null ? null : from.up(steps);
    return found == null ? ScriptValue.NOTHING : found;
  }

  // ---- objects and variables -------------------------------------------------------------------

  private void put(
      ScriptValue into, String key, ScriptValue value, Place place, ModuleScript script) {
    if (into instanceof ScriptValue.Obj object) {
      object.entries.put(key, held(value));
    } else {
      if (Names.of(into).equals("exports") && Names.isOfModule(value)) {
        script.exports(key, Names.of(value));
      }
      script.tell(value, place.function, "", List.of(key));
    }
  }

  private void closure(int result, int environment, int function, Place place) {
    ScriptValue.@Nullable Environment around =
        get(environment) instanceof ScriptValue.Environment known ? known : null;
    bundle.closure(function, place, around);
    set(result, new ScriptValue.Closure(function, bundle.name(function)));
  }

  private void environment(Instruction instruction, Place place) {
    if (instruction.operands().length() == 1) {
      set(operands[0], own);
    } else {
      ScriptValue.@Nullable Environment parent =
          get(operands[1]) instanceof ScriptValue.Environment known ? known : place.environment;
      set(operands[0], new ScriptValue.Environment(parent));
    }
  }

  private void add() {
    ScriptValue.Sum sum = new ScriptValue.Sum();
    for (ScriptValue part : List.of(get(operands[1]), get(operands[2]))) {
      if (part instanceof ScriptValue.Sum longer) {
        sum.parts.addAll(longer.parts);
      } else {
        sum.parts.add(held(part));
      }
    }
    set(operands[0], sum.parts.size() > MAX_PARTS ? ScriptValue.NOTHING : made(sum));
  }

  private static void compared(ScriptValue value, Place place, ModuleScript into) {
    if (value instanceof ScriptValue.Str) {
      into.tell(value, place.function, "", List.of(Literal.COMPARED));
    }
  }

  /** The labels of a switch over strings: pairs of a string and an address. */
  private void cases(int at, Place place, ModuleScript into) throws BrokenDataException {
    long table = (Integer.toUnsignedLong(operands[2]) + at + 3) & ~3L;
    long count = Integer.toUnsignedLong(operands[4]);
    file.bytes().require(table, count * 8, "labels");
    file.bytes().look(count * 8);
    for (long i = 0; i < count; i++) {
      compared(new ScriptValue.Str(file.string(file.bytes().i32(table + i * 8))), place, into);
    }
  }

  // ---- calls -----------------------------------------------------------------------------------

  private List<ScriptValue> atEndOfFrame(int count) {
    boolean larger = file.version() >= FIRST_WITH_LARGER_CALL_FRAME;
    int first = frame - (larger ? LARGER_CALL_FRAME : CALL_FRAME);
    List<ScriptValue> arguments = new ArrayList<>();
    for (int i = 0; i < Math.min(Math.max(0, count), MAX_ARGUMENTS); i++) {
      arguments.add(get(first - i));
    }
    return arguments;
  }

  private void called(
      ScriptValue callee, List<ScriptValue> arguments, Place place, ModuleScript into) {
    set(operands[0], calls.call(callee, arguments, place, into));
  }
}
