package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Rules of the house that no page and no call shows. That reading writes nothing is shown by {@link
 * GetsWriteNothing}, that PublicLedger alone appends by the ArchitectureTest of the command line.
 */
class HouseRulesTest {
  private static final Pattern WRITES_PACKAGES =
      Pattern.compile(
          "(?i)\\b(?:insert\\s+into|merge\\s+into|update|delete\\s+from|copy)\\s+"
              + "(?:only\\s+)?(?:public\\.)?\"?package_upload\\b");

  /** A parameter that is given by its place; those by name come one by one or as a map. */
  private static final Pattern BY_PLACE =
      Pattern.compile("\\.param\\(\\s*[^\"\\s]|\\.params\\((?!(?:values|parameters|columns)\\))");

  private static final String INTAKE = "src/main/java/cn/beian/server/intake";

  private static boolean writesPackages(String source) {
    return WRITES_PACKAGES
        .matcher(source.replaceAll("\"\\s*\\+\\s*\"", "")) // texts in several pieces are one
        .find();
  }

  @Test
  void packages_haveOneWayIn() throws IOException {
    TreeSet<String> writers = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      List<Path> sources =
          files.filter(one -> one.toString().matches(".*\\.(?:java|sql|html)")).toList();
      assertThat(sources).hasSizeGreaterThan(300);
      for (Path file : sources) {
        if (writesPackages(Files.readString(file))) {
          writers.add(file.getFileName().toString());
        }
      }
    }
    assertThat(writers).containsExactly("PackageStore.java");
    assertThat(Files.readString(Path.of(INTAKE, "PackageIntake.java"))).contains("store.add(");
    try (Stream<Path> files = Files.list(Path.of(INTAKE))) {
      for (Path file : files.toList()) {
        if (!file.endsWith("PackageIntake.java")) {
          assertThat(Files.readString(file)).as(file.toString()).doesNotContain("packages.add(");
        }
      }
    }
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
  void planted_wayIn_isSeen(String source) {
    assertThat(writesPackages(source)).isTrue();
  }

  @Test
  void parametersOfStatements_haveNames() throws IOException {
    TreeSet<String> found = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        if (BY_PLACE.matcher(Files.readString(file)).find()) {
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
}
