package cn.beian.server.inventory;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.policies.AppForm;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.TableRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a row of an inventory says of an app.
 *
 * @param form absent where the row does not say it in words that are known
 * @param platform as records name it: {@code android}, {@code wechat} …; empty where the row names
 *     none or several, which then stand with where it is offered
 * @param identity package name or AppID; may be empty
 * @param unitCode folded; empty where the row has none that can be read
 * @param refusals message keys of all that keeps it from being taken; empty for a good row
 */
record InventoryRow(
    TableRow row,
    String name,
    Optional<AppForm> form,
    String platform,
    String identity,
    String unitName,
    String unitCode,
    Optional<LocalDate> onlineSince,
    String offered,
    String note,
    List<String> refusals) {
  /** No app of an organ was online before. */
  private static final LocalDate EARLIEST = LocalDate.of(2000, 1, 1);

  /** Day 0 of the days that spreadsheets count. */
  private static final LocalDate DAY_ZERO = LocalDate.of(1899, 12, 30);

  private static final int LONGEST_NAME = 200;
  private static final Pattern DAY =
      Pattern.compile("(\\d{4})[-/.年](\\d{1,2})[-/.月](\\d{1,2})日?(?:[ T].*)?");

  /** Characters that nobody sees, or that turn the direction of writing. */
  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cn}]");

  /** A tag of a web page: the cell was not copied as text, or somebody tries something. */
  private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z/!?]");

  private static final Pattern COMPACT_DAY = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern SERIAL = Pattern.compile("[34567]\\d{4}(?:\\.\\d+)?");

  private static final List<String> EXAMPLES = List.of("（示例", "(示例", "(example", "（example");

  /** Refusals with which nothing that the row says of a unit is to be looked up. */
  private static final Set<String> WITHOUT_UNIT =
      Set.of(
          TableRow.FORMULA,
          TableRow.CELL,
          MappedTable.TOTAL,
          MappedTable.NOTE,
          "admin.flag.example");

  /** Beginning of the message keys of what is wrong with a credit code. */
  static final String CODE = "inventory.refused.code.";

  static InventoryRow read(TableRow row, LocalDate today) {
    Optional<LocalDate> online = day(row.cell(6));
    FormWords words = FormWords.read(row.cell(1), row.cell(2), row.cell(3));
    String offered =
        words.platforms().size() > 1
            ? String.join(
                " ",
                List.of(row.cell(7), String.join("、", words.written())).stream()
                    .filter(one -> !one.isEmpty())
                    .toList())
            : row.cell(7);
    return new InventoryRow(
        row,
        row.cell(0),
        words.form(),
        words.platforms().size() == 1 ? words.platforms().get(0) : "",
        row.cell(3),
        row.cell(4),
        CreditCode.read(row.cell(5)).folded(),
        online,
        offered,
        row.cell(8),
        refusals(row, words, online, today));
  }

  /** Everything that is wrong with a row, in the order of its cells. */
  private static List<String> refusals(
      TableRow row, FormWords words, Optional<LocalDate> online, LocalDate today) {
    if (!row.problem().isEmpty()) {
      return List.of(row.problem());
    }
    if (row.cells().stream().anyMatch(cell -> cell.startsWith("="))) {
      return List.of(TableRow.FORMULA); // written as text, such as in a table that was sent back
    }
    if (EXAMPLES.stream().anyMatch(row.cell(0).toLowerCase(Locale.ROOT)::startsWith)) {
      return List.of("admin.flag.example");
    }
    List<String> found = new ArrayList<>();
    if (row.cell(0).isEmpty()) {
      found.add("inventory.refused.name");
    }
    if (UNSEEN.matcher(row.cell(0) + row.cell(3) + row.cell(4)).find()) {
      found.add("inventory.refused.characters");
    }
    if (row.cell(0).length() > LONGEST_NAME || row.cell(3).length() > LONGEST_NAME) {
      found.add("inventory.refused.long");
    }
    if (words.form().isEmpty()) {
      found.add(words.several() ? "inventory.refused.forms" : "inventory.refused.form");
    }
    if (row.cell(3).chars().anyMatch(Character::isWhitespace)) {
      found.add("inventory.refused.identity");
    }
    if (!row.cell(5).isEmpty()) {
      CreditCode.read(row.cell(5)).defects().stream()
          .map(one -> CODE + one.reason())
          .distinct()
          .forEach(found::add);
    }
    if (!row.cell(6).isEmpty() && online.isEmpty()) {
      found.add("inventory.refused.day");
    }
    if (online.filter(day -> day.isAfter(today)).isPresent()) {
      found.add("inventory.refused.future");
    }
    if (online.filter(day -> day.isBefore(EARLIEST)).isPresent()) {
      found.add("inventory.refused.early");
    }
    return List.copyOf(found);
  }

  /** Whether its name holds a tag of a web page, which is looked at before it is an app. */
  boolean markup() {
    return MARKUP.matcher(name).find();
  }

  /** Whether nothing in it is wrong by itself. */
  boolean good() {
    return refusals.isEmpty();
  }

  /** A day as people and spreadsheets write it. */
  private static Optional<LocalDate> day(String cell) {
    Matcher written = DAY.matcher(cell);
    Matcher compact = COMPACT_DAY.matcher(cell);
    try {
      if (written.matches()) {
        return Optional.of(day(written));
      }
      if (compact.matches()) {
        return Optional.of(day(compact));
      }
      return SERIAL.matcher(cell).matches()
          ? Optional.of(DAY_ZERO.plusDays((long) Double.parseDouble(cell)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty(); // such as the 31st of June
    }
  }

  private static LocalDate day(Matcher parts) {
    return LocalDate.of(
        Integer.parseInt(parts.group(1)),
        Integer.parseInt(parts.group(2)),
        Integer.parseInt(parts.group(3)));
  }

  /** Whether it names a unit, known or not, in a way that can be looked up. */
  boolean namesUnit() {
    return (!unitName.isEmpty() || !unitCode.isEmpty())
        && refusals.stream().noneMatch(one -> one.startsWith(CODE) || WITHOUT_UNIT.contains(one));
  }
}
