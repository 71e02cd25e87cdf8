package cn.beian.bench;

import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.rules.Context;
import cn.beian.rules.RuleEngine;
import cn.beian.rules.Rulebook;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The same packages in one run on one machine: our inspection warm (facts and rules, one thread)
 * and cold (the command line), beside inflating and hashing every entry in the same JVM with one
 * thread, {@code aapt dump badging} and {@code apksigner verify}. Medians in milliseconds of wall
 * time; prints a Markdown table.
 *
 * <p>Arguments: the launcher, then packages.
 */
public final class SideBySide {
  private static final int WARM_UP = 10;
  private static final int WARM_RUNS = 11;
  private static final int COLD_RUNS = 5;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);

  private SideBySide() {}

  private interface Work {
    void run() throws IOException, InterruptedException, PackageFormatException;
  }

  /** Runs and prints. */
  public static void main(String[] args)
      throws IOException, InterruptedException, PackageFormatException {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      out.println(
          "| package | KB | inflate+hash | ours warm | ratio | ours cold | aapt badging | apksigner verify |");
      out.println("|---|---|---|---|---|---|---|---|");
      for (int i = 1; i < args.length; i++) {
        out.println(row(args[0], Path.of(args[i])));
      }
    }
  }

  private static String row(String launcher, Path file)
      throws IOException, InterruptedException, PackageFormatException {
    String path = file.toString();
    double hash = median(WARM_UP, WARM_RUNS, () -> inflateAndHash(file));
    double warm = median(WARM_UP, WARM_RUNS, () -> inspect(file));
    double cold = median(1, COLD_RUNS, () -> process(launcher, "inspect", path));
    double aapt = median(1, COLD_RUNS, () -> process("aapt", "dump", "badging", path));
    double apksigner = median(1, COLD_RUNS, () -> process("apksigner", "verify", path));
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.0f | %.0f | %.0f |",
        file.getFileName(),
        Files.size(file) / 1024,
        hash,
        warm,
        warm / hash,
        cold,
        aapt,
        apksigner);
  }

  private static double median(int warmUp, int runs, Work work)
      throws IOException, InterruptedException, PackageFormatException {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < warmUp + runs; i++) {
      long start = System.nanoTime();
      work.run();
      if (i >= warmUp) {
        nanos.add(System.nanoTime() - start);
      }
    }
    Collections.sort(nanos);
    return nanos.get(nanos.size() / 2) / 1e6;
  }

  private static void inspect(Path file) throws PackageFormatException {
    var facts =
        PackageInspector.inspect(
            PackageInput.of(List.of(file)), Limits.standard(), 1, (done, total, what) -> {});
    RuleEngine.evaluate(facts, Context.EMPTY, Rulebook.bundled(), DAY);
  }

  private static void inflateAndHash(Path file) throws IOException {
    byte[] buffer = new byte[64 * 1024];
    try (ZipFile zip = new ZipFile(file.toFile())) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream in = zip.getInputStream(entry)) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
          }
        }
        digest.digest();
      }
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void process(String... command) throws IOException, InterruptedException {
    new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
