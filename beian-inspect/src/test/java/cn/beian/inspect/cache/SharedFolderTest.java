package cn.beian.inspect.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several processes write to one folder, each is killed in the middle of it. */
class SharedFolderTest {
  private static final int PROCESSES = 2;
  private static final int ROUNDS = 2;

  /** Less than all keys together, so that they also make room for each other. */
  private static final long MAX_BYTES = 400_000;

  @TempDir Path folder;

  @Test
  void processesKilledWhileTheyWrite_leaveWhatWasPutOrNothing() throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      List<Process> processes = new ArrayList<>();
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(start(10L * round + i));
      }
      for (Process process : processes) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
          for (int line = 0; line < 3; line++) {
            assertThat(out.readLine()).as("ended by itself").isNotNull();
          }
          process.destroyForcibly();
        }
      }
      for (Process process : processes) {
        assertThat(process.waitFor()).isNotIn(0, 1);
      }
      everyKey_isWholeOrAbsent();
    }
  }

  private void everyKey_isWholeOrAbsent() throws IOException {
    FolderCache cache = FolderCache.in(folder, MAX_BYTES);
    int there = 0;
    for (int i = 0; i < PutForever.KEYS; i++) {
      String key = PutForever.key(i);
      Optional<byte[]> bytes = cache.get(key);
      if (bytes.isPresent()) {
        assertThat(bytes.get()).isEqualTo(PutForever.bytes(key));
        there++;
      }
    }
    assertThat(there).isPositive();
    cache.put(PutForever.key(0), PutForever.bytes(PutForever.key(0)));
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.mapToLong(file -> file.toFile().length()).sum())
          .isLessThanOrEqualTo(MAX_BYTES);
    }
  }

  private Process start(long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            PutForever.class.getName(),
            folder.toString(),
            String.valueOf(MAX_BYTES),
            String.valueOf(seed))
        .redirectErrorStream(true)
        .start();
  }
}
