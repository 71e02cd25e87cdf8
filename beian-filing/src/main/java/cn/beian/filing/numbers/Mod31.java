package cn.beian.filing.numbers;

/** The check of GB 32100-2015: 31 characters, weights 3^i mod 31 over the first 17. */
final class Mod31 {
  /** The digits and the capital letters without I, O, S, V, Z, in order of their value. */
  static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";

  static final int BODY_LENGTH = 17;

  private Mod31() {}

  /** Remainder 0 gives {@code '0'}: 31 - 0 is not a value of the alphabet. */
  static char check(String body) {
    if (body.length() != BODY_LENGTH) {
      throw new IllegalArgumentException("expected 17 characters, found " + body.length());
    }
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < BODY_LENGTH; i++) {
      int value = ALPHABET.indexOf(body.charAt(i));
      if (value < 0) {
        throw new IllegalArgumentException("not of GB 32100 at position " + (i + 1) + ": " + body);
      }
      sum += value * weight;
      weight = weight * 3 % 31;
    }
    return ALPHABET.charAt((31 - sum % 31) % 31);
  }

  /**
   * The character of the alphabet that a forbidden letter is usually confused with, or "" if there
   * is none.
   */
  static String lookalike(char c) {
    return switch (c) {
      case 'O' -> "0";
      case 'I' -> "1";
      case 'Z' -> "2";
      case 'S' -> "5";
      case 'V' -> "U";
      default -> "";
    };
  }
}
