package cn.beian.inspect.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every sample that the catalogue names holds the SDK that it is a sample of. */
final class CatalogueCorpusTest {
  private static final Path PACKAGES =
      Path.of(System.getProperty("beian.root", "."), "../shared/corpus/packages").normalize();

  @Test
  void samples_holdTheirSdk() throws IOException, PackageFormatException {
    assumeTrue(Files.isDirectory(PACKAGES), "absent: the shared corpus");
    Map<String, Set<String>> expected = new TreeMap<>();
    for (Sdk sdk : Catalogue.bundled().sdks()) {
      sdk.samples()
          .forEach(sample -> expected.computeIfAbsent(sample, s -> new TreeSet<>()).add(sdk.id()));
    }

    String listed = Files.readString(PACKAGES.resolveSibling("packages-dev.jsonl"));
    int tried = 0;
    for (Map.Entry<String, Set<String>> sample : expected.entrySet()) {
      List<Path> file = file(sample.getKey());
      if (file.isEmpty()) { // a package of the list that is fetched from its repository
        assertThat(listed).contains("{\"sha256\": \"" + sample.getKey() + '"');
      } else {
        assertThat(found(file)).as(sample.getKey()).containsAll(sample.getValue());
        tried++;
      }
    }
    assertThat(tried).as("most lie beside the list").isGreaterThan(expected.size() / 2);
  }

  private static List<Path> file(String sample) throws IOException {
    try (Stream<Path> files = Files.walk(PACKAGES)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(sample.substring(0, 12)))
          .toList();
    }
  }

  private static Set<String> found(List<Path> file) throws PackageFormatException {
    return PackageInspector.inspect(PackageInput.of(file), Limits.standard())
        .of(FactKind.SDK)
        .stream()
        .map((Fact sdk) -> sdk.text(Field.CODE))
        .collect(Collectors.toSet());
  }
}
