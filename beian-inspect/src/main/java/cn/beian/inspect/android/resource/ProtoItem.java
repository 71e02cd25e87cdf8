package cn.beian.inspect.android.resource;

import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.binary.ProtoMessage;

/**
 * Values of resources in protocol buffers, as what they become in binary form ({@code Item} in
 * aapt2's {@code Resources.proto}):
 *
 * <pre>
 * Item       1 Reference, 2 String, 3 RawString, 4 StyledString, 5 FileReference, 6 Id, 7 Primitive
 * Reference  1 type (0 reference, 1 attribute), 2 id, 5 Boolean is_dynamic
 * String, RawString, StyledString  1 value           FileReference  1 path
 * Primitive  1 null, 2 empty, 3 float, 6 decimal, 7 hexadecimal, 8 boolean, 9 to 12 colours,
 *            13 dimension, 14 fraction
 * </pre>
 */
final class ProtoItem {
  private static final int ATTRIBUTE = 0x02;
  private static final int FLOAT = 0x04;
  private static final int DIMENSION = 0x05;
  private static final int FRACTION = 0x06;
  private static final int DECIMAL = 0x10;
  private static final int FIRST_COLOUR = 0x1c;
  private static final int EMPTY = 1;

  private ProtoItem() {}

  static Value text(String text) {
    return new Value(Value.STRING, 0, text);
  }

  /** The value of an {@code Item}; null where it holds none. */
  static Value read(ProtoMessage item) throws BrokenDataException {
    Value value = new Value(Value.NULL, 0, "");
    while (item.next()) {
      value =
          switch (item.field()) {
            case 1 -> reference(item.message());
            case 2, 3, 4, 5 -> text(item.wrappedText(1));
            case 6 -> new Value(Value.BOOLEAN, 0, "");
            case 7 -> primitive(item.message());
            default -> value;
          };
    }
    return value;
  }

  private static Value reference(ProtoMessage reference) throws BrokenDataException {
    int id = 0;
    boolean attribute = false;
    boolean dynamic = false;
    while (reference.next()) {
      switch (reference.field()) {
        case 1 -> attribute = reference.number() == 1;
        case 2 -> id = reference.number();
        case 5 -> dynamic = reference.wrapped(1) != 0;
        default -> {}
      }
    }
    int type = dynamic ? Value.DYNAMIC_REFERENCE : Value.REFERENCE;
    return new Value(attribute ? ATTRIBUTE : type, id, "");
  }

  private static Value primitive(ProtoMessage primitive) throws BrokenDataException {
    Value value = new Value(Value.NULL, 0, "");
    while (primitive.next()) {
      int field = primitive.field();
      int number = primitive.number();
      value =
          switch (field) {
            case 1 -> new Value(Value.NULL, 0, "");
            case 2 -> new Value(Value.NULL, EMPTY, "");
            case 3 -> new Value(FLOAT, number, "");
            case 6 -> new Value(DECIMAL, number, "");
            case 7 -> new Value(Value.INTEGER_HEX, number, "");
            case 8 -> new Value(Value.BOOLEAN, number == 0 ? 0 : -1, "");
            case 9, 10, 11, 12 -> new Value(FIRST_COLOUR + field - 9, number, "");
            case 13 -> new Value(DIMENSION, number, "");
            case 14 -> new Value(FRACTION, number, "");
            default -> value;
          };
    }
    return value;
  }
}
