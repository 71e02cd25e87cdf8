package cn.beian.bench;

import cn.beian.bench.ChangedPackages.Versions;
import cn.beian.facts.FactsJson;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.cache.FolderCache;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * Measures the cost of a later version of which 5 % changed, with a cache filled by the earlier
 * version: an APK with code, an APK with web pages and their scripts, and sources of mini-programs.
 * Prints a Markdown table of the CPU time of the whole process, with one inspecting thread and
 * including signature and both digests; next to it the time if the same bytes are not treated as
 * code, which is the lower bound for any cache of code. Compares the facts with and without cache.
 *
 * <p>Arguments: a folder to work in, then jars with classes, jars with scripts, and folders of
 * source. Run with a heap of fixed size, so that garbage collection adds little.
 */
public final class ChangedVersion {
  private static final int WARM_UP = 25;
  private static final int BATCHES = 7;
  private static final int RUNS = 6;
  private static final long MAX_BYTES = 1L << 30;

  private final Path folder;
  private final PrintStream out;

  private ChangedVersion(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** Builds, measures and prints. */
  public static void main(String[] args) throws IOException, PackageFormatException {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      Path folder = Path.of(args[0]);
      ChangedPackages packages = new ChangedPackages(folder);
      ChangedVersion run = new ChangedVersion(folder, out);
      List<Path> code = new ArrayList<>();
      List<Path> scripts = new ArrayList<>();
      List<Path> sources = new ArrayList<>();
      for (Path path : Stream.of(args).skip(1).map(Path::of).toList()) {
        (Files.isDirectory(path) ? sources : holds(path, ".class") ? code : scripts).add(path);
      }
      out.println(
          "| package | MB | MB of code | without ms | with ms | share | not read ms | kept |");
      out.println("|---|---|---|---|---|---|---|---|");
      if (!code.isEmpty()) {
        run.row(packages.code(code));
      }
      if (!scripts.isEmpty()) {
        run.row(packages.pages(scripts));
      }
      for (Path source : sources) {
        run.row(packages.source(source));
      }
    }
  }

  private static boolean holds(Path jar, String ending) throws IOException {
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.stream().anyMatch(entry -> entry.getName().endsWith(ending));
    }
  }

  private void row(Versions versions) throws IOException, PackageFormatException {
    Path kept = Files.createTempDirectory(folder, "cache");
    FolderCache cache = FolderCache.in(kept, MAX_BYTES);
    inspect(versions.earlier(), cache);
    Set<Path> before = files(kept);
    Path later = versions.later();
    if (!Arrays.equals(inspect(later, EntryCache.NONE), inspect(later, cache))) {
      throw new IllegalStateException("other facts with the cache");
    }
    long keptBytes = 0;
    for (Path file : before) {
      keptBytes += Files.size(file);
    }
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> unread = new ArrayList<>();
    for (int i = -1; i < BATCHES; i++) { // the first is only a warm-up
      int runs = i < 0 ? WARM_UP : RUNS;
      without.add(millis(later, EntryCache.NONE, runs, kept, before));
      with.add(millis(later, cache, runs, kept, before));
      unread.add(millis(versions.unread(), EntryCache.NONE, runs, kept, before));
    }
    out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.0f | %.0f | %.0f %% | %.0f (%.0f %%) | %.1f MB |%n",
        versions.name(),
        Files.size(later) / 1e6,
        versions.codeBytes() / 1e6,
        median(without),
        median(with),
        100 * median(with) / median(without),
        median(unread),
        100 * median(unread) / median(without),
        keptBytes / 1e6);
  }

  private static Set<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }

  private static byte[] inspect(Path file, EntryCache cache)
      throws IOException, PackageFormatException {
    ByteArrayOutputStream facts = new ByteArrayOutputStream();
    FactsJson.write(
        PackageInspector.inspect(
            PackageInput.of(List.of(file)), Limits.standard(), 1, (d, t, what) -> {}, cache),
        facts);
    return facts.toByteArray();
  }

  /** CPU time of one run; what a run adds to the cache is removed before the next. */
  private static double millis(Path file, EntryCache cache, int runs, Path kept, Set<Path> before)
      throws IOException, PackageFormatException {
    long nanos = 0;
    for (int i = 0; i < runs; i++) {
      long start = cpuNanos();
      PackageInspector.inspect(
          PackageInput.of(List.of(file)), Limits.standard(), 1, (d, t, what) -> {}, cache);
      nanos += cpuNanos() - start;
      for (Path each : files(kept)) {
        if (!before.contains(each)) {
          Files.delete(each);
        }
      }
    }
    return nanos / 1e6 / runs;
  }

  /** Median of all values but the first. */
  private static double median(List<Double> all) {
    return all.stream().skip(1).sorted().toList().get((all.size() - 1) / 2);
  }

  /** The clock may advance in steps of 10 ms; the error averages out over many runs. */
  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
