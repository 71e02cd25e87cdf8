package cn.beian.inspect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The seeds of each target, and every input that fuzzing once found something with. */
class FuzzSeedsTest {
  private static final Path FOUND = Path.of("src/test/resources/cn/beian/inspect/fuzz");

  @ParameterizedTest
  @EnumSource
  void seeds_endAsDocumented(FuzzTarget target) throws IOException {
    assertThat(target.seeds()).isNotEmpty();
    for (byte[] seed : target.seeds()) {
      target.run(seed);
    }
  }

  /** A finding lies under the name of its target. */
  @TestFactory
  Stream<DynamicTest> findings_endAsDocumented() throws IOException {
    return Stream.of(FuzzTarget.values()).flatMap(FuzzSeedsTest::findings);
  }

  private static Stream<DynamicTest> findings(FuzzTarget target) {
    Path folder = FOUND.resolve(target.name());
    if (!Files.isDirectory(folder)) {
      return Stream.empty();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      target + " " + file.getFileName(),
                      () -> target.run(Files.readAllBytes(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
