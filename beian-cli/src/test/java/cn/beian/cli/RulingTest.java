package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.FactSet;
import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.rules.Context;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.RuleEngine;
import cn.beian.rules.Rulebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every rule says of every real package, kept as data: a changed rule is a visible change of
 * {@code src/test/ruling/packages.tsv}. Written anew with {@code -Druling.write=true}; read the
 * difference before it is committed.
 */
class RulingTest {
  private static final Path PACKAGES = Run.project("../shared/corpus/packages");
  private static final Path RULING = Run.project("beian-cli/src/test/ruling/packages.tsv");
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  @Test
  void every_package_isRuledAsBefore() throws IOException {
    assumeTrue(Files.isDirectory(PACKAGES), "absent: ../shared/corpus");
    TreeSet<String> lines = new TreeSet<>();
    TreeSet<Path> refused = new TreeSet<>();
    try (Stream<Path> tree = Files.walk(PACKAGES)) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        try {
          lines.add(
              line(PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard())));
        } catch (PackageFormatException e) {
          refused.add(file); // told by CorpusTest
        }
      }
    }
    if (Boolean.getBoolean("ruling.write")) {
      Files.createDirectories(RULING.getParent());
      Files.write(RULING, lines, StandardCharsets.UTF_8);
    }
    assertThat(lines).hasSizeGreaterThan(refused.size());
    assertThat(Files.readAllLines(RULING, StandardCharsets.UTF_8)).containsExactlyElementsOf(lines);
  }

  /** Digest, then each violation with its grade and how much evidence there is. */
  private static String line(FactSet facts) {
    return facts.header().sha256()
        + RuleEngine.evaluate(facts, Context.EMPTY, Rulebook.bundled(), AS_OF).findings().stream()
            .filter(finding -> finding.outcome() == Outcome.VIOLATION)
            .map(RulingTest::cell)
            .collect(Collectors.joining("\t", "\t", ""));
  }

  private static String cell(Finding finding) {
    String grade = finding.grade().map(g -> g.name().toLowerCase(Locale.ROOT)).orElse("");
    return finding.ruleId() + ' ' + grade + ' ' + finding.evidenceTotal();
  }
}
