package cn.beian.cli;

import cn.beian.facts.VisibleText;
import cn.beian.rules.book.RulebookException;
import cn.beian.rules.source.RulebookSource;
import cn.beian.rules.source.SampleCoverage;
import cn.beian.rules.source.SampleCoverageJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Prints the parts of rules that no sample covers. */
final class SampleCoverageText {
  /** Output format. */
  enum Format {
    TEXT,
    JSON
  }

  private final Console console;
  private final Path folder;

  SampleCoverageText(Console console, Path folder) {
    this.console = console;
    this.folder = folder;
  }

  /**
   * Prints the result; exit code 1 if any part is not covered.
   *
   * @param which rules or groups; empty for all
   */
  int print(List<String> which, Format format)
      throws IOException, InputException, RulebookException {
    List<SampleCoverage> rules =
        RulebookSource.coverage(folder, id -> which.isEmpty() || isNamed(id, which));
    if (rules.isEmpty()) {
      throw new InputException(ExitCode.USAGE, "rule.unknown", String.join(",", which));
    }
    if (format == Format.JSON) {
      ByteArrayOutputStream json = new ByteArrayOutputStream();
      SampleCoverageJson.write(RulebookSource.withoutSamples(folder).version(), rules, json);
      console.write(json.toString(StandardCharsets.UTF_8));
    } else {
      console.write(text(rules));
    }
    return rules.stream().allMatch(rule -> rule.unguarded().isEmpty())
        ? ExitCode.PASSED
        : ExitCode.BLOCKED;
  }

  private static boolean isNamed(String id, List<String> which) {
    String group = id.substring(0, id.indexOf('-'));
    return which.stream()
        .map(name -> name.toUpperCase(Locale.ROOT))
        .anyMatch(name -> name.equals(id) || name.equals(group));
  }

  private String text(List<SampleCoverage> rules) {
    StringBuilder text = new StringBuilder();
    for (SampleCoverage rule : rules) {
      if (!rule.unguarded().isEmpty()) {
        text.append(
                console.text(
                    "rules.coverage.some", rule.ruleId(), rule.unguarded().size(), rule.parts()))
            .append('\n');
        rule.unguarded()
            .forEach(
                part ->
                    text.append("  ")
                        .append(part.where())
                        .append("  ")
                        .append(part.section())
                        .append("  ")
                        .append(VisibleText.of(part.text()))
                        .append('\n'));
      }
    }
    int parts = rules.stream().mapToInt(SampleCoverage::parts).sum();
    int unguarded = rules.stream().mapToInt(rule -> rule.unguarded().size()).sum();
    return text.append(console.text("rules.coverage.all", rules.size(), parts, unguarded))
        .append('\n')
        .toString();
  }
}
