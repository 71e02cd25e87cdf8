package cn.beian.inspect.harmony.abc;

/**
 * Widths of the instructions from 9.0.0.0 to 24.0.0.0 (OpenHarmony documentation, "Ark Bytecode
 * Fundamentals"; {@code isa.yaml} as abcde carries it; of 24.0.0.0 as abcd-rs carries it): one
 * byte, or a prefix and one byte, then operands. Each digit of a table is the number of bytes of
 * the operands of one instruction, {@code -} where there is none, in the order of their numbers;
 * below it stands 1 where it changes the accumulator.
 */
final class Instructions {
  static final int CALL_RUNTIME = 0xfb;
  static final int DEPRECATED = 0xfc;
  static final int WIDE = 0xfd;
  static final int THROW = 0xfe;

  private static final int FIRST_PREFIX = CALL_RUNTIME;

  /** Numbers of the first instruction that came with 24.0.0.0, without and with a prefix. */
  private static final int CALLS_BY_NAME = 0xdd;

  private static final int WIDE_CALLS_BY_NAME = 0x14;

  private static final String PLAIN =
      "00000133312222222222222222221111"
          + "11100222212342345334481232341123"
          + "34341234433121212111111111112222"
          + "11480001200000000453591234411114"
          + "24442343452244444544423143424222"
          + "22222223333230000123233132334050"
          + "02111123434551114542501156544456"
          + "75";

  private static final String PLAIN_CHANGES =
      "11111111111111111111111111111111"
          + "11111111111111111111111101101011"
          + "01100010010100000000000000000000"
          + "10110011101111111111111000010110"
          + "11111101101010001011010100000000"
          + "00000000000111110111111111111111"
          + "11111110000001110001000110100111"
          + "11";

  private static final String[] PREFIXED = {
    "0360462921212124124111212112",
    "00222111111123433381112222222533235445554440212",
    "432433334552442222225",
    "0000112122"
  };

  private static final String[] PREFIXED_CHANGES = {
    "0001000111100000111111111111",
    "11111111111111111111111111011111000101110001111",
    "111111111001101011101",
    "0000000000"
  };

  private static final int NONE = '-' - '0';

  private final AbcVersion version;

  Instructions(AbcVersion version) {
    this.version = version;
  }

  static boolean isPrefix(int first) {
    return first >= FIRST_PREFIX && first <= THROW;
  }

  /**
   * Bytes of the operands; negative where there is no such instruction.
   *
   * @param prefix 0 where there is none
   */
  int operandBytes(int prefix, int number) {
    boolean byName =
        (prefix == 0 && number >= CALLS_BY_NAME)
            || (prefix == WIDE && number >= WIDE_CALLS_BY_NAME);
    if (byName && !version.callsByName()) {
      return NONE;
    }
    String widths = prefix == 0 ? PLAIN : PREFIXED[prefix - FIRST_PREFIX];
    return number < widths.length() ? widths.charAt(number) - '0' : NONE;
  }

  /** Whether an instruction that is there changes the accumulator. */
  static boolean changesAccumulator(int prefix, int number) {
    String changes = prefix == 0 ? PLAIN_CHANGES : PREFIXED_CHANGES[prefix - FIRST_PREFIX];
    return number >= changes.length() || changes.charAt(number) == '1';
  }
}
