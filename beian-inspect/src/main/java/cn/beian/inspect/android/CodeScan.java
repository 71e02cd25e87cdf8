package cn.beian.inspect.android;

import cn.beian.inspect.android.DexFile.Method;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the instructions of a method once, in order, and remembers what each register was last
 * loaded with. Branches are not followed: an argument is the last constant loaded before the call.
 *
 * <pre>
 * const/4 12, const/16 13, const 14, const/high16 15, const-string 1a, const-string/jumbo 1b,
 * const-class 1c, new-instance 22, iget 52-58, iput 59-5f, sget 60-66, invoke 6e-72 (35c) and 74-78
 * (3rc), invoke-polymorphic fa-fb, invoke-custom fc-fd, move-result 0a-0c; payloads 0100, 0200, 0300
 * </pre>
 */
final class CodeScan {
  /** What a register holds: text, a number, a class, or what a call gave. */
  sealed interface Held {
    record Text(String text) implements Held {}

    record Int(int value) implements Held {}

    record Type(String className) implements Held {}

    record Made(String className) implements Held {}

    /** The view that {@code findViewById} gave for an id. */
    record View(int id) implements Held {}

    /** A field that was read: {@code owner.name}. */
    record Read(String owner, String name) implements Held {}
  }

  /** Told what a method does. */
  interface Visitor {
    /** A call; {@code arguments} are what the argument registers hold, null where unknown. */
    void call(String owner, String name, List<@Nullable Held> arguments);

    /** A number that may be a resource id. */
    void number(int value);

    /** A static field that is read. */
    void staticField(String owner, String name);

    /** An instance field that is written with something known. */
    void stored(String owner, String name, Held value);

    /** A text that is loaded. */
    void text(String text);

    /** A class that is made or named. */
    void type(String className);
  }

  /** Width in 16-bit units of each opcode. */
  private static final byte[] WIDTH = widths();

  private final DexFile dex;
  private final Bytes bytes;
  private final @Nullable Held[] held = new Held[256];
  private byte[] loadedBy = new byte[0];
  private byte bit;

  CodeScan(DexFile dex) {
    this.dex = dex;
    this.bytes = dex.bytes();
  }

  private static byte[] widths() {
    byte[] width = new byte[256];
    Arrays.fill(width, (byte) 1);
    String two = "02 05 08 13 15 16 19 1a 1c 1f 20 22 23 29";
    String three = "03 06 09 14 17 1b 24 25 26 2a 2b 2c";
    for (String op : two.split(" ", -1)) {
      width[Integer.parseInt(op, 16)] = 2;
    }
    for (String op : three.split(" ", -1)) {
      width[Integer.parseInt(op, 16)] = 3;
    }
    width[0x18] = 5;
    Arrays.fill(width, 0x2d, 0x3e, (byte) 2);
    Arrays.fill(width, 0x44, 0x6e, (byte) 2);
    Arrays.fill(width, 0x6e, 0x73, (byte) 3);
    Arrays.fill(width, 0x74, 0x79, (byte) 3);
    Arrays.fill(width, 0x90, 0xb0, (byte) 2);
    Arrays.fill(width, 0xd0, 0xe3, (byte) 2);
    Arrays.fill(width, 0xfa, 0xfc, (byte) 4);
    Arrays.fill(width, 0xfc, 0xfe, (byte) 3);
    Arrays.fill(width, 0xfe, 0x100, (byte) 2);
    return width;
  }

  /**
   * Walks one method; false where its instructions leave the code.
   *
   * @param loadedBy gets {@code bit} at the index of each string that is loaded
   */
  boolean walk(Method method, Visitor visitor, byte[] loadedBy, byte bit)
      throws BrokenDataException {
    Arrays.fill(held, null);
    this.loadedBy = loadedBy;
    this.bit = bit;
    Held result = null;
    int at = 0;
    while (at < method.units()) {
      long here = method.code() + 2L * at;
      int unit = bytes.u16(here);
      int op = unit & 0xff;
      int a = unit >> 8;
      int width = op == 0 && unit != 0 ? payload(here, unit, method.units() - at) : WIDTH[op];
      if (at + width > method.units()) {
        return false;
      }
      if ((op >= 0x6e && op <= 0x78) || (op >= 0xfa && op <= 0xfd)) {
        result = op >= 0xfc ? null : invoke(here, op, a, visitor);
      } else if (op >= 0x0a && op <= 0x0c) {
        set(a, result);
        result = null;
      } else if (op != 0) {
        step(here, op, a, visitor);
      }
      at += width;
    }
    return true;
  }

