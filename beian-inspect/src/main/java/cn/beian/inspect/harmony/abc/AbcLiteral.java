package cn.beian.inspect.harmony.abc;

/** One value of a {@link LiteralArray}. */
sealed interface AbcLiteral {
  /** A text. */
  record Text(String text) implements AbcLiteral {}

  /** A number or a boolean. */
  record Amount(double value) implements AbcLiteral {}

  /** A function, by the offset of its method. */
  record Function(int method) implements AbcLiteral {}

  /** Another literal array, by its offset. */
  record Array(int offset) implements AbcLiteral {}

  /** Anything else. */
  enum Other implements AbcLiteral {
    OTHER
  }
}
