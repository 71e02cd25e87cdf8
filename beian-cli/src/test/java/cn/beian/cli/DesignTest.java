package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that the introductory pages name exists. */
class DesignTest {
  /** A class, or a constant of one. */
  private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]\\w+)(?:\\.\\w+)?`");

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "docs/design/README.md",
        "docs/design/architecture.md",
        "docs/design/glossary.md",
        "docs/guide/add-a-format.md",
        "docs/guide/add-a-page.md"
      })
  void classesAndLinks_exist(String document) throws IOException {
    Path file = Run.project(document);
    String text = Files.readString(file);
    Set<String> classes = classes();
    Matcher named = CLASS.matcher(text);
    while (named.find()) {
      assertThat(classes).as("named in " + document).contains(named.group(1));
    }
    Matcher link = LINK.matcher(text);
    while (link.find()) {
      assertThat(file.resolveSibling(link.group(1))).as("link in " + document).exists();
    }
  }

  private static Set<String> classes() throws IOException {
    try (Stream<Path> modules = Files.list(Run.project(""))) {
      return modules
          .map(module -> module.resolve("src"))
          .filter(Files::isDirectory)
          .flatMap(DesignTest::files)
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".java"))
          .map(name -> name.substring(0, name.length() - ".java".length()))
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