  private int payload(long here, int unit, int left) throws BrokenDataException {
    if (left < 4) {
      return 1;
    }
    long width =
        switch (unit) {
          case 0x0100 -> bytes.u16(here + 2) * 2L + 4;
          case 0x0200 -> bytes.u16(here + 2) * 4L + 2;
          case 0x0300 -> (bytes.u32(here + 4) * bytes.u16(here + 2) + 1) / 2 + 4;
          default -> 1;
        };
    return (int) Math.min(width, Integer.MAX_VALUE / 2);
  }

  private void step(long here, int op, int a, Visitor visitor) throws BrokenDataException {
    switch (op) {
      case 0x01, 0x04, 0x07 -> set(a & 0xf, get(a >> 4));
      case 0x02, 0x05, 0x08 -> set(a, get(bytes.u16(here + 2)));
      case 0x12 -> set(a & 0xf, new Held.Int((byte) a >> 4));
      case 0x13 -> set(a, new Held.Int((short) bytes.u16(here + 2)));
      case 0x14 -> number(a, bytes.i32(here + 2), visitor);
      case 0x15 -> number(a, bytes.u16(here + 2) << 16, visitor);
      case 0x1a -> text(a, bytes.u16(here + 2), visitor);
      case 0x1b -> text(a, bytes.i32(here + 2), visitor);
      case 0x1c -> type(a, new Held.Type(dex.className(bytes.u16(here + 2))), visitor);
      case 0x1f -> {} // check-cast leaves the value
      case 0x22 -> type(a, new Held.Made(dex.className(bytes.u16(here + 2))), visitor);
      default -> {
        if (op >= 0x52 && op <= 0x58) {
          int field = bytes.u16(here + 2);
          set(a & 0xf, new Held.Read(dex.fieldClass(field), dex.fieldName(field)));
        } else if (op >= 0x59 && op <= 0x5f) {
          Held value = get(a & 0xf);
          if (value != null) {
            int field = bytes.u16(here + 2);
            visitor.stored(dex.fieldClass(field), dex.fieldName(field), value);
          }
        } else if (op >= 0x60 && op <= 0x66) {
          int field = bytes.u16(here + 2);
          String owner = dex.fieldClass(field);
          String name = dex.fieldName(field);
          visitor.staticField(owner, name);
          set(a, new Held.Read(owner, name));
        } else if ((op >= 0x7b && op <= 0x8f)
            || (op >= 0xb0 && op <= 0xd7)
            || op == 0x20
            || op == 0x21
            || op == 0x23) {
          set(a & 0xf, null);
        } else if (writes(op)) {
          set(a, null);
        }
      }
    }
  }

  private static boolean writes(int op) {
    return op == 0x0d
        || (op >= 0x16 && op <= 0x19)
        || (op >= 0x2d && op <= 0x31)
        || (op >= 0x44 && op <= 0x4a)
        || (op >= 0x90 && op <= 0xaf)
        || (op >= 0xd8 && op <= 0xe2);
  }

  private void number(int register, int value, Visitor visitor) {
    set(register, new Held.Int(value));
    visitor.number(value);
  }

  private void text(int register, int string, Visitor visitor) {
    if (string >= 0 && string < loadedBy.length) {
      loadedBy[string] |= bit;
    }
    String text = dex.string(string);
    set(register, new Held.Text(text));
    visitor.text(text);
  }

  private void type(int register, Held value, Visitor visitor) {
    set(register, value);
    visitor.type(
        value instanceof Held.Made made ? made.className() : ((Held.Type) value).className());
  }

  private @Nullable Held invoke(long here, int op, int a, Visitor visitor)
      throws BrokenDataException {
    int method = bytes.u16(here + 2);
    String owner = dex.methodClass(method);
    String name = dex.methodName(method);
    @Nullable Held[] arguments;
    if ((op >= 0x74 && op <= 0x78) || op == 0xfb) {
      int first = bytes.u16(here + 4);
      arguments = new Held[Math.min(a, 16)];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = get(first + i);
      }
    } else {
      int registers = bytes.u16(here + 4);
      arguments = new Held[Math.min(a >> 4, 5)];
      for (int i = 0; i < arguments.length; i++) {
        arguments[i] = get(i == 4 ? a & 0xf : (registers >> (4 * i)) & 0xf);
      }
    }
    visitor.call(owner, name, Arrays.asList(arguments));
    if (name.equals("findViewById") || name.equals("requireViewById")) {
      for (Held argument : arguments) {
        if (argument instanceof Held.Int id) {
          return new Held.View(id.value());
        }
      }
    }
    return null;
  }

  private void set(int register, @Nullable Held value) {
    if (register >= 0 && register < held.length) {
      held[register] = value;
    }
  }

  private @Nullable Held get(int register) {
    return register >= 0 && register < held.length ? held[register] : null;
  }
}
