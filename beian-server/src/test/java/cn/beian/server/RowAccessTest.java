package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.ApprovalState;
import cn.beian.filing.states.EndingState;
import cn.beian.filing.states.InquiryState;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.RevocationState;
import cn.beian.filing.states.SupervisionState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rows are records, SQL is in stores and sets of states come from the graph. What does not follow
 * this yet is counted in {@code row-access.properties}: the numbers only fall.
 */
class RowAccessTest {
  private static final Set<String> STATES =
      Stream.of(
              ApplicationState.values(),
              ApprovalState.values(),
              EndingState.values(),
              InquiryState.values(),
              LevelExceptionState.values(),
              RecordState.values(),
              RevocationState.values(),
              SupervisionState.values())
          .flatMap(Stream::of)
          .map(Enum::name)
          .collect(Collectors.toSet());

  /** What is counted, each by its own pattern. */
  private enum Counted {
    ROW_MAPPERS("\\(\\s*row\\s*,\\s*\\w+\\s*\\)\\s*->|ResultSet \\w+, int \\w+\\)"),
    COLUMN_GETTERS(
        "\\.get(?:String|Int|Long|Boolean|Double|Object|Bytes|Array|BigDecimal)\\(\\s*[\"\\d]"
            + "|\\b(?:instant|instantIfAny|uuid|uuidIfAny|dayIfAny|constant)\\(\\s*row,"),
    SQL_OUTSIDE_OF_STORES("(?is)\"\\s*(?:select|insert into|update|delete from|with) \\w"),
    STATE_LITERALS("'[A-Z_]{4,}'");

    private final Pattern pattern;

    Counted(String pattern) {
      this.pattern = Pattern.compile(pattern);
    }

    /** Occurrences in a file; of SQL outside of stores the file itself. */
    long in(String name, String source) {
      return switch (this) {
        case ROW_MAPPERS, COLUMN_GETTERS -> pattern.matcher(source).results().count();
        case SQL_OUTSIDE_OF_STORES ->
            !name.endsWith("Store.java") && pattern.matcher(source).find() ? 1 : 0;
        case STATE_LITERALS ->
            pattern
                .matcher(source)
                .results()
                .filter(one -> STATES.contains(one.group().replace("'", "")))
                .count();
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsStillDoneByHand_onlyFalls(Counted counted) throws IOException {
    List<Path> sources;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      sources =
          files
              .filter(one -> one.toString().endsWith(".java"))
              .filter(one -> !one.endsWith("ColumnValues.java") && !one.endsWith("RecordRows.java"))
              .toList();
    }
    assertThat(sources).hasSizeGreaterThan(300);
    long found = 0;
    for (Path source : sources) {
      found += counted.in(String.valueOf(source.getFileName()), Files.readString(source));
    }
    assertThat(found)
        .as("%s: lower the number in row-access.properties where it has fallen", counted)
        .isLessThanOrEqualTo(allowed(counted));
  }

  private static long allowed(Counted counted) throws IOException {
    Properties numbers = new Properties();
    try (InputStream in =
        Objects.requireNonNull(RowAccessTest.class.getResourceAsStream("/row-access.properties"))) {
      numbers.load(in);
    }
    return Long.parseLong(numbers.getProperty(counted.name()));
  }

  /** The gate bites. */
  @Test
  void planted_isSeen() {
    assertThat(Counted.ROW_MAPPERS.in("A.java", ".query((row, n) -> new A(1))")).isOne();
    assertThat(Counted.ROW_MAPPERS.in("A.java", "A row(ResultSet row, int n) throws")).isOne();
    assertThat(Counted.COLUMN_GETTERS.in("A.java", "row.getString(\"a\"), uuid(row, \"b\")"))
        .isEqualTo(2);
    String sql = "jdbc.sql(\"\"\"\n    select id from app where state = 'FILED' or kind = 'NONE'";
    assertThat(Counted.SQL_OUTSIDE_OF_STORES.in("Apps.java", sql)).isOne();
    assertThat(Counted.SQL_OUTSIDE_OF_STORES.in("AppStore.java", sql)).isZero();
    assertThat(Counted.STATE_LITERALS.in("AppStore.java", sql)).isOne();
  }
}
