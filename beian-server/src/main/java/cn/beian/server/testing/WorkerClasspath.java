package cn.beian.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * The jars a worker runs from: those of this process, or, where it runs from one fat jar, what that
 * holds, unpacked once.
 */
final class WorkerClasspath {
  private static final String NESTED = "BOOT-INF/lib/";

  private WorkerClasspath() {}

  /**
   * Class path entries for a worker; {@code directory} takes the unpacked jars where that is
   * needed.
   */
  static List<String> find(Path directory) throws IOException {
    List<String> own =
        Arrays.asList(System.getProperty("java.class.path").split(File.pathSeparator));
    if (own.size() == 1 && own.get(0).endsWith(".jar")) {
      try (JarFile jar = new JarFile(own.get(0))) {
        if (jar.getEntry(NESTED) != null) {
          return unpack(jar, directory);
        }
      }
    }
    return own;
  }

  private static List<String> unpack(JarFile jar, Path directory) throws IOException {
    Files.createDirectories(directory);
    List<String> paths = new ArrayList<>();
    for (JarEntry entry : Collections.list(jar.entries())) {
      String name = entry.getName();
      if (name.startsWith(NESTED) && name.endsWith(".jar")) {
        Path target = directory.resolve(name.substring(NESTED.length()).replace('/', '_'));
        if (!Files.exists(target) || Files.size(target) != entry.getSize()) {
          try (InputStream in = jar.getInputStream(entry)) {
            Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
          }
        }
        paths.add(target.toString());
      }
    }
    return paths;
  }
}
