package cn.beian.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The programs of PostgreSQL, out of their jar. */
final class PostgresBinaries {
  private PostgresBinaries() {}

  /**
   * The folder of the programs, unpacked below {@code folder} unless they are there.
   *
   * @throws IOException when there are none for this platform
   */
  static Path unpack(Path folder) throws IOException {
    String resource = "postgres-" + platform() + ".txz";
    Path target = folder.resolve("postgres-binaries-18");
    if (Files.isDirectory(target)) {
      return target;
    }
    InputStream packed = PostgresBinaries.class.getResourceAsStream("/" + resource);
    if (packed == null) {
      throw new IOException(
          "this program carries no PostgreSQL for "
              + platform()
              + ". Either set BEIAN_DB_URL, BEIAN_DB_USER and BEIAN_DB_PASSWORD to a PostgreSQL that runs,"
              + " or build beian on this machine: its build takes the one for Linux (x86_64, arm64)"
              + " and, on a Mac, that for macOS");
    }
    Files.createDirectories(folder);
    Path fresh = Files.createTempDirectory(folder, "unpacking");
    Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(packed)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        write(tar, entry, fresh);
      }
    }
    try {
      Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileSystemException e) { // what it says when somebody else was faster differs
      FileSystemUtils.deleteRecursively(fresh);
      if (!Files.isDirectory(target)) {
        throw e;
      }
    }
    return target;
  }

  private static void write(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
      throws IOException {
    Path file = folder.resolve(entry.getName()).normalize();
    if (!file.startsWith(folder)) {
      throw new IOException("entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
      return;
    }
    Files.createDirectories(file.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
    } else {
      Files.copy(tar, file);
      boolean executable = (entry.getMode() & 0100) != 0;
      Files.setPosixFilePermissions(
          file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
  }

  private static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    String machine = System.getProperty("os.arch");
    String os = system.contains("mac") ? "darwin" : system.contains("linux") ? "linux" : system;
    String processor = machine.equals("aarch64") ? "arm_64" : "x86_64";
    return os + "-" + processor;
  }
}
