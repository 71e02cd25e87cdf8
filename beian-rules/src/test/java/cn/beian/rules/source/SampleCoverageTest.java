package cn.beian.rules.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The samples of a rule are its specification. Of which parts of rules no sample notices that they
 * are gone is kept in {@code src/test/unguarded.txt}, written anew with {@code
 * -Dunguarded.write=true}: the list may only become shorter.
 */
@Tag("once")
class SampleCoverageTest {
  private static final Path ROOT = Path.of(System.getProperty("beian.root", ".."));
  private static final Path LIST = ROOT.resolve("beian-rules/src/test/unguarded.txt");

  @Test
  void parts_thatNoSampleHolds_areThoseOfTheListAndOfFormAlone() throws Exception {
    List<String> unguarded =
        RulebookSource.coverage(ROOT.resolve("rulebook"), id -> true).stream()
            .flatMap(
                rule ->
                    rule.unguarded().stream()
                        .map(part -> rule.ruleId() + "\t" + part.section() + "\t" + part.text()))
            .toList();
    if (Boolean.getBoolean("unguarded.write")) {
      Files.write(LIST, unguarded, StandardCharsets.UTF_8);
    }
    assertThat(unguarded).containsExactlyElementsOf(Files.readAllLines(LIST));
    assertThat(unguarded).allMatch(line -> line.startsWith("FORM-"));
  }

  @Test
  void branches_ofAPattern_areFoundGroupByGroup() {
    assertThat(without("(?i)^(a|b(c|d)?)$")).containsExactly("(?i)^(b(c|d)?)$", "(?i)^(a)$");
    assertThat(without("x|[|)]y|\\|z")).containsExactly("[|)]y|\\|z", "x|\\|z", "x|[|)]y");
    assertThat(without("a(?:b|(?i)c)d")).containsExactly("a(?:(?i)c)d", "a(?:b)d");
    assertThat(without("[a|b]{1,2}")).isEmpty();
    Matcher inner = Pattern.compile("c\\|").matcher("(?i)^(a|b(c|d)?)$");
    assertThat(inner.find()).isTrue();
    assertThat(RegexBranches.of("(?i)^(a|b(c|d)?)$").get(1).inner())
        .first()
        .satisfies(c -> assertThat(c.from()).isEqualTo(inner.start()));
  }

  private static List<String> without(String regex) {
    return RegexBranches.of(regex).stream().map(branch -> branch.without(regex)).toList();
  }
}
