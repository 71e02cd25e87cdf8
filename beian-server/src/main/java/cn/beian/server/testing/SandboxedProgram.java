package cn.beian.server.testing;

import cn.beian.server.testing.Inspection.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A program that reads what strangers hand in, in processes of its own, between the same walls and
 * with the same bounds as the readers of packages.
 */
public final class SandboxedProgram implements AutoCloseable {
  private final Workers workers;

  SandboxedProgram(Workers workers) {
    this.workers = workers;
  }

  /**
   * Asks it, and waits for its answer; what it made is believed only where it was read.
   *
   * @param patience how long to wait for a process that is free
   * @return empty where none was
   */
  public Optional<Failure> ask(Duration patience, List<String> request) throws IOException {
    return workers.ask(patience, request).map(WorkerOutcome::failure);
  }

  @Override
  public void close() {
    workers.close();
  }
}
