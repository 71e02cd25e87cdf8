package cn.beian.server.testing;

import cn.beian.facts.VisibleText;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a worker and its libraries print: nobody acts on it. The beginning of it goes into the log,
 * with the process it comes from; all of it is taken, so that the worker never waits.
 */
final class WorkerNoise {
  /** Lines of one package that are logged. */
  static final int MOST_LINES = 20;

  private static final Logger LOG = LoggerFactory.getLogger(WorkerNoise.class);
  private static final int MOST_LINE_BYTES = 500;

  private final long pid;
  private final AtomicInteger lines = new AtomicInteger();

  WorkerNoise(long pid, InputStream printed) {
    this.pid = pid;
    Thread thread = new Thread(() -> take(printed), "worker-noise-" + pid);
    thread.setDaemon(true);
    thread.start();
  }

  /** Another package may have its lines. */
  void nextPackage() {
    lines.set(0);
  }

  private void take(InputStream printed) {
    try (InputStream in = new BufferedInputStream(printed)) {
      byte[] line = new byte[MOST_LINE_BYTES];
      int length = 0;
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b == '\n') {
          log(line, length);
          length = 0;
        } else if (length < line.length) {
          line[length++] = (byte) b;
        }
      }
      log(line, length);
    } catch (IOException e) {
      // it was ended
    }
  }

  private void log(byte[] line, int length) {
    int number = lines.incrementAndGet();
    String text = new String(line, 0, length, StandardCharsets.UTF_8).stripTrailing();
    if (number <= MOST_LINES && !text.isEmpty()) {
      LOG.info("worker {} printed: {}", pid, VisibleText.of(text));
    } else if (number == MOST_LINES + 1) {
      LOG.info("worker {} printed more, which is left out", pid);
    }
  }
}
