package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.rules.evaluation.Evaluation;
import cn.beian.rules.evaluation.Evaluation.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The ruling of every rule on every real package and every labelled project, declared so that most
 * rules block, stored as data: a changed rule is a visible change of {@code src/test/ruling}.
 * Regenerate with {@code -Druling.write=true}; review the difference before committing it.
 */
@Tag("once")
class RulingTest {
  private static final Path CORPUS = Run.project("../shared/corpus");

  @Test
  void every_package_isRuledAsBefore() throws IOException {
    assumeTrue(Files.isDirectory(CORPUS), "absent: ../shared/corpus");
    SortedSet<String> lines = new TreeSet<>();
    SortedMap<String, List<Double>> undetermined = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(CORPUS.resolve("packages"))) {
      for (Path file : tree.filter(Files::isRegularFile).sorted().toList()) {
        facts(file)
            .ifPresent(
                facts -> {
                  List<Finding> findings = findings(facts);
                  lines.add(facts.header().sha256() + ruling(findings));
                  sorts(facts)
                      .forEach(
                          sort ->
                              undetermined
                                  .computeIfAbsent(sort, f -> new ArrayList<>())
                                  .add(undetermined(findings)));
                });
      }
    }
    assertRuled("packages.tsv", lines);
    SortedSet<String> shares = new TreeSet<>();
    undetermined.forEach((format, of) -> shares.add(format + share(of)));
    assertRuled("shares.tsv", shares);
  }

  /**
   * All projects of a format, and those that have a page: others are samples of a part, or
   * services.
   */
  private static List<String> sorts(FactSet facts) {
    String platform = RuleEngine.platform(facts.header().format());
    boolean pages =
        facts.of(FactKind.COVERAGE).stream()
            .filter(one -> one.text(Field.NAME).equals("pages"))
            .anyMatch(one -> one.number(Field.TOTAL).orElse(0) > 0);
    return pages ? List.of(platform, platform + " with pages") : List.of(platform);
  }

  /** Number of packages, and the share of rules left undetermined: mean, median and maximum. */
  private static String share(List<Double> of) {
    List<Double> sorted = of.stream().sorted().toList();
    return String.format(
        Locale.ROOT,
        "\t%d\t%.1f\t%.1f\t%.1f",
        sorted.size(),
        sorted.stream().mapToDouble(Double::doubleValue).average().orElse(0),
        sorted.get(sorted.size() / 2),
        sorted.get(sorted.size() - 1));
  }

  private static double undetermined(List<Finding> findings) {
    long open = findings.stream().filter(f -> f.outcome() == Outcome.UNDETERMINED).count();
    return 100.0 * open / findings.size();
  }

  /**
   * The projects are fetched by repository and commit; {@code beian.sources} names their folder.
   */
  @Test
  @Tag("sources")
  void every_project_isRuledAsBefore() throws Exception {
    String sources = Objects.requireNonNull(System.getProperty("beian.sources"), "beian.sources");
    SortedSet<String> lines = new TreeSet<>();
    for (String labels : List.of("miniprograms-dev.jsonl", "government-dev.jsonl")) {
      for (Project project : Evaluation.projects(Run.project("labels/" + labels))) {
        Path root = EvaluateCommand.folder(Path.of(sources), project);
        lines.add(
            project.repository()
                + ruling(
                    findings(
                        PackageInspector.inspect(
                            PackageInput.of(List.of(root)), Limits.standard()))));
      }
    }
    assertRuled("projects.tsv", lines);
  }

  /** Empty if it cannot be read, which CorpusTest reports. */
  private static Optional<FactSet> facts(Path file) throws IOException {
    try {
      return Optional.of(
          PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard()));
    } catch (PackageFormatException e) {
      return Optional.empty();
    }
  }

  private static void assertRuled(String name, SortedSet<String> lines) throws IOException {
    Path kept = Run.project("beian-cli/src/test/ruling/" + name);
    if (Boolean.getBoolean("ruling.write")) {
      Files.write(kept, lines, StandardCharsets.UTF_8);
    }
    assertThat(lines).isNotEmpty();
    assertThat(Files.readAllLines(kept, StandardCharsets.UTF_8)).containsExactlyElementsOf(lines);
  }

  private static List<Finding> findings(FactSet facts) {
    return RuleEngine.evaluate(
            facts, EvaluateCommand.STRICTEST, Rulebook.bundled(), EvaluateCommand.AS_OF)
        .findings();
  }

  /** Each violation with grade, effect if it blocks, and the amount of evidence. */
  private static String ruling(List<Finding> findings) {
    return findings.stream()
        .filter(finding -> finding.outcome() == Outcome.VIOLATION)
        .map(RulingTest::cell)
        .collect(Collectors.joining("\t", "\t", ""));
  }

  private static String cell(Finding finding) {
    String grade = finding.grade().map(g -> g.name().toLowerCase(Locale.ROOT)).orElse("");
    String effect = finding.blocks() ? " blocks " : " ";
    return finding.ruleId() + ' ' + grade + effect + finding.evidenceTotal();
  }
}
