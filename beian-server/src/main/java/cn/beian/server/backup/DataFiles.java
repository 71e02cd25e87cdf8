package cn.beian.server.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The files of a data folder that belong into a backup, named as below it: what lies in the object
 * store, the head of the ledger, and keys. The database has a copy of its own; what is coming in,
 * and what is made anew at each start, is left out.
 */
final class DataFiles {
  private static final Path OBJECTS = Path.of("objects");
  private static final Set<Path> LEFT_OUT =
      Set.of(
          Path.of("postgres"),
          Path.of("open-data"),
          Path.of("pre-check"),
          Path.of("worker"),
          Path.of("temp"),
          OBJECTS.resolve("incoming"));
  private static final List<String> KEY_ENDINGS = List.of(".key", ".pem");
  private static final String HEAD_ENDING = ".head";
  private static final Pattern NAMED =
      Pattern.compile("objects/(?:sha256|facts)/.*?([0-9a-f]{64})(?:\\.ndjson\\.gz)?");
  private static final String UNFINISHED = ".part";

  private final Path dataDir;
  private final TreeMap<String, Long> stored = new TreeMap<>();
  private final TreeMap<String, Long> keys = new TreeMap<>();

  private DataFiles(Path dataDir) {
    this.dataDir = dataDir;
  }

  /** Looks through a data folder. */
  static DataFiles of(Path dataDir) throws IOException {
    DataFiles files = new DataFiles(dataDir);
    if (Files.isDirectory(dataDir)) {
      Files.walkFileTree(dataDir, files.new Visitor());
    }
    return files;
  }

  /** Objects and heads with their sizes. */
  SortedMap<String, Long> stored() {
    return stored;
  }

  /** Private keys with their sizes. */
  SortedMap<String, Long> keys() {
    return keys;
  }

  long bytes() {
    return stored.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The digest that the name of a file promises; empty where it promises none. An object is stored
   * under the SHA-256 of its bytes.
   */
  static String promised(String name) {
    String last = name.substring(name.lastIndexOf('/') + 1);
    return name.startsWith("objects/sha256/") && last.matches("[0-9a-f]{64}") ? last : "";
  }

  /**
   * The digest under which a file is named by the database: an object, or facts; empty elsewhere.
   */
  static String digest(String name) {
    Matcher found = NAMED.matcher(name);
    return found.matches() ? found.group(1) : "";
  }

  /** Whether a file of this name below the data folder is a private key that is kept. */
  static boolean isKey(String name) {
    return KEY_ENDINGS.stream().anyMatch(name::endsWith) && !isLeftOut(name);
  }

  /** Whether one of this name is another that is kept: an object, or the head of a ledger. */
  static boolean isStored(String name) {
    return !isKey(name)
        && !isLeftOut(name)
        && (name.endsWith(HEAD_ENDING)
            || (Path.of(name).startsWith(OBJECTS) && !name.endsWith(UNFINISHED)));
  }

  private static boolean isLeftOut(String name) {
    return LEFT_OUT.stream().anyMatch(Path.of(name)::startsWith);
  }

  private void see(Path file, long bytes) {
    String name = dataDir.relativize(file).toString().replace('\\', '/');
    if (isKey(name)) {
      keys.put(name, bytes);
    } else if (isStored(name)) {
      stored.put(name, bytes);
    }
  }

  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return LEFT_OUT.contains(dataDir.relativize(folder))
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (attributes.isRegularFile()) {
        see(file, attributes.size());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException why) {
      if (why instanceof NoSuchFileException) {
        return FileVisitResult.CONTINUE; // an unfinished one that was finished meanwhile
      }
      throw new UncheckedIOException(why);
    }
  }
}
