package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The output shown in README is the program's real output. */
class ReadmeTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(
          "```\n\\$ \\./beian inspect docs/examples/patrol[^\n]*\n(.*?)\n…[^\n]*\n```",
          Pattern.DOTALL);

  @ParameterizedTest
  @CsvSource({"README.md, en", "README.zh.md, zh"})
  void example_isTheBeginningOfWhatIsPrinted(String document, String language) throws IOException {
    Matcher shown = EXAMPLE.matcher(Files.readString(Run.project(document)));
    assertThat(shown.find()).isTrue();
    Run run =
        Run.of(
            "inspect",
            Run.project("docs/examples/patrol"),
            "--declared",
            Run.project("docs/examples/declared.json"),
            "--lang",
            language);
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out()).startsWith(shown.group(1));
  }
}
