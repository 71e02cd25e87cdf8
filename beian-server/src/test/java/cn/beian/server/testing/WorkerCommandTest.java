package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.testing.TestingSettings.Sandbox;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class WorkerCommandTest {

  /** Between its walls a worker stands in another folder than the server. */
  @Test
  void classPath_isNamedFromTheRoot() {
    TestingSettings settings =
        new TestingSettings(DataSize.ofMegabytes(128), Duration.ofMinutes(2), 1, 50, Sandbox.NONE);
    List<String> words =
        WorkerCommand.of(
                List.of("beian-data/worker/a.jar", "b.jar"), settings, false, WorkerWalls.NONE)
            .words();
    assertThat(words.get(words.indexOf("-cp") + 1).split(File.pathSeparator))
        .containsExactly(
            Path.of("beian-data/worker/a.jar").toAbsolutePath().toString(),
            Path.of("b.jar").toAbsolutePath().toString());
  }
}
