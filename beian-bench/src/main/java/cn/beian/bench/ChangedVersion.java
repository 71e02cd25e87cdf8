package cn.beian.bench;

import cn.beian.facts.FactsJson;
import cn.beian.inspect.Limits;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.cache.EntryCache;
import cn.beian.inspect.cache.FolderCache;
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
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * What a later version costs of which 5 % changed, with a cache that the earlier version filled: an
 * APK with one DEX file, an APK with web pages and their scripts, and sources of mini-programs.
 * Prints a Markdown table of the CPU time of the whole process, one inspecting thread, signature
 * and both digests included; the facts with and without cache are compared.
 *
 * <p>Arguments: a folder to work in, then jars with classes, jars with scripts, and folders of
 * source.
 */
public final class ChangedVersion {
  private static final int EVERY = 20;
  private static final int WARM_UP = 30;
  private static final int BATCHES = 7;
  private static final int RUNS = 6;
  private static final long MAX_BYTES = 1L << 30;
  private static final Set<String> SCRIPTS = Set.of("js", "ts", "vue", "wxs", "ux", "jsx", "tsx");

  private final Path folder;
  private final PrintStream out;

  private ChangedVersion(Path folder, PrintStream out) {
    this.folder = folder;
    this.out = out;
  }

  /** Makes, runs and prints. */
  public static void main(String[] args) throws IOException, PackageFormatException {
    try (PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8)) {
      ChangedVersion run = new ChangedVersion(Path.of(args[0]), out);
      List<Path> paths = Stream.of(args).skip(1).map(Path::of).toList();
      List<Path> code = paths.stream().filter(path -> holds(path, ".class")).toList();
      List<Path> scripts = paths.stream().filter(path -> holds(path, ".js")).toList();
      out.println("| package | MB | MB of code | without ms | with ms | share | MB kept |");
      out.println("|---|---|---|---|---|---|---|");
      if (!code.isEmpty()) {
        run.row(
            "APK, one DEX file",
            run.dexBytes(code),
            run.app("code", code, 0),
            run.app("code-2", code, EVERY));
      }
      if (!scripts.isEmpty()) {
        Map<String, byte[]> pages = pages(scripts);
        run.row(
            "APK, web pages",
            scriptBytes(pages),
            run.pages("pages", pages),
            run.pages("pages-2", changed(pages)));
      }
      for (Path path : paths) {
        if (Files.isDirectory(path)) {
          Map<String, byte[]> files = source(path);
          String name = String.valueOf(path.getFileName());
          run.row(
              name, scriptBytes(files), run.zip(name, files), run.zip(name + "-2", changed(files)));
        }
      }
    }
  }

  private static boolean holds(Path jar, String ending) {
    if (!Files.isRegularFile(jar)) {
      return false;
    }
    try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
      for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
        if (entry.getName().endsWith(ending)) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  // ---- packages --------------------------------------------------------------------------------

  private Path app(String name, List<Path> jars, int every) throws IOException {
    Path apk = folder.resolve(name + ".apk");
    if (!Files.exists(apk)) {
      Path jar = ChangedClasses.jar(jars, every, folder.resolve(name + ".jar"));
      SyntheticApk synthetic = new SyntheticApk(folder);
      synthetic.make(name, synthetic.dexFiles(List.of(jar)), 4, 1_000, 60);
    }
    return apk;
  }

  private long dexBytes(List<Path> jars) throws IOException {
    app("code", jars, 0);
    long bytes = 0;
    for (Path dex : new SyntheticApk(folder).dexFiles(List.of(folder.resolve("code.jar")))) {
      bytes += Files.size(dex);
    }
    return bytes;
  }

  private static long scriptBytes(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .filter(file -> isScript(file.getKey()))
        .mapToLong(file -> file.getValue().length)
        .sum();
  }

  private static boolean isScript(String name) {
    return SCRIPTS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  private Path pages(String name, Map<String, byte[]> pages) throws IOException {
    return new SyntheticApk(folder).make(name, pages);
  }

  private static Map<String, byte[]> pages(List<Path> jars) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    StringBuilder page = new StringBuilder("<html><head><title>示例</title>");
    for (Path jar : jars) {
      try (ZipInputStream in = new ZipInputStream(Files.newInputStream(jar))) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          String name = entry.getName();
          if (name.endsWith(".js")) {
            files.put("assets/www/" + name, in.readAllBytes());
            page.append("<script src='").append(name).append("'></script>");
          }
        }
      }
    }
    page.append("</head><body><button onclick='go()'>立即签到</button></body></html>");
    files.put("assets/www/index.html", page.toString().getBytes(StandardCharsets.UTF_8));
    return files;
  }

  private static Map<String, byte[]> source(Path root) throws IOException {
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private Path zip(String name, Map<String, byte[]> files) throws IOException {
    Path zip = folder.resolve(name + ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
        out.closeEntry();
      }
    }
    return zip;
  }

  /** A twentieth of the bytes of scripts, in whole files, has another text. */
  private static Map<String, byte[]> changed(Map<String, byte[]> files) {
    TreeMap<String, byte[]> changed = new TreeMap<>(files);
    long all = 0;
    long done = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      if (isScript(name)) {
        all += file.getValue().length;
        if ((done + file.getValue().length / 2) * EVERY < all) {
          done += file.getValue().length;
          String text = new String(file.getValue(), StandardCharsets.UTF_8);
          changed.put(
              name,
              text.replaceFirst(
                      "(?m)^([ \\t]*)(?=(?:const|let|var|function)\\b)", "$1var v2='第二版';\n")
                  .getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    return changed;
  }

  // ---- measuring -------------------------------------------------------------------------------

  private void row(String name, long codeBytes, Path earlier, Path later)
      throws IOException, PackageFormatException {
    Path kept = Files.createTempDirectory(folder, "cache");
    FolderCache cache = FolderCache.in(kept, MAX_BYTES);
    inspect(earlier, cache);
    Set<Path> before = files(kept);
    if (!Arrays.equals(inspect(later, EntryCache.NONE), inspect(later, cache))) {
      throw new IllegalStateException("other facts with the cache");
    }
    long keptBytes = 0;
    for (Path file : before) {
      keptBytes += Files.size(file);
    }
    millis(later, EntryCache.NONE, WARM_UP, kept, before);
    millis(later, cache, WARM_UP, kept, before);
    List<Double> without = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      without.add(millis(later, EntryCache.NONE, RUNS, kept, before));
      with.add(millis(later, cache, RUNS, kept, before));
    }
    out.printf(
        Locale.ROOT,
        "| %s | %.1f | %.1f | %.0f | %.0f | %.0f %% | %.1f |%n",
        name,
        Files.size(later) / 1e6,
        codeBytes / 1e6,
        median(without),
        median(with),
        100 * median(with) / median(without),
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

  /** Of one run; what a run adds to the cache is taken out again before the next. */
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

  private static double median(List<Double> all) {
    return all.stream().sorted().toList().get(all.size() / 2);
  }

  /** The clock may go in steps of 10 ms: its error cancels out over many runs. */
  private static long cpuNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuTime()
        : 0;
  }
}
