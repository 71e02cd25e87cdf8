package cn.beian.server.rulebooks;

import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import cn.beian.rules.source.RulebookSource;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.springframework.util.FileSystemUtils;

/**
 * A zip of the folder of rules: YAML files, all in one folder that holds {@code folding.yaml}.
 * Bounds: {@value #MOST_FILES} files, {@value #MOST_BYTES} bytes unpacked.
 */
final class RulebookArchive {
  private static final int MOST_FILES = 5_000;
  private static final int MOST_BYTES = 16 << 20;
  private static final String ROOT_FILE = "folding.yaml";

  private RulebookArchive() {}

  /**
   * Compiles what is in it.
   *
   * @throws RejectedInput when it is no such zip
   * @throws RulebookException when the rules in it are wrong
   */
  static Rulebook compile(InputStream zip) throws IOException, RulebookException {
    Map<String, byte[]> files = files(zip);
    String root =
        files.keySet().stream()
            .filter(name -> name.equals(ROOT_FILE) || name.endsWith('/' + ROOT_FILE))
            .map(name -> name.substring(0, name.length() - ROOT_FILE.length()))
            .findFirst()
            .orElseThrow(() -> rejected("rulebooks.zip.none", ROOT_FILE));
    Path folder = Files.createTempDirectory("rulebook-");
    try {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        if (file.getKey().startsWith(root)) {
          Path place = folder.resolve(file.getKey().substring(root.length())).normalize();
          if (!place.startsWith(folder)) {
            throw rejected("rulebooks.zip.outside", file.getKey());
          }
          Files.createDirectories(place.getParent());
          Files.write(place, file.getValue());
        }
      }
      return RulebookSource.compile(folder);
    } finally {
      FileSystemUtils.deleteRecursively(folder);
    }
  }

  private static Map<String, byte[]> files(InputStream in) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    long bytes = 0;
    try (ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.isDirectory() || !entry.getName().endsWith(".yaml")) {
          continue;
        }
        byte[] content = zip.readNBytes((int) (MOST_BYTES - bytes + 1));
        bytes += content.length;
        if (bytes > MOST_BYTES || files.size() == MOST_FILES) {
          throw rejected("rulebooks.zip.large", MOST_FILES, MOST_BYTES >> 20);
        }
        files.put(entry.getName(), content);
      }
    } catch (ZipException e) {
      throw rejected("rulebooks.zip.none", ROOT_FILE);
    }
    return files;
  }

  private static RejectedInput rejected(String key, Object... arguments) {
    return new RejectedInput(List.of(Problem.of("file", key, arguments)));
  }
}
