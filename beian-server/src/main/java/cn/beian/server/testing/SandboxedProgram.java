package cn.beian.server.testing;

import cn.beian.server.testing.Inspection.Failure;
import java.io.IOException;
import java.util.List;

/**
 * A program that reads what strangers hand in, in a process of its own, between the same walls and
 * with the same bounds as the readers of packages.
 */
public final class SandboxedProgram implements AutoCloseable {
  private final Workers workers;

  SandboxedProgram(Workers workers) {
    this.workers = workers;
  }

  /** Whether somebody waits already. */
  public boolean crowded() {
    return workers.crowded();
  }

  /** Asks it, and waits for its answer; what it made is believed only where it was read. */
  public Failure ask(List<String> request) throws IOException {
    return workers.ask(request, (done, total) -> {}).failure();
  }

  @Override
  public void close() {
    workers.close();
  }
}
