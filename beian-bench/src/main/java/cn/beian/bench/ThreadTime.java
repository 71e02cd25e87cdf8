package cn.beian.bench;

import cn.beian.inspect.reader.PackageFormatException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** CPU time of work in this thread, once the JVM is warm. */
final class ThreadTime {
  private ThreadTime() {}

  /** The measured work. */
  interface Work {
    void run() throws IOException, PackageFormatException;
  }

  /**
   * Median CPU time of this thread, in milliseconds.
   *
   * @param warmUp number of warm-up runs
   * @param runs number of measured runs, at least one
   */
  static double median(int warmUp, int runs, Work work) throws IOException, PackageFormatException {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < warmUp + runs; i++) {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      if (i >= warmUp) {
        nanos.add(threads.getCurrentThreadCpuTime() - start);
      }
    }
    Collections.sort(nanos);
    return nanos.get(nanos.size() / 2) / 1e6;
  }
}
