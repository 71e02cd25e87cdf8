package cn.beian.inspect.android.dex;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Walks the instructions of a method once, in order, and remembers what each register was last
 * loaded with. Branches are not followed: an argument is the last constant loaded before the call.
 *
 * <pre>
 * const/4 12, const/16 13, const 14, const/high16 15, const-wide 16-19, const-string 1a,
 * const-string/jumbo 1b, const-class 1c, new-instance 22, iget 52-58, iput 59-5f, sget 60-66,
 * invoke 6e-72 (35c) and 74-78 (3rc), invoke-polymorphic fa-fb, invoke-custom fc-fd, move-result
 * 0a-0c; payloads 0100, 0200, 0300
 * </pre>
 */
public final class CodeScan {
  /** What a register holds: text, a number, a class, or what a call gave. */
  public sealed interface RegisterValue {
    /** A string of the file, decoded when asked for. */
    record Text(DexFile dex, int index) implements RegisterValue {
      public String text() {
        return dex.string(index);
      }
    }

    record Int(int value) implements RegisterValue {}

    /** A number of 64 bits, in this register and the next. */
    record Wide(long value) implements RegisterValue {}

    record Type(String className) implements RegisterValue {}

    record Made(String className) implements RegisterValue {}

    /** The view that {@code findViewById} gave for an id. */
    record View(int id) implements RegisterValue {}

    /** A field that was read: {@code owner.name}. */
    record Read(String owner, String name) implements RegisterValue {}
  }

  /** Told what a method does; strings, types and methods by their indices. */
  public interface Visitor {
    /**
     * A call.
     *
     * @param arguments what the first {@code count} argument registers hold, null where unknown;
     *     overwritten by the next call
     * @return what the call gives, null where unknown
     */
    @Nullable RegisterValue call(int method, @Nullable RegisterValue[] arguments, int count)
        throws BrokenDataException;

    /** A number that may be a resource id. */
    void number(int value);

    /** A static field that is read. */
    void staticField(RegisterValue.Read field);

    /** An instance field that a view is put in. */
    void stored(RegisterValue.Read field, RegisterValue.View view);

    /** A text that is loaded. */
    void text(int string);

    /** A class that is made or named. */
    void type(int type) throws BrokenDataException;
  }

  private static final int MAX_ARGUMENTS = 16;

  /** Width in 16-bit units of each opcode. */
  private static final byte[] WIDTH = widths();

  private final DexFile dex;
  private final Bytes bytes;
  private final byte[] loadedBy;
  private final References references;
  private final @Nullable RegisterValue[] held = new RegisterValue[256];
  private final @Nullable RegisterValue[] arguments = new RegisterValue[MAX_ARGUMENTS];
  private final RegisterValue.@Nullable Read[] fields;
  private int registers; // all from here on hold nothing
  private byte bit;

  public CodeScan(DexFile dex, References references) {
    this.dex = dex;
    this.references = references;
    this.bytes = dex.bytes();
    this.loadedBy = new byte[dex.stringCount()];
    this.fields = new RegisterValue.Read[dex.fieldCount()];
  }

  /** By the index of each string the bits of those who load it. */
  public byte[] loadedBy() {
    return loadedBy;
  }

