package cn.beian.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** Builds packages in two versions between which a twentieth of the code changed. */
final class ChangedPackages {
  private static final int EVERY = 20;
  private static final Set<String> SCRIPTS = Set.of("js", "ts", "vue", "wxs", "ux", "jsx", "tsx");

  /**
   * A package.
   *
   * @param codeBytes size of DEX or of files with scripts
   * @param unread the later version with the same bytes in it, none of which are treated as code
   */
  record Versions(String name, long codeBytes, Path earlier, Path later, Path unread) {}

  private final Path folder;
  private final SyntheticApk synthetic;

  ChangedPackages(Path folder) {
    this.folder = folder;
    this.synthetic = new SyntheticApk(folder);
  }

  /** An APK with the classes of jars in as few DEX files as possible. */
  Versions code(List<Path> jars) throws IOException {
    List<Path> earlier = dex("code", jars, 0);
    List<Path> later = dex("code-2", jars, EVERY);
    List<Path> unread = new ArrayList<>();
    for (Path dex : later) {
      byte[] bytes = Files.readAllBytes(dex);
      bytes[0] = 0;
      unread.add(Files.write(folder.resolve("unread-" + dex.getFileName()), bytes));
    }
    return new Versions(
        "APK, DEX files: " + later.size(),
        later.stream().mapToLong(dex -> dex.toFile().length()).sum(),
        apk("code", earlier),
        apk("code-2", later),
        apk("code-unread", unread));
  }

  private List<Path> dex(String name, List<Path> jars, int every) throws IOException {
    Path jar = folder.resolve(name + ".jar");
    if (!Files.exists(jar)) {
      ChangedClasses.jar(jars, every, jar);
    }
    return synthetic.dexFiles(List.of(jar));
  }

  private Path apk(String name, List<Path> dexFiles) throws IOException {
    return synthetic.make(name, dexFiles, 4, 1_000, 60);
  }

  /** An APK with a web page and the scripts of jars. */
  Versions pages(List<Path> jars) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
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
    files.put("assets/www/index.html", utf8(page.toString()));
    return new Versions(
        "APK, web pages",
        scriptBytes(files),
        synthetic.make("pages", files),
        synthetic.make("pages-2", changed(files)),
        synthetic.make("pages-unread", unread(changed(files))));
  }

  /** Source of a mini-program in a ZIP. */
  Versions source(Path root) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(root)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    String name = String.valueOf(root.getFileName());
    return new Versions(
        name,
        scriptBytes(files),
        zip(name, files),
        zip(name + "-2", changed(files)),
        zip(name + "-unread", unread(changed(files))));
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

  private static long scriptBytes(Map<String, byte[]> files) {
    return files.entrySet().stream()
        .filter(file -> isScript(file.getKey()))
        .mapToLong(file -> file.getValue().length)
        .sum();
  }

  private static boolean isScript(String name) {
    return SCRIPTS.contains(name.substring(name.lastIndexOf('.') + 1));
  }

  /**
   * Adds one statement to whole files that make up a twentieth of the bytes of files with scripts.
   */
  private static Map<String, byte[]> changed(Map<String, byte[]> files) {
    Map<String, byte[]> changed = new TreeMap<>(files);
    long all = 0;
    long done = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      int size = file.getValue().length;
      if (isScript(file.getKey())) {
        all += size;
        if ((done + size / 2) * EVERY < all) {
          done += size;
          changed.put(
              file.getKey(), utf8(statement(new String(file.getValue(), StandardCharsets.UTF_8))));
        }
      }
    }
    return changed;
  }

  private static String statement(String text) {
    String statement = "var version='第二版';\n";
    return text.contains("<script")
        ? text.replaceFirst("<script[^>]*>", "$0" + statement)
        : statement + text;
  }

  /** Plain scripts under names that are not read. */
  private static Map<String, byte[]> unread(Map<String, byte[]> files) {
    Map<String, byte[]> unread = new TreeMap<>();
    files.forEach((name, bytes) -> unread.put(name.replaceFirst("\\.[jt]s$", "$0_"), bytes));
    return unread;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
