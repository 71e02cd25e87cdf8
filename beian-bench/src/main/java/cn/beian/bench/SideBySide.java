package cn.beian.bench;

import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.io.File;
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
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Compares the same packages in one run on one machine: our inspection warm (facts and rules, one
 * thread) with inflating and hashing every entry in the same JVM with one thread, both as CPU time
 * of that thread; our command line cold with {@code aapt dump badging}, {@code apksigner verify},
 * {@code apktool d} and androguard's {@code AnalyzeAPK}, as CPU seconds, wall seconds and peak
 * resident megabytes of the process. Prints a Markdown table of medians; a missing tool is shown as
 * a dash.
 *
 * <p>Arguments: the launcher, a Python that can import androguard or {@code -}, then packages;
 * between them further tools, if any, as {@code name=command with {} for the package}.
 */
public final class SideBySide {
  private static final int WARM_UP = 15;
  private static final int WARM_RUNS = 11;
  private static final int COLD_RUNS = 3;
  private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
  private static final String ANALYZE =
      "import sys; from loguru import logger; logger.remove();"
          + " from androguard.misc import AnalyzeAPK; AnalyzeAPK(sys.argv[1])";

  private SideBySide() {}

  /** Measures and prints. */
  public static void main(String[] args)
      throws IOException, InterruptedException, PackageFormatException {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      List<String> tools = new ArrayList<>();
      List<Path> packages = new ArrayList<>();
      for (String argument : List.of(args).subList(2, args.length)) {
        if (argument.contains("{}")) {
          tools.add(argument);
        } else {
          packages.add(Path.of(argument));
        }
      }
      StringBuilder names = new StringBuilder();
      tools.forEach(tool -> names.append(' ').append(tool, 0, tool.indexOf('=')).append(" |"));
      out.println(
          "| package | KB | inflate+hash ms | ours warm ms | ratio | ours cold | aapt badging |"
              + " apksigner verify | apktool d | androguard |"
              + names);
      out.println("|---|---|---|---|---|---|---|---|---|---|" + "---|".repeat(tools.size()));
      for (Path file : packages) {
        out.println(row(args[0], args[1], tools, file));
      }
    }
  }

  private static String row(String launcher, String python, List<String> others, Path file)
      throws IOException, InterruptedException, PackageFormatException {
    String path = file.toString();
    double hash = ThreadTime.median(WARM_UP, WARM_RUNS, () -> inflateAndHash(file));
    double warm = ThreadTime.median(WARM_UP, WARM_RUNS, () -> inspect(file));
    Path decoded = Files.createTempDirectory("apktool");
    List<List<String>> tools = new ArrayList<>();
    tools.addAll(
        List.of(
            List.of(launcher, "inspect", path),
            List.of("aapt", "dump", "badging", path),
            List.of("apksigner", "verify", path),
            List.of("apktool", "d", "-q", "-f", "-o", decoded.resolve("d").toString(), path),
            List.of(python, "-c", ANALYZE, path)));
    for (String other : others) {
      String command = other.substring(other.indexOf('=') + 1);
      tools.add(
          Stream.of(command.split(" ", -1)).map(word -> word.equals("{}") ? path : word).toList());
    }
    StringBuilder row = new StringBuilder();
    row.append(
        String.format(
            Locale.ROOT,
            "| %s | %d | %.1f | %.1f | %.1f |",
            file.getFileName(),
            Files.size(file) / 1024,
            hash,
            warm,
            warm / hash));
    for (List<String> tool : tools) {
      row.append(' ').append(isThere(tool.get(0)) ? cold(tool) : "–").append(" |");
    }
    return row.toString();
  }

  private static boolean isThere(String tool) {
    return Files.isExecutable(Path.of(tool).toAbsolutePath())
        || Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(tool)));
  }

  private static String cold(List<String> command) throws IOException, InterruptedException {
    Measured run = Measured.median(COLD_RUNS, command);
    return String.format(
        Locale.ROOT,
        "%.2f / %.2f / %.0f",
        run.cpuSeconds(),
        run.wallSeconds(),
        run.peakMegabytes());
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
}
