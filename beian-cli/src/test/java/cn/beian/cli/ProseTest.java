package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Lines of prose have at most a hundred characters, so that a difference can be read. */
class ProseTest {
  private static final int WIDTH = 100;

  /** Made by the program, whose tests compare them. */
  private static final Set<String> MADE = Set.of("settings.md", "states.md");

  @Test
  void proseOfEveryDocument_hasShortLines() throws IOException {
    List<String> wide = new ArrayList<>();
    List<Path> documents = documents();
    assertThat(documents).hasSizeGreaterThan(50);
    for (Path document : documents) {
      String name = String.valueOf(document.getFileName());
      if (!MADE.contains(name)) {
        for (String line : wide(Files.readString(document))) {
          wide.add(name + ": " + line);
        }
      }
    }
    assertThat(wide).isEmpty();
  }

  /** The gate bites, at prose alone; Chinese has no blanks to break a line at. */
  @Test
  void tablesCodeAndChinese_mayBeWide() {
    String words = "word ".repeat(30);
    assertThat(wide("| " + words + "\n```\n" + words + "\n```\n# " + words + "\n" + words))
        .containsExactly(words.substring(0, WIDTH));
    assertThat(wide("文字，".repeat(50))).isEmpty();
  }

  private static List<String> wide(String document) {
    List<String> wide = new ArrayList<>();
    boolean code = false;
    for (String line : document.lines().toList()) {
      String text = line.strip();
      code ^= text.startsWith("```");
      if (!code && line.length() > WIDTH && !text.matches("[|<#].*|`{3}.*") && !isChinese(line)) {
        wide.add(line.substring(0, WIDTH));
      }
    }
    return wide;
  }

  private static boolean isChinese(String line) {
    long ideographs = line.codePoints().filter(Character::isIdeographic).count();
    return ideographs * 5 > line.length() || line.matches(".*[，。；].*");
  }

  private static List<Path> documents() throws IOException {
    List<Path> documents = new ArrayList<>();
    for (String folder : List.of("docs", "labels")) {
      try (Stream<Path> files = Files.walk(Run.project(folder))) {
        files.filter(ProseTest::isDocument).forEach(documents::add);
      }
    }
    try (Stream<Path> files = Files.list(Run.project(""))) {
      files.filter(ProseTest::isDocument).forEach(documents::add);
    }
    return documents;
  }

  private static boolean isDocument(Path file) {
    return file.toString().endsWith(".md");
  }
}
