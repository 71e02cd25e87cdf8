package cn.beian.inspect.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jazzer on one thread, in a JVM of its own with the heap of a worker, from the seeds and from what
 * earlier campaigns kept in {@code target/fuzz}: {@code ./test --deep} for a minute a target, or
 * {@code -Dbeian.fuzz.seconds=N}. An input that finds something lies in {@code
 * target/fuzz/TARGET-found}; mend it and put it beside the others, see {@link FuzzSeedsTest}.
 */
@Tag("deep")
class FuzzCampaignTest {
  private static final int SECONDS = Integer.getInteger("beian.fuzz.seconds", 60);
  private static final Path FOLDER = Path.of("target", "fuzz");

  @ParameterizedTest
  @EnumSource
  void jazzer_findsNothing(FuzzTarget target) throws Exception {
    Path corpus = Files.createDirectories(FOLDER.resolve(target.name()));
    Path found = Files.createDirectories(FOLDER.resolve(target + "-found"));
    int number = 0;
    for (byte[] seed : target.seeds()) {
      Files.write(corpus.resolve("seed-" + number++), seed);
    }
    Path log = FOLDER.resolve(target + ".log");
    Process jazzer =
        new ProcessBuilder(command(target, corpus, found))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    int exit = jazzer.waitFor();
    assertThat(inputs(found)).as("inputs that find something, see %s", log).isEmpty();
    assertThat(exit).as(Files.readString(log, StandardCharsets.UTF_8)).isZero();
  }

  private static List<String> command(FuzzTarget target, Path corpus, Path found) {
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/nice"))) {
      command.addAll(List.of("/usr/bin/nice", "-n", "15"));
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-da", "-Dbeian.fuzz.target=" + target));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("com.code_intelligence.jazzer.Jazzer");
    command.add("--target_class=" + FuzzMain.class.getName());
    command.add("--instrumentation_includes=cn.beian.**");
    command.add("--custom_hook_excludes=com.android.**:com.reandroid.**:org.bouncycastle.**");
    command.add("--reproducer_path=" + found);
    command.add("--keep_going=5");
    command.add("-artifact_prefix=" + found + "/");
    command.addAll(List.of("-timeout=10", "-rss_limit_mb=2048", "-max_total_time=" + SECONDS));
    command.add(corpus.toString());
    return command;
  }

  private static List<Path> inputs(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
