package cn.beian.bench;

import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Measures how cost grows with size: synthetic APKs from 1 to 300 MB, each inspected warm in this
 * JVM, with its peak heap, and once by the worker in a separate JVM with a heap of 512 MB, with its
 * peak resident memory. Prints a Markdown table and the exponent of time over size.
 *
 * <p>Arguments: a folder to work in, then jars as source of code. Run with {@code -Xmx512m}.
 */
public final class Growth {
  private static final int RUNS = 3;

  /**
   * One synthetic package.
   *
   * @param entries files in the package
   */
  private record Size(int megabytes, double dexMegabytes, int entries) {}

  private static final List<Size> SIZES =
      List.of(
          new Size(1, 0.3, 100),
          new Size(3, 1, 300),
          new Size(10, 3, 1_000),
          new Size(30, 9, 3_000),
          new Size(100, 30, 10_000),
          new Size(300, 80, 199_990));

  private Growth() {}

  /** Builds, measures and prints. */
  public static void main(String[] args)
      throws IOException, InterruptedException, PackageFormatException {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      SyntheticApk synthetic = new SyntheticApk(Path.of(args[0]));
      List<Path> dexFiles = synthetic.dexFiles(Stream.of(args).skip(1).map(Path::of).toList());
      out.println(
          "| MB | MB of dex | entries | facts | warm s | CPU s | peak heap MB | worker CPU s |"
              + " worker peak RSS MB |");
      out.println("|---|---|---|---|---|---|---|---|---|");
      List<double[]> points = new ArrayList<>();
      for (Size size : SIZES) {
        String name = "synthetic-" + size.megabytes;
        Path apk = Path.of(args[0]).resolve(name + ".apk");
        if (!Files.exists(apk)) {
          synthetic.make(name, dexFiles, size.megabytes, size.dexMegabytes, size.entries);
        }
        points.add(row(apk, size, out));
      }
      out.printf(Locale.ROOT, "%nExponent of warm CPU time over size: %.2f%n", exponent(points));
    }
  }

  private static double[] row(Path apk, Size size, PrintStream out)
      throws IOException, InterruptedException, PackageFormatException {
    double best = Double.MAX_VALUE;
    double cpu = Double.MAX_VALUE;
    long peak = 0;
    int facts = 0;
    for (int i = 0; i < RUNS; i++) {
      System.gc();
      resetPeaks();
      long cpuBefore = cpuNanos();
      long start = System.nanoTime();
      FactSet set = PackageInspector.inspect(PackageInput.of(List.of(apk)), Limits.standard());
      double seconds = (System.nanoTime() - start) / 1e9;
      double used = (cpuNanos() - cpuBefore) / 1e9;
      best = Math.min(best, seconds);
      if (used < cpu) {
        cpu = used;
        peak = peakBytes();
        facts = set.all().size();
      }
    }
    Measured worker = worker(apk);
    out.printf(
        Locale.ROOT,
        "| %.1f | %.1f | %d | %d | %.2f | %.2f | %d | %.2f | %.0f |%n",
        Files.size(apk) / 1e6,
        size.dexMegabytes,
        size.entries,
        facts,
        best,
        cpu,
        peak / 1_000_000,
        worker.cpuSeconds(),
        worker.peakMegabytes());
    return new double[] {Files.size(apk), cpu};
  }

  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }

  private static void resetPeaks() {
    ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peakBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  private static Measured worker(Path apk) throws IOException, InterruptedException {
    Path facts = Files.createTempFile("facts", ".ndjson");
    try {
      Measured worker =
          Measured.run(
              List.of(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx512m",
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "cn.beian.inspect.WorkerMain",
                  "--out",
                  facts.toString(),
                  apk.toString()));
      if (worker.exitCode() != 0) {
        throw new IOException("worker failed: " + worker.output());
      }
      return worker;
    } finally {
      Files.delete(facts);
    }
  }

  /** Slope of the line through the logarithms, by least squares. */
  private static double exponent(List<double[]> points) {
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    for (double[] point : points) {
      double logX = Math.log(point[0]);
      double logY = Math.log(point[1]);
      x += logX;
      y += logY;
      xx += logX * logX;
      xy += logX * logY;
    }
    int n = points.size();
    return (n * xy - x * y) / (n * xx - x * x);
  }
}
