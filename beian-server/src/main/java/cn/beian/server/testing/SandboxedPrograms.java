package cn.beian.server.testing;

import cn.beian.server.platform.BeianSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Makes programs that read what strangers hand in. */
@Component
public final class SandboxedPrograms {
  private final TestingSettings settings;
  private final WorkerWalls walls;
  private final BeianSettings server;

  SandboxedPrograms(TestingSettings settings, WorkerWalls walls, BeianSettings server) {
    this.settings = settings;
    this.walls = walls;
    this.server = server;
  }

  /**
   * A program; its processes start with the first requests.
   *
   * @param main class that answers as {@code WorkerLoop} does
   * @param wallLimit how long a request may take before the process is ended
   * @param places how many of its processes work at the same time
   * @param readable folder of what it reads
   * @param writable folder of what it makes
   */
  public SandboxedProgram program(
      String main, Duration wallLimit, int places, Path readable, Path writable)
      throws IOException {
    TestingSettings bounds = settings.within(wallLimit);
    return new SandboxedProgram(
        new Workers(
            WorkerCommand.of(
                WorkerClasspath.find(server.dataDir().resolve("worker")),
                main,
                bounds,
                true,
                walls.around(List.of(readable), List.of(writable))),
            bounds,
            places));
  }
}
