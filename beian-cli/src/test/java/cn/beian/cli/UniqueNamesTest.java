package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One name per thing, one thing per name: simple names of top-level classes are unique. */
class UniqueNamesTest {
  /** To be renamed; do not add names here. */
  private static final Set<String> KNOWN = Set.of("FieldType", "Messages", "Origin");

  @Test
  void simpleNames_areUnique() throws IOException {
    try (Stream<Path> modules = Files.list(Run.project(""))) {
      List<Path> sources =
          modules
              .map(module -> module.resolve("src/main/java"))
              .filter(Files::isDirectory)
              .flatMap(UniqueNamesTest::files)
              .toList();
      assertThat(sources).hasSizeGreaterThan(900);
      assertThat(KNOWN).containsAll(shared(sources));
    }
  }

  /** Proves that the check detects violations. */
  @Test
  void twoOfOneName_areSeen() {
    assertThat(
            shared(
                List.of(
                    Path.of("a/Ledger.java"),
                    Path.of("b/Ledger.java"),
                    Path.of("a/package-info.java"),
                    Path.of("b/package-info.java"),
                    Path.of("b/Fsck.java"))))
        .containsExactly("Ledger");
  }

  private static Set<String> shared(List<Path> sources) {
    Map<String, List<Path>> byName = new TreeMap<>();
    for (Path source : sources) {
      String name = String.valueOf(source.getFileName()).replace(".java", "");
      byName.computeIfAbsent(name, unused -> new ArrayList<>()).add(source);
    }
    byName.remove("package-info");
    byName.values().removeIf(places -> places.size() == 1);
    return new TreeSet<>(byName.keySet());
  }

  private static Stream<Path> files(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
