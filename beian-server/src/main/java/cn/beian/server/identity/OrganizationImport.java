package cn.beian.server.identity;

import cn.beian.filing.Messages;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Reads units from a CSV table with the columns name, credit code, level, kind, division, credit
 * code of the unit above; the first line names the columns. UTF-8 or, where that does not decode,
 * GB 18030.
 */
@Service
public class OrganizationImport {
  /** Longest table that is read, in lines. */
  public static final int MOST_LINES = 50_000;

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

  private final Organizations organizations;
  private final Identity identity;

  OrganizationImport(Organizations organizations, Identity identity) {
    this.organizations = organizations;
    this.identity = identity;
  }

  /**
   * Takes every line that names a unit; what is doubtful in it is flagged.
   *
   * @throws RejectedInput when the file is no such table or has more than {@link #MOST_LINES} lines
   */
  @Transactional
  public List<Line> run(byte[] file) {
    List<List<String>> rows = Csv.read(decode(file));
    if (rows.size() < 2 || rows.get(0).size() < 5) {
      throw new RejectedInput(List.of(Problem.of("file", "admin.import.noTable")));
    }
    if (rows.size() > MOST_LINES) {
      throw new RejectedInput(List.of(Problem.of("file", "admin.import.tooLong", MOST_LINES)));
    }
    List<Line> report = new ArrayList<>();
    for (int i = 1; i < rows.size(); i++) {
      report.add(take(i + 1, rows.get(i)));
    }
    return report;
  }

  private Line take(int number, List<String> row) {
    String name = cell(row, 0);
    if (name.isEmpty()) {
      return new Line(number, name, Outcome.REFUSED, List.of("admin.flag.name"));
    }
    List<String> flags = new ArrayList<>();
    if (!CreditCode.read(cell(row, 1)).valid()) {
      flags.add("admin.flag.creditCode");
    }
    Optional<DivisionCode> division = DivisionCode.read(cell(row, 4)).value();
    if (division.isEmpty()) {
      flags.add("admin.flag.division");
    }
    OrganizationLevel level =
        Optional.ofNullable(LEVELS.get(folded(cell(row, 2))))
            .orElseGet(
                () -> {
                  flags.add("admin.flag.level");
                  return division
                      .map(OrganizationImport::usualLevel)
                      .orElse(OrganizationLevel.COUNTY);
                });
    OrganizationKind kind =
        Optional.ofNullable(KINDS.get(folded(cell(row, 3))))
            .orElseGet(
                () -> {
                  flags.add("admin.flag.kind");
                  return OrganizationKind.OTHER;
                });
    Optional<Organization> parent = Optional.empty();
    if (!cell(row, 5).isEmpty()) {
      parent = identity.organizationByCreditCode(CreditCode.read(cell(row, 5)).folded());
      if (parent.isEmpty()) {
        flags.add("admin.flag.parent");
      }
    }
    NewOrganization unit =
        new NewOrganization(
            name,
            cell(row, 1),
            level,
            kind,
            cell(row, 4),
            parent.map(Organization::id).orElse(null),
            Route.of(level));
    if (organizations.same(unit).isPresent()) {
      return new Line(number, name, Outcome.PRESENT, List.of());
    }
    if (identity.organizationByCreditCode(CreditCode.read(cell(row, 1)).folded()).isPresent()) {
      flags.add("admin.flag.codeTaken");
    }
    organizations.accept(unit, flags);
    return new Line(number, name, flags.isEmpty() ? Outcome.TAKEN : Outcome.FLAGGED, flags);
  }

  private static OrganizationLevel usualLevel(DivisionCode division) {
    return switch (division.depth()) {
      case CENTRAL -> OrganizationLevel.CENTRAL;
      case PROVINCE -> OrganizationLevel.PROVINCIAL;
      case PREFECTURE -> OrganizationLevel.PREFECTURE;
      case COUNTY -> OrganizationLevel.COUNTY;
    };
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

  private static String cell(List<String> row, int column) {
    return column < row.size() ? row.get(column).strip() : "";
  }

  private static String decode(byte[] file) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      text = new String(file, Charset.forName("GB18030"));
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** What became of a line. */
  public enum Outcome {
    /** Taken, clean. */
    TAKEN,
    /** Taken, with doubts. */
    FLAGGED,
    /** A unit of this name and code was there. */
    PRESENT,
    /** Not taken. */
    REFUSED
  }

  /**
   * One line of the report.
   *
   * @param number line in the file, from 1
   * @param flags message keys
   */
  public record Line(int number, String name, Outcome outcome, List<String> flags) {
    public Line {
      flags = List.copyOf(flags);
    }
  }
}
