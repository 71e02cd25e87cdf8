package cn.beian.testkit.harmony;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Code of one function of Ark bytecode, assembled instruction by instruction. Operands that are
 * indexes are given by name; {@link AbcBytes} assigns the indexes.
 */
public final class ArkCode {
  /** The target of an index. */
  record Reference(Kind kind, String name) {}

  enum Kind {
    STRING,
    METHOD,
    LITERAL
  }

  /** The function's own registers; arguments follow them. */
  static final int REGISTERS = 32;

  static final int ARGUMENTS = 3;
  private static final int THIS = REGISTERS + 2;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final List<Integer> places = new ArrayList<>();
  private final List<Reference> references = new ArrayList<>();

  /** Appends raw bytes. */
  public ArkCode raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  private ArkCode index(Kind kind, String name) {
    places.add(bytes.size());
    references.add(new Reference(kind, name));
    return raw(0, 0);
  }

  /** {@code lda.str} */
  public ArkCode text(String text) {
    return raw(0x3e).index(Kind.STRING, text);
  }

  /** {@code ldai} */
  public ArkCode number(int value) {
    return raw(0x62, value & 0xff, value >> 8 & 0xff, value >> 16 & 0xff, value >> 24 & 0xff);
  }

  /** {@code lda} */
  public ArkCode lda(int register) {
    return raw(0x60, register);
  }

  /** {@code lda} of the receiver. */
  public ArkCode receiver() {
    return lda(THIS);
  }

  /** {@code sta} */
  public ArkCode sta(int register) {
    return raw(0x61, register);
  }

  /** {@code tryldglobalbyname} */
  public ArkCode global(String name) {
    return raw(0x3f, 0).index(Kind.STRING, name);
  }

  /** {@code ldobjbyname} */
  public ArkCode property(String name) {
    return raw(0x42, 0).index(Kind.STRING, name);
  }

  /** {@code ldexternalmodulevar} */
  public ArkCode imported(int slot) {
    return raw(0x7e, slot);
  }

  /** {@code newlexenv} */
  public ArkCode scope(int slots) {
    return raw(0x09, slots);
  }

  /** {@code stlexvar} */
  public ArkCode store(int level, int slot) {
    return raw(0x3d, level | slot << 4);
  }

  /** {@code ldlexvar} */
  public ArkCode load(int level, int slot) {
    return raw(0x3c, level | slot << 4);
  }

  /** {@code definefunc} */
  public ArkCode function(String name) {
    return raw(0x33, 0).index(Kind.METHOD, name).raw(0);
  }

  /** {@code createobjectwithbuffer} of a literal array of {@link AbcBytes}. */
  public ArkCode object(String literal) {
    return raw(0x07, 0).index(Kind.LITERAL, literal);
  }

  /** {@code createemptyobject} */
  public ArkCode emptyObject() {
    return raw(0x04);
  }

  /** {@code stownbyname}: stores the accumulator as a property of an object. */
  public ArkCode put(String name, int object) {
    return raw(0x7a, 0).index(Kind.STRING, name).raw(object);
  }

  /** {@code defineclasswithbuffer}, the parent in a register. */
  public ArkCode type(String constructor, String literal, int parent) {
    return raw(0x35, 0)
        .index(Kind.METHOD, constructor)
        .index(Kind.LITERAL, literal)
        .raw(0, 0, parent);
  }

  /** {@code definemethod} */
  public ArkCode member(String name) {
    return raw(0x34, 0).index(Kind.METHOD, name).raw(0);
  }

  /** {@code callthis0} to {@code callthis3}: the object in a register, then the arguments. */
  public ArkCode callThis(int self, int... arguments) {
    return raw(0x2d + arguments.length, 0, self).raw(arguments);
  }

  /** {@code callthis0withname} to {@code callthis3withname}, since 24.0.0.0. */
  public ArkCode callNamed(String name, int self, int... arguments) {
    return raw(0xdd + arguments.length, 0).index(Kind.STRING, name).raw(self).raw(arguments);
  }

  /** {@code wide.callthisrangewithname}: the object and its arguments in consecutive registers. */
  public ArkCode callNamedWide(String name, int self, int count) {
    return raw(0xfd, 0x14, count & 0xff, count >> 8).index(Kind.STRING, name).raw(self);
  }

  /** {@code wide.supercallthisrange} */
  public ArkCode superWide(int first, int count) {
    return raw(0xfd, 0x06, count & 0xff, count >> 8, first);
  }

  /** {@code stmodulevar}: stores the accumulator as an export of the module. */
  public ArkCode exported(int slot) {
    return raw(0x7c, slot);
  }

  /** A method of a global with the value in a register: {@code Text.create("…")}. */
  public ArkCode on(String global, String method, int... arguments) {
    global(global).sta(30).lda(30).property(method);
    return callThis(30, arguments);
  }

  /** {@code callarg0} to {@code callargs3}: the function is in the accumulator. */
  public ArkCode call(int... arguments) {
    return raw(0x29 + arguments.length, 0).raw(arguments);
  }

  /** {@code newobjrange}: the class and its arguments in consecutive registers. */
  public ArkCode make(int first, int count) {
    return raw(0x08, 0, count, first);
  }

  /** {@code add2}: a register plus the accumulator, in this order. */
  public ArkCode add(int register) {
    return raw(0x0a, 0, register);
  }

  /** {@code callthisrange}: the object and that many arguments in consecutive registers. */
  public ArkCode callThisRange(int self, int arguments) {
    return raw(0x31, 0, arguments, self);
  }

  /** {@code returnundefined} */
  public ArkCode end() {
    return raw(0x65);
  }

  List<Reference> references() {
    return references;
  }

  byte[] bytes(List<Integer> indexes) {
    byte[] code = bytes.toByteArray();
    for (int i = 0; i < indexes.size(); i++) {
      code[places.get(i)] = (byte) (int) indexes.get(i);
      code[places.get(i) + 1] = (byte) (indexes.get(i) >> 8);
    }
    return code;
  }
}
