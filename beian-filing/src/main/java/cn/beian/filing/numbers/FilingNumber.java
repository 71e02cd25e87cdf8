package cn.beian.filing.numbers;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Our working filing number {@code ZW-<kind>-<division 6>-<year 4>-<serial 6>-<check>}. The check
 * character is that of GB 32100 over the 17 characters between {@code ZW} and itself. Serials are
 * national, per year, and never reused.
 *
 * @param kind what the number covers
 * @param division of the sponsor
 * @param year 2026 to 9999
 * @param serial 1 to 999999
 */
public record FilingNumber(NumberKind kind, DivisionCode division, int year, int serial) {
  /** The first year of filing. */
  public static final int FIRST_YEAR = 2026;

  /** The largest serial of a year. */
  public static final int LAST_SERIAL = 999_999;

  private static final String PREFIX = "ZW";
  private static final int COMPACT_LENGTH = 20;
  private static final Pattern SHAPE = Pattern.compile("ZW-.-.{6}-.{4}-.{6}-.");

  /**
   * Up to four separators between any two characters: a number may be broken over lines, but not
   * over a page.
   */
  private static final Pattern IN_TEXT =
      Pattern.compile(
          "(?<![A-Z0-9])Z_W_[AXKY](?:_[0-9]){16}_[0-9A-Z](?![A-Z0-9])".replace("_", "[ \\-]{0,4}"));

  /**
   * @throws IllegalArgumentException if year or serial is out of range
   */
  public FilingNumber {
    if (year < FIRST_YEAR || year > 9999) {
      throw new IllegalArgumentException("year: expected 2026 to 9999, found " + year);
    }
    if (serial < 1 || serial > LAST_SERIAL) {
      throw new IllegalArgumentException("serial: expected 1 to 999999, found " + serial);
    }
  }

  /**
   * Creates the number for a serial.
   *
   * @throws IllegalArgumentException if year or serial is out of range
   */
  public static FilingNumber mint(NumberKind kind, DivisionCode division, int year, int serial) {
    return new FilingNumber(kind, division, year, serial);
  }

  /** Reads exactly the written form, for input from programs. */
  public static Reading<FilingNumber> parse(String number) {
    if (!SHAPE.matcher(number).matches()) {
      List<Defect> defects = new ArrayList<>(read(number).defects());
      if (defects.isEmpty()) {
        defects.add(
            new Defect(Defect.Reason.SEPARATOR, 0, number, read(number).orThrow().toString()));
      }
      return Reading.broken(number, defects);
    }
    return readCompact(number, number.replace("-", ""));
  }

  /** Reads user input: accepts full width, lower case, blanks, and missing or other hyphens. */
  public static Reading<FilingNumber> read(String input) {
    String compact = Folding.compact(input);
    return readCompact(compact, compact);
  }

  /**
   * Finds the numbers in a text of an app, in order, ignoring width, case, blanks, line breaks and
   * kinds of hyphen. A match with a wrong check character is returned with its defects, so that a
   * misprint can be reported.
   */
  public static List<Sighting> foundIn(String text) {
    Matcher matcher = IN_TEXT.matcher(Folding.fold(text));
    List<Sighting> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(new Sighting(matcher.start(), matcher.end(), read(matcher.group())));
    }
    return List.copyOf(found);
  }

  /**
   * A number found in a text.
   *
   * @param start index of its first character
   * @param end index after its last character
   * @param reading the number, or what is wrong with it
   */
  public record Sighting(int start, int end, Reading<FilingNumber> reading) {}

  /** The check character. */
  public char check() {
    return Mod31.check(body());
  }

  private String body() {
    return kind.letter() + division.value() + year + padded(serial);
  }

  private static String padded(int serial) {
    String digits = Integer.toString(serial);
    return "0".repeat(6 - digits.length()) + digits;
  }

  private static Reading<FilingNumber> readCompact(String folded, String compact) {
    if (compact.isEmpty()) {
      return Reading.broken(
          folded, List.of(new Defect(Defect.Reason.EMPTY, 0, "", "ZW-A-330000-2026-000123-P")));
    }
    List<Defect> defects = new ArrayList<>();
    if (!compact.startsWith(PREFIX)) {
      defects.add(
          new Defect(
              Defect.Reason.PREFIX,
              1,
              compact.substring(0, Math.min(2, compact.length())),
              PREFIX));
    }
    if (compact.length() != COMPACT_LENGTH) {
      defects.add(
          new Defect(
              Defect.Reason.LENGTH,
              0,
              String.valueOf(compact.length()),
              String.valueOf(COMPACT_LENGTH)));
      return Reading.broken(folded, defects);
    }
    if (NumberKind.of(compact.charAt(2)).isEmpty()) {
      defects.add(character(compact, 2, "A X K Y"));
    }
    for (int i = 3; i < COMPACT_LENGTH - 1; i++) {
      if (!Folding.isDigit(compact.charAt(i))) {
        String lookalike = Mod31.lookalike(compact.charAt(i));
        defects.add(character(compact, i, lookalike.isEmpty() ? "0-9" : lookalike));
      }
    }
    if (!defects.isEmpty()) {
      return Reading.broken(folded, defects);
    }
    char check = Mod31.check(compact.substring(2, COMPACT_LENGTH - 1));
    if (compact.charAt(COMPACT_LENGTH - 1) != check) {
      // Any other character may be the mistyped one, so ranges are not checked as well.
      return Reading.broken(
          folded,
          List.of(
              new Defect(
                  Defect.Reason.CHECK,
                  COMPACT_LENGTH,
                  compact.substring(COMPACT_LENGTH - 1),
                  String.valueOf(check))));
    }
    return ranged(folded, compact);
  }

  private static Reading<FilingNumber> ranged(String folded, String compact) {
    List<Defect> defects = new ArrayList<>();
    Reading<DivisionCode> division = DivisionCode.read(compact.substring(3, 9));
    if (!division.valid()) {
      defects.add(new Defect(Defect.Reason.DIVISION, 4, compact.substring(3, 9), ""));
    }
    int year = Integer.parseInt(compact.substring(9, 13));
    if (year < FIRST_YEAR) {
      defects.add(new Defect(Defect.Reason.RANGE, 10, compact.substring(9, 13), "2026-9999"));
    }
    int serial = Integer.parseInt(compact.substring(13, 19));
    if (serial < 1) {
      defects.add(new Defect(Defect.Reason.RANGE, 14, compact.substring(13, 19), "000001-999999"));
    }
    return defects.isEmpty()
        ? Reading.of(
            folded,
            new FilingNumber(
                NumberKind.of(compact.charAt(2)).orElseThrow(), division.orThrow(), year, serial))
        : Reading.broken(folded, defects);
  }

  private static Defect character(String compact, int index, String expected) {
    return new Defect(
        Defect.Reason.CHARACTER, index + 1, compact.substring(index, index + 1), expected);
  }

  /** The written form. */
  @Override
  public String toString() {
    return PREFIX
        + "-"
        + kind.letter()
        + "-"
        + division
        + "-"
        + year
        + "-"
        + padded(serial)
        + "-"
        + check();
  }
}
