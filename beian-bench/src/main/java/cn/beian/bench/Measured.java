package cn.beian.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Resources used by a process, as measured by GNU time.
 *
 * @param exitCode of the process
 * @param wallSeconds from start to end
 * @param cpuSeconds of all its threads, in user and kernel; nearly the same on a busy machine
 * @param peakMegabytes resident memory, including mapped files
 * @param output its standard output and errors
 */
record Measured(
    int exitCode, double wallSeconds, double cpuSeconds, double peakMegabytes, String output) {
  private static final String TIME = "/usr/bin/time";

  /** Runs a command once. */
  static Measured run(List<String> command) throws IOException, InterruptedException {
    Path told = Files.createTempFile("time", ".txt");
    try {
      List<String> timed =
          new ArrayList<>(List.of(TIME, "-q", "-o", told.toString(), "-f", "%e %U %S %M"));
      timed.addAll(command);
      Process process = new ProcessBuilder(timed).redirectErrorStream(true).start();
      String output;
      try (InputStream in = process.getInputStream()) {
        output = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
      int exitCode = process.waitFor();
      String[] number = Files.readString(told).strip().split(" ", -1);
      return new Measured(
          exitCode,
          Double.parseDouble(number[0]),
          Double.parseDouble(number[1]) + Double.parseDouble(number[2]),
          Double.parseDouble(number[3]) / 1000,
          output);
    } finally {
      Files.delete(told);
    }
  }

  /** The run with the median CPU time, after one warm-up run. */
  static Measured median(int runs, List<String> command) throws IOException, InterruptedException {
    run(command);
    List<Measured> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      all.add(run(command));
    }
    all.sort(Comparator.comparingDouble(Measured::cpuSeconds));
    return all.get(runs / 2);
  }
}
