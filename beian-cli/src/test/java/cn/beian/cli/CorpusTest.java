package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every real package ends with a documented exit code, in time and without a stack trace. */
@Tag("once")
class CorpusTest {
  private static final Path PACKAGES = Run.project("../shared/corpus/packages");
  private static final List<Integer> DOCUMENTED =
      List.of(
          ExitCode.PASSED,
          ExitCode.BLOCKED,
          ExitCode.UNREADABLE,
          ExitCode.LIMIT,
          ExitCode.UNDETERMINED);
  private static final Duration MOST = Duration.ofSeconds(10);

  @Test
  void every_package_ends_in_a_documented_exit_code() throws IOException {
    assumeTrue(Files.isDirectory(PACKAGES), "absent: ../shared/corpus");
    List<Path> files;
    try (Stream<Path> tree = Files.walk(PACKAGES)) {
      files = tree.filter(Files::isRegularFile).sorted().toList();
    }
    assertThat(files).isNotEmpty();
    List<String> wrong = new ArrayList<>();
    TreeMap<Integer, Integer> codes = new TreeMap<>();
    for (Path file : files) {
      long start = System.nanoTime();
      Run run = Run.of("inspect", file);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      codes.merge(run.code(), 1, Integer::sum);
      boolean isSilent = run.out().isEmpty() && run.err().isEmpty();
      if (!DOCUMENTED.contains(run.code())
          || (run.out() + run.err()).contains("\tat ")
          || isSilent
          || took.compareTo(MOST) > 0) {
        wrong.add(file.getFileName() + ": " + run.code() + " in " + took + " " + run.err());
      }
    }
    assertThat(wrong).as("of %s", codes).isEmpty();
  }
}
