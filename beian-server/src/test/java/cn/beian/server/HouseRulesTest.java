package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules of the house that no page and no call shows. That reading writes nothing is shown by {@link
 * GetsWriteNothing}, that PublicLedger alone appends and PackageIntake alone takes packages by the
 * ArchitectureTest of the command line.
 */
class HouseRulesTest {
  private static final String WRITES =
      "(?i)\\b(?:insert\\s+into|merge\\s+into|update|delete\\s+from|copy)\\s+"
          + "(?:only\\s+)?(?:public\\.)?\"?%s\\b";

  private static final Pattern TAG = Pattern.compile("<[a-z:]+\\b(?:[^>\"]|\"[^\"]*\")*>");

  private static final Pattern FRAGMENT = Pattern.compile("th:fragment=\"(\\w+)");

  /** A parameter that is given by its place; those by name come one by one or as a map. */
  private static final Pattern BY_PLACE =
      Pattern.compile("\\.param\\(\\s*[^\"\\s]|\\.params\\((?!(?:values|parameters|columns)\\))");

  /** Tables that are written in one place, and once by a migration. */
  private static final Map<String, List<String>> ONLY_WRITERS =
      Map.of(
          "package_upload", List.of("PackageStore.java"),
          "ledger_entry", List.of("JdbcLedgerStorage.java"),
          "ledger_checkpoint", List.of("JdbcLedgerStorage.java"),
          "filing_revision",
              List.of(
                  "RevisionLog.java",
                  "V202611280400__apps.sql",
                  "V202611280570__official_numbers_of_revisions.sql"),
          "audit_entry", List.of("AuditChainStore.java", "V202611271220__audit_chain.sql"),
          "user_account",
              List.of(
                  "Accounts.java",
                  "PersonalDataStore.java", // how a person can be reached, sealed
                  "RoleHoldingStore.java", // since when a link gave the password
                  "V202611280410__first_links.sql",
                  "V202612020130__newly_given_roles.sql"),
          "account_totp", List.of("PersonalDataStore.java"));

  private static boolean writes(String table, String source) {
    return Pattern.compile(WRITES.formatted(table))
        .matcher(source.replaceAll("\"\\s*\\+\\s*\"", "")) // texts in several pieces are one
        .find();
  }

  @Test
  void tablesOfOnePlace_areWrittenThereAlone() throws IOException {
    Map<String, TreeSet<String>> writers = new TreeMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      List<Path> sources =
          files.filter(one -> one.toString().matches(".*\\.(?:java|sql|html)")).toList();
      assertThat(sources).hasSizeGreaterThan(300);
      for (Path file : sources) {
        String source = Files.readString(file);
        for (String table : ONLY_WRITERS.keySet()) {
          if (writes(table, source)) {
            writers
                .computeIfAbsent(table, unused -> new TreeSet<>())
                .add(file.getFileName().toString());
          }
        }
      }
    }
    assertThat(writers).containsOnlyKeys(ONLY_WRITERS.keySet());
    writers.forEach(
        (table, files) ->
            assertThat(files).as(table).containsExactlyElementsOf(ONLY_WRITERS.get(table)));
  }

  /** The gate bites. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc.sql(\"insert into package_upload (id) values (?)\")",
        "\"INSERT INTO\"\n    + \" package_upload (id)\"",
        "\"\"\"\n  update package_upload\n  set app_id = ''\"\"\"",
        "delete from public.package_upload"
      })
  void planted_writer_isSeen(String source) {
    assertThat(writes("package_upload", source)).isTrue();
    assertThat(writes("audit_entry", source)).isFalse();
  }

  @Test
  void parametersOfStatements_haveNames() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (!file.endsWith("RecordClient.java") // which passes on what it is given
            && BY_PLACE.matcher(Files.readString(file)).find()) {
          found.add(file.getFileName().toString());
        }
      }
    }
    assertThat(found).isEmpty();
  }

  /** The gate bites. */
  @ParameterizedTest
  @ValueSource(strings = {".param(id)", ".params(id, name)", ".param(\n  id)"})
  void planted_parameterByPlace_isSeen(String source) {
    assertThat(BY_PLACE.matcher(source).find()).isTrue();
  }

  /** Who replaces a tag by a fragment does so before he asks whether: the condition is lost. */
  @Test
  void templates_askWhether_beforeATagIsReplaced() throws IOException {
    TreeSet<String> lost = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path template : files.filter(one -> one.toString().endsWith(".html")).toList()) {
        TAG.matcher(Files.readString(template))
            .results()
            .map(MatchResult::group)
            .filter(HouseRulesTest::losesItsCondition)
            .forEach(tag -> lost.add(template.getFileName() + " " + tag));
      }
    }
    assertThat(lost).isEmpty();
  }

  private static boolean losesItsCondition(String tag) {
    return tag.contains("th:replace=")
        && Stream.of("th:if=", "th:unless=", "th:each=").anyMatch(tag::contains);
  }

  /** The gate bites. */
  @Test
  void planted_conditionBesideReplace_isSeen() {
    assertThat(losesItsCondition("<p th:if=\"${a}\" th:replace=\"~{b :: c}\">")).isTrue();
  }

  /** A difference has to be readable. Lines end inside tags, where white space means nothing. */
  @Test
  void templates_haveNoLineOverAHundredAndForty() throws IOException {
    TreeSet<String> wide = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      List<Path> templates = files.filter(one -> one.toString().endsWith(".html")).toList();
      assertThat(templates).hasSizeGreaterThan(60);
      for (Path template : templates) {
        if (Files.readString(template).lines().anyMatch(line -> line.length() > 140)) {
          wide.add(String.valueOf(template.getFileName()));
        }
      }
    }
    assertThat(wide).isEmpty();
  }

  /** A fragment is also found by the name of an element: such a name would insert those, too. */
  @Test
  void fragments_areNotNamedLikeAnElementOfTheirFile() throws IOException {
    List<String> doubled = new ArrayList<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/resources/templates"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".html")).toList()) {
        String source = Files.readString(file);
        FRAGMENT
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .filter(name -> Pattern.compile("<" + name + "[\\s>]").matcher(source).find())
            .forEach(name -> doubled.add(file.getFileName() + " :: " + name));
      }
    }
    assertThat(doubled).isEmpty();
  }
}
