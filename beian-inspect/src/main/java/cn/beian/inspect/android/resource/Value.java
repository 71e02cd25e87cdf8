package cn.beian.inspect.android.resource;

/**
 * A {@code Res_value}: {@code +0 u16 size, +2 u8 0, +3 u8 dataType, +4 u32 data}.
 *
 * @param type the data type
 * @param data its 32 bits
 * @param string the text where the type is {@link #STRING}, else empty
 */
public record Value(int type, int data, String string) {
  static final int NULL = 0x00;
  public static final int REFERENCE = 0x01;
  public static final int STRING = 0x03;
  static final int DYNAMIC_REFERENCE = 0x07;
  static final int FIRST_INTEGER = 0x10;
  public static final int INTEGER_HEX = 0x11;
  public static final int BOOLEAN = 0x12;
  static final int LAST_INTEGER = 0x1f;

  public boolean isReference() {
    return type == REFERENCE || type == DYNAMIC_REFERENCE;
  }

  public boolean isInteger() {
    return type >= FIRST_INTEGER && type <= LAST_INTEGER;
  }

  /**
   * The value as text.
   *
   * @param raw what stands there where it is neither text, truth value nor number
   */
  String text(String raw) {
    return switch (type) {
      case STRING -> string;
      case BOOLEAN -> Boolean.toString(data != 0);
      case INTEGER_HEX -> Integer.toUnsignedString(data);
      default -> isInteger() ? Integer.toString(data) : raw;
    };
  }
}
