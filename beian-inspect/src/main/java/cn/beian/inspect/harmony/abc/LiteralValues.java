package cn.beian.inspect.harmony.abc;

import cn.beian.inspect.binary.BrokenDataException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * Objects and arrays that code loads whole, as values.
 *
 * @param defined the value of a function that is a member
 * @param shown takes each text that is met
 * @param put takes each member of an object
 */
record LiteralValues(AbcFile file, IntFunction<ArkValue> defined, Consumer<String> shown, Put put) {
  /** Takes what an object is made with. */
  @FunctionalInterface
  interface Put {
    void put(ArkValue object, String name, ArkValue value);
  }

  private static final int MAX_NESTING = 8;

  /** An object: keys and values in turn. */
  ArkValue object(int offset) throws BrokenDataException {
    ArkValue.Literals object = new ArkValue.Literals();
    List<AbcLiteral> literals = LiteralArray.read(file, offset);
    for (int i = 0; i + 1 < literals.size(); i += 2) {
      if (literals.get(i) instanceof AbcLiteral.Text key) {
        ArkValue value = value(literals.get(i + 1), MAX_NESTING);
        object.members().put(key.text(), value);
        put.put(object, key.text(), value);
      }
    }
    return object;
  }

  ArkValue array(int offset) throws BrokenDataException {
    return array(offset, MAX_NESTING);
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
      shown.accept(text.text());
      return new ArkValue.Text(text.text());
    }
    if (literal instanceof AbcLiteral.Amount number) {
      return new ArkValue.Amount(number.value());
    }
    if (literal instanceof AbcLiteral.Function function) {
      return defined.apply(function.method());
    }
    return literal instanceof AbcLiteral.Array array && nesting > 0
        ? array(array.offset(), nesting - 1)
        : ArkValue.Unknown.UNKNOWN;
  }
}