  /** Notes the texts that the static fields of a class begin with. */
  public void constants(int classIndex, byte by) throws BrokenDataException {
    long offset = dex.staticValues(classIndex);
    if (offset != 0) {
      bit = by;
      List<Integer> texts = new ArrayList<>();
      StaticValues.texts(bytes, offset, texts::add);
      for (int text : texts) {
        load(text);
      }
    }
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
   * Walks one method for the strings that it loads and the classes that it names; false where its
   * instructions leave the code.
   *
   * @param by the bit that those strings get in {@link #loadedBy()}
   */
  public boolean skim(DexMethod method, byte by) throws BrokenDataException {
    bytes.look(2L * method.units());
    bit = by;
    int units = method.units();
    int at = 0;
    while (at < units) {
      int here = method.code() + 2 * at;
      int unit = bytes.unit(here);
      int op = unit & 0xff;
      int width = op == 0 && unit != 0 ? payload(here, unit, units - at) : WIDTH[op];
      if (width > units - at) {
        return false;
      }
      if (op == 0x1a) {
        load(bytes.unit(here + 2));
      } else if (op == 0x1b) {
        load(bytes.word(here + 2));
      } else if (isInvoke(op) && op < 0xfc) {
        references.method(bytes.unit(here + 2));
      } else if (op >= 0x60 && op <= 0x6d) {
        references.field(bytes.unit(here + 2));
      } else if (op == 0x1c || op == 0x22) {
        references.type(bytes.unit(here + 2));
      }
      at += width;
    }
    return true;
  }

  /** As {@link #skim}, and tells the visitor what the method does. */
  public boolean walk(DexMethod method, Visitor visitor, byte by) throws BrokenDataException {
    bytes.look(2L * method.units());
    Arrays.fill(held, 0, registers, null);
    registers = 0;
    bit = by;
    RegisterValue result = null;
    int units = method.units();
    int at = 0;
    while (at < units) {
      int here = method.code() + 2 * at;
      int unit = bytes.unit(here);
      int op = unit & 0xff;
      int a = unit >> 8;
      int width = op == 0 && unit != 0 ? payload(here, unit, units - at) : WIDTH[op];
      if (width > units - at) {
        return false;
      }
      if (isInvoke(op)) {
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

  private static boolean isInvoke(int op) {
    return (op >= 0x6e && op <= 0x78 && op != 0x73) || (op >= 0xfa && op <= 0xfd);
  }

  private int payload(int here, int unit, int left) {
    if (left < 4) {
      return 1;
    }
    long width =
        switch (unit) {
          case 0x0100 -> bytes.unit(here + 2) * 2L + 4;
          case 0x0200 -> bytes.unit(here + 2) * 4L + 2;
          case 0x0300 ->
              (Integer.toUnsignedLong(bytes.word(here + 4)) * bytes.unit(here + 2) + 1) / 2 + 4;
          default -> 1;
        };
    return (int) Math.min(width, Integer.MAX_VALUE / 2);
  }

  private void step(int here, int op, int a, Visitor visitor) throws BrokenDataException {
    switch (op) {
      case 0x01, 0x04, 0x07 -> set(a & 0xf, get(a >> 4));
      case 0x02, 0x05, 0x08 -> set(a, get(bytes.unit(here + 2)));
      case 0x12 -> set(a & 0xf, new RegisterValue.Int((byte) a >> 4));
      case 0x13 -> set(a, new RegisterValue.Int((short) bytes.unit(here + 2)));
      case 0x14 -> number(a, bytes.word(here + 2), visitor);
      case 0x15 -> number(a, bytes.unit(here + 2) << 16, visitor);
      case 0x16 -> wide(a, (short) bytes.unit(here + 2));
      case 0x17 -> wide(a, bytes.word(here + 2));
      case 0x18 ->
          wide(a, Integer.toUnsignedLong(bytes.word(here + 2)) | (long) bytes.word(here + 6) << 32);
      case 0x19 -> wide(a, (long) bytes.unit(here + 2) << 48);
      case 0x1a -> text(a, bytes.unit(here + 2), visitor);
      case 0x1b -> text(a, bytes.word(here + 2), visitor);
      case 0x1c -> {
        int type = bytes.unit(here + 2);
        set(a, new RegisterValue.Type(dex.className(type)));
        references.type(type);
        visitor.type(type);
      }
      case 0x1f -> {} // check-cast leaves the value
      case 0x22 -> {
        int type = bytes.unit(here + 2);
        set(a, new RegisterValue.Made(dex.className(type)));
        references.type(type);
        visitor.type(type);
      }
      default -> {
        if (op >= 0x52 && op <= 0x58) {
          set(a & 0xf, field(bytes.unit(here + 2)));
        } else if (op >= 0x59 && op <= 0x5f) {
          if (get(a & 0xf) instanceof RegisterValue.View view) {
            visitor.stored(field(bytes.unit(here + 2)), view);
          }
        } else if (op >= 0x60 && op <= 0x66) {
          RegisterValue.Read field = field(bytes.unit(here + 2));
          references.field(bytes.unit(here + 2));
          visitor.staticField(field);
          set(a, field);
        } else if (op >= 0x67 && op <= 0x6d) {
          references.field(bytes.unit(here + 2));
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
        || (op >= 0x2d && op <= 0x31)
        || (op >= 0x44 && op <= 0x4a)
        || (op >= 0x90 && op <= 0xaf)
        || (op >= 0xd8 && op <= 0xe2);
  }

  private void number(int register, int value, Visitor visitor) {
    set(register, new RegisterValue.Int(value));
    visitor.number(value);
  }

  private void wide(int register, long value) {
    set(register, new RegisterValue.Wide(value));
    set(register + 1, null);
  }

  private void load(int string) throws BrokenDataException {
    if (string >= 0 && string < loadedBy.length) {
      loadedBy[string] |= bit;
      references.text(string);
    }
  }

  private void text(int register, int string, Visitor visitor) throws BrokenDataException {
    load(string);
    set(register, new RegisterValue.Text(dex, string));
    visitor.text(string);
  }

  private RegisterValue.Read field(int index) throws BrokenDataException {
    RegisterValue.Read known = index < fields.length ? fields[index] : null;
    if (known == null) {
      known = new RegisterValue.Read(dex.fieldClass(index), dex.fieldName(index));
      if (index < fields.length) {
        fields[index] = known;
      }
    }
    return known;
  }

  private @Nullable RegisterValue invoke(int here, int op, int a, Visitor visitor)
      throws BrokenDataException {
    int count;
    if ((op >= 0x74 && op <= 0x78) || op == 0xfb) {
      int first = bytes.unit(here + 4);
      count = Math.min(a, MAX_ARGUMENTS);
      for (int i = 0; i < count; i++) {
        arguments[i] = get(first + i);
      }
    } else {
      int list = bytes.unit(here + 4);
      count = Math.min(a >> 4, 5);
      for (int i = 0; i < count; i++) {
        arguments[i] = get(i == 4 ? a & 0xf : (list >> (4 * i)) & 0xf);
      }
    }
    int method = bytes.unit(here + 2);
    references.method(method);
    return visitor.call(method, arguments, count);
  }

  private void set(int register, @Nullable RegisterValue value) {
    if (register >= 0 && register < held.length) {
      held[register] = value;
      if (register >= registers) {
        registers = register + 1;
      }
    }
  }

  private @Nullable RegisterValue get(int register) {
    return register >= 0 && register < held.length ? held[register] : null;
  }
}
