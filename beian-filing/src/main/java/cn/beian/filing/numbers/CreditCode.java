package cn.beian.filing.numbers;

import java.util.ArrayList;
import java.util.List;

/**
 * Unified social credit code (统一社会信用代码), GB 32100-2015: 18 characters, the last one a mod-31 check.
 *
 * @param value 18 characters of the alphabet 0-9 A-Z without I, O, S, V, Z
 */
public record CreditCode(String value) {
  private static final int LENGTH = 18;

  /**
   * @throws IllegalArgumentException if the value is not exactly a code; use {@link #read} for user
   *     input
   */
  public CreditCode {
    List<Defect> defects = defects(value);
    if (!defects.isEmpty()) {
      throw new IllegalArgumentException("'" + value + "': " + defects);
    }
  }

  /**
   * Reads user input: accepts full width, lower case, blanks and hyphens; reports all other
   * defects.
   */
  public static Reading<CreditCode> read(String input) {
    return Reading.of(Folding.compact(input), CreditCode::defects, CreditCode::new);
  }

  /**
   * The check character for the first 17 characters.
   *
   * @throws IllegalArgumentException if there are not 17, or one is not in the alphabet
   */
  public static char checkCharacter(String first17) {
    return Mod31.check(first17);
  }

  private static List<Defect> defects(String code) {
    if (code.isEmpty()) {
      return List.of(new Defect(Defect.Reason.EMPTY, 0, "", String.valueOf(LENGTH)));
    }
    List<Defect> defects = new ArrayList<>();
    if (code.length() != LENGTH) {
      defects.add(
          new Defect(
              Defect.Reason.LENGTH, 0, String.valueOf(code.length()), String.valueOf(LENGTH)));
    }
    for (int i = 0; i < Math.min(code.length(), LENGTH); i++) {
      char c = code.charAt(i);
      boolean divisionDigit = i >= 2 && i < 8;
      if (divisionDigit ? !Folding.isDigit(c) : Mod31.ALPHABET.indexOf(c) < 0) {
        String expected = Mod31.lookalike(c);
        defects.add(
            new Defect(
                Defect.Reason.CHARACTER,
                i + 1,
                String.valueOf(c),
                !expected.isEmpty() ? expected : divisionDigit ? "0-9" : "0-9 A-Z - I O S V Z"));
      }
    }
    if (defects.isEmpty()) {
      char expected = Mod31.check(code.substring(0, Mod31.BODY_LENGTH));
      char found = code.charAt(LENGTH - 1);
      if (found != expected) {
        defects.add(
            new Defect(
                Defect.Reason.CHECK, LENGTH, String.valueOf(found), String.valueOf(expected)));
      }
    }
    return defects;
  }

  @Override
  public String toString() {
    return value;
  }
}
