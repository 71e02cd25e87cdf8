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
    assertThat(writers).containsExactly("PackageIntake.java");
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
}
