package cn.beian.server.identity;

import cn.beian.filing.Messages;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.Reading;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.server.platform.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the cells of a row as a unit: name, credit code, level, kind, division, unit above. */
final class OrganizationRow {
  /** Kind of a unit whose row does not say it. */
  static final OrganizationKind UNKNOWN_KIND = OrganizationKind.OTHER;

  /** How the name of the example in the template begins. */
  private static final List<String> EXAMPLES = List.of("（示例", "(示例", "(example", "（example");

  /** How units write levels and kinds, beside the words that the pages print. */
  private static final Map<String, OrganizationLevel> LEVELS =
      words(
          OrganizationLevel.class,
          Map.of(
              "市级", OrganizationLevel.PREFECTURE,
              "乡镇级", OrganizationLevel.TOWNSHIP,
              "村级", OrganizationLevel.VILLAGE));

  private static final Map<String, OrganizationKind> KINDS =
      words(
          OrganizationKind.class,
          Map.of(
              "事业单位", OrganizationKind.PUBLIC_INSTITUTION,
              "其他", OrganizationKind.OTHER));

  private OrganizationRow() {}

  /**
   * What a row says.
   *
   * @param parent credit code of the unit above, or its name; empty for none
   * @param refused message key of why it cannot be taken; empty for none
   * @param flags message keys of what is doubtful in its cells
   */
  record Wanted(
      int number,
      String name,
      String creditCode,
      boolean codeValid,
      Optional<OrganizationLevel> level,
      Optional<OrganizationKind> kind,
      String division,
      boolean divisionValid,
      String parent,
      String refused,
      List<String> flags) {
    /** The level of most units of such a division. */
    OrganizationLevel usualLevel() {
      return DivisionCode.read(division)
          .value()
          .map(
              code ->
                  switch (code.depth()) {
                    case CENTRAL -> OrganizationLevel.CENTRAL;
                    case PROVINCE -> OrganizationLevel.PROVINCIAL;
                    case PREFECTURE -> OrganizationLevel.PREFECTURE;
                    case COUNTY -> OrganizationLevel.COUNTY;
                  })
          .orElse(OrganizationLevel.COUNTY);
    }

    /** The same with another unit above. */
    Wanted below(String code) {
      return with(code, flags);
    }

    /** The same with one more doubt. */
    Wanted flagged(String flag) {
      return with(parent, Stream.concat(flags.stream(), Stream.of(flag)).toList());
    }

    private Wanted with(String parent, List<String> flags) {
      return new Wanted(
          number,
          name,
          creditCode,
          codeValid,
          level,
          kind,
          division,
          divisionValid,
          parent,
          refused,
          flags);
    }
  }

  static Wanted read(TableRow row) {
    String name = row.cell(0);
    Reading<CreditCode> code = CreditCode.read(row.cell(1));
    boolean divisionValid = DivisionCode.read(row.cell(4)).value().isPresent();
    Optional<OrganizationLevel> level = Optional.ofNullable(LEVELS.get(folded(row.cell(2))));
    Optional<OrganizationKind> kind = Optional.ofNullable(KINDS.get(folded(row.cell(3))));
    List<String> flags = new ArrayList<>();
    flag(flags, code.valid(), code.folded().isEmpty() ? "creditCodeMissing" : "creditCode");
    flag(flags, divisionValid, "division");
    flag(flags, level.isPresent(), "level");
    flag(flags, kind.isPresent(), "kind");
    return new Wanted(
        row.number(),
        name,
        code.folded(),
        code.valid(),
        level,
        kind,
        DivisionCode.read(row.cell(4)).folded(),
        divisionValid,
        parent(row.cell(5)),
        refused(row),
        flags);
  }

  private static String parent(String cell) {
    Reading<CreditCode> code = CreditCode.read(cell);
    return code.valid() ? code.folded() : cell;
  }

  private static String refused(TableRow row) {
    if (!row.problem().isEmpty()) {
      return row.problem();
    }
    String name = row.cell(0).toLowerCase(Locale.ROOT);
    if (!Organizations.names(name)) {
      return "admin.flag.name";
    }
    return EXAMPLES.stream().anyMatch(name::startsWith) ? "admin.flag.example" : "";
  }

  private static void flag(List<String> flags, boolean good, String what) {
    if (!good) {
      flags.add("admin.flag." + what);
    }
  }

  /** Constants by their names in the code, by those that the pages print, and by others. */
  private static <E extends Enum<E>> Map<String, E> words(Class<E> type, Map<String, E> others) {
    Map<String, E> words = new HashMap<>(others);
    for (E constant : type.getEnumConstants()) {
      words.put(folded(constant.name()), constant);
      words.put(folded(Messages.in(Locale.CHINESE).text(constant)), constant);
      words.put(folded(Messages.in(Locale.ENGLISH).text(constant)), constant);
    }
    return Map.copyOf(words);
  }

  /** Case, the kind of bracket, and a space or a stroke between words make no difference. */
  private static String folded(String text) {
    return text.toUpperCase(Locale.ROOT).replace(' ', '_').replace('(', '（').replace(')', '）');
  }
}
