package cn.beian.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The two kinds of change are called as the glossary calls them, in all texts of all modules. */
class TermsOfChangesTest {
  private static final Path ROOT = Path.of(System.getProperty("beian.root", ".."));

  /** Other names of 变更备案 and 重大功能变更 that stood on pages, letters and notices. */
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.of(
          "zh",
          List.of("信息变更", "重大变更", "重大功能变化", "重新备案（重大"),
          "en",
          List.of(
              "change filing",
              "filing of a change",
              "filing of a major",
              "major change",
              "re-filing (",
              "=information changed"));

  @Test
  void changeOfInformation_andMajorFunctionalChange_haveOneNameEach() throws IOException {
    List<String> others = new ArrayList<>();
    int read = 0;
    for (Path file : texts()) {
      String language = file.toString().endsWith("_zh.properties") ? "zh" : "en";
      for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
        read++;
        String folded = line.toLowerCase(Locale.ROOT);
        OTHER_NAMES.getOrDefault(language, List.of()).stream()
            .filter(folded::contains)
            .forEach(name -> others.add(file.getFileName() + ": " + line));
      }
    }
    assertThat(read).isGreaterThan(5000);
    assertThat(others).isEmpty();
  }

  @Test
  void glossary_callsThemSo() throws IOException {
    assertThat(Files.readString(ROOT.resolve("docs/design/glossary.md")))
        .contains("| 变更备案 · 重大功能变更 | change of information · major functional change |");
  }

  private static List<Path> texts() throws IOException {
    List<Path> texts = new ArrayList<>();
    for (String module : List.of("cli", "filing", "report", "rules", "server")) {
      try (Stream<Path> files =
          Files.walk(ROOT.resolve("beian-" + module).resolve("src/main/resources"))) {
        files
            .filter(file -> file.toString().matches(".*_(zh|en)\\.properties"))
            .forEach(texts::add);
      }
    }
    assertThat(texts).hasSizeGreaterThan(20);
    return texts;
  }
}
