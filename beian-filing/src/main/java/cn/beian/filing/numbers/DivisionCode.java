package cn.beian.filing.numbers;

import java.util.ArrayList;
import java.util.List;

/**
 * Code of an administrative division, GB/T 2260: six digits in pairs of province, prefecture,
 * county; {@code 100000} is the central level. Does not check whether the division exists; that is
 * a matter of data.
 *
 * @param value six digits
 */
public record DivisionCode(String value) {
  private static final int LENGTH = 6;
  private static final String CENTRAL_VALUE = "100000";
  private static final String CHONGQING = "50";

  /** The central level; it covers every division. */
  public static final DivisionCode CENTRAL = new DivisionCode(CENTRAL_VALUE);

  /** First two digits of the codes of GB/T 2260, the central level first. */
  public static final List<String> REGIONS =
      List.of(
          "10", "11", "12", "13", "14", "15", "21", "22", "23", "31", "32", "33", "34", "35", "36",
          "37", "41", "42", "43", "44", "45", "46", "50", "51", "52", "53", "54", "61", "62", "63",
          "64", "65", "66", "71", "81", "82");

  /** The level of a code. */
  public enum Depth {
    /** The whole country. */
    CENTRAL,
    /** Province, autonomous region, municipality. */
    PROVINCE,
    /** Prefecture or city. */
    PREFECTURE,
    /** County or district. */
    COUNTY
  }

  /**
   * @throws IllegalArgumentException if the value is not a valid code
   */
  public DivisionCode {
    List<Defect> defects = defects(value);
    if (!defects.isEmpty()) {
      throw new IllegalArgumentException("'" + value + "': " + defects);
    }
  }

  /** Reads user input: accepts full width and blanks. */
  public static Reading<DivisionCode> read(String input) {
    return Reading.of(Folding.compact(input), DivisionCode::defects, DivisionCode::new);
  }

  /** The level, from the pairs that are used. */
  public Depth depth() {
    if (value.equals(CENTRAL_VALUE)) {
      return Depth.CENTRAL;
    }
    if (value.endsWith("0000")) {
      return Depth.PROVINCE;
    }
    return value.endsWith("00") ? Depth.PREFECTURE : Depth.COUNTY;
  }

  /** The province that contains this division; itself for the central level. */
  public DivisionCode province() {
    return depth() == Depth.CENTRAL ? this : new DivisionCode(value.substring(0, 2) + "0000");
  }

  /**
   * The prefecture that contains this division; itself if it is a province or the central level.
   */
  public DivisionCode prefecture() {
    return depth() == Depth.COUNTY ? new DivisionCode(value.substring(0, 4) + "00") : this;
  }

  /** Whether {@code other} is this division or inside it. */
  public boolean covers(DivisionCode other) {
    return other.value.startsWith(prefix());
  }

  /** The common prefix of the codes of exactly the divisions that this one covers. */
  public String prefix() {
    return switch (depth()) {
      case CENTRAL -> "";
      case PROVINCE -> value.substring(0, 2);
      case PREFECTURE -> value.substring(0, 4);
      case COUNTY -> value;
    };
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
      if (!Folding.isDigit(code.charAt(i))) {
        defects.add(
            new Defect(Defect.Reason.CHARACTER, i + 1, String.valueOf(code.charAt(i)), "0-9"));
      }
    }
    if (defects.isEmpty() && !code.equals(CENTRAL_VALUE) && !wellFormed(code)) {
      defects.add(new Defect(Defect.Reason.DIVISION, 1, code, ""));
    }
    return defects;
  }

  /**
   * Regions are 1 to 8 and provinces within them start at 1, except Chongqing, which is 50; a
   * county number requires a prefecture number before it.
   */
  private static boolean wellFormed(String code) {
    return code.charAt(0) >= '1'
        && code.charAt(0) <= '8'
        && (code.charAt(1) != '0' || code.startsWith(CHONGQING))
        && !(code.startsWith("00", 2) && !code.endsWith("00"));
  }

  @Override
  public String toString() {
    return value;
  }
}
