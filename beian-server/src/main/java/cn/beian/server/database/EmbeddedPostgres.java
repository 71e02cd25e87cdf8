package cn.beian.server.database;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/**
 * A PostgreSQL server that lives and dies with this JVM, on loopback, with fsync on and a SCRAM
 * password.
 *
 * <p>The binaries come out of the jar. On Linux the kernel stops the server (SIGINT) when this JVM
 * is killed; a server left by a killed JVM is awaited or stopped before a new one starts on the
 * same folder.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int START_SECONDS = 90;
  private static final int STOP_SECONDS = 30;
  private static final int BIND_ATTEMPTS = 5;

  private final Process server;
  private final int port;
  private final String password;

  private EmbeddedPostgres(Process server, int port, String password) {
    this.server = server;
    this.port = port;
    this.password = password;
  }

  /**
   * Starts a server on {@code home/data}, making it on first use.
   *
   * @param home folder of the database, password file and log
   * @param binaries folder for the unpacked binaries
   * @param wantedPort TCP port; 0 takes a free one
   * @throws IOException when the binaries do not exist for this platform, or the server does not
   *     come up
   */
  static EmbeddedPostgres start(Path home, Path binaries, int wantedPort) throws IOException {
    Path root = home.toAbsolutePath().normalize();
    Files.createDirectories(root);
    Path bin = unpack(binaries.toAbsolutePath().normalize()).resolve("bin");
    Path data = root.resolve("data");
    Path passwordFile = root.resolve("password");
    OperatingSystemUser user = OperatingSystemUser.choose(root);
    String password = initialise(bin, data, passwordFile, user);
    awaitPredecessor(data);
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort == 0 ? freePort() : wantedPort;
      Process process = launch(bin, data, root.resolve("server.log"), port, user);
      EmbeddedPostgres postgres = new EmbeddedPostgres(process, port, password);
      if (postgres.awaitReady()) {
        return postgres;
      }
      if (attempt == BIND_ATTEMPTS || wantedPort != 0) {
        postgres.close();
        throw new IOException(
            "PostgreSQL did not start on port " + port + "; see " + root.resolve("server.log"));
      }
    }
  }

  /** JDBC address of the database. */
  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  String user() {
    return "postgres";
  }

  String password() {
    return password;
  }

  /** Stops the server and waits for it; does nothing when it has ended. */
  @Override
  public void close() {
    if (!server.isAlive()) {
      return;
    }
    try {
      signal(server.pid(), "INT");
      if (!server.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn(
            "PostgreSQL (pid {}) did not stop within {} s and is killed",
            server.pid(),
            STOP_SECONDS);
        server.destroyForcibly().waitFor(STOP_SECONDS, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean awaitReady() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      while (System.nanoTime() < deadline) {
        if (server.waitFor(50, TimeUnit.MILLISECONDS)) {
          return false;
        }
        if (answers()) {
          return true;
        }
      }
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL was starting", e);
    }
  }

  private boolean answers() {
    try (Connection connection = DriverManager.getConnection(url(), user(), password)) {
      return connection.isValid(5);
    } catch (SQLException e) {
      return false;
    }
  }

  private static String initialise(Path bin, Path data, Path passwordFile, OperatingSystemUser user)
      throws IOException {
    if (Files.exists(data.resolve("PG_VERSION"))) {
      return Files.readString(passwordFile, StandardCharsets.UTF_8).strip();
    }
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    String password = HexFormat.of().formatHex(random);
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password, StandardCharsets.UTF_8);
    user.own(passwordFile);
    List<String> command =
        user.command(
            bin.resolve("initdb").toString(),
            "-A",
            "scram-sha-256",
            "--pwfile=" + passwordFile,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
            "-D",
            data.toString());
    Process initdb = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(initdb.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (exitCode(initdb) != 0) {
      throw new IOException("initdb failed: " + output);
    }
    return password;
  }

  /**
   * The kernel sends the death signal when the starting thread ends, so that thread waits for the
   * server.
   */
  private static Process launch(Path bin, Path data, Path log, int port, OperatingSystemUser user)
      throws IOException {
    List<String> command =
        user.command(
            bin.resolve("postgres").toString(),
            "-D",
            data.toString(),
            "-p",
            Integer.toString(port),
            "-c",
            "listen_addresses=127.0.0.1",
            "-c",
            "unix_socket_directories=",
            "-c",
            "fsync=on",
            "-c",
            "synchronous_commit=on",
            "-c",
            "timezone=UTC");
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread keeper =
        new Thread(
            () -> {
              try {
                Process process =
                    new ProcessBuilder(OperatingSystemUser.withDeathSignal(command))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start();
                started.complete(process);
                process.waitFor();
              } catch (IOException e) {
                started.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "postgres-keeper");
    keeper.setDaemon(true);
    keeper.start();
    try {
      return started.join();
    } catch (java.util.concurrent.CompletionException e) {
      throw new IOException("PostgreSQL could not be launched: " + command, e.getCause());
    }
  }

  /** Waits for the server of a killed JVM: a zombie goes by itself, a live one is told to stop. */
  private static void awaitPredecessor(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile, StandardCharsets.UTF_8);
    if (lines.isEmpty() || !lines.get(0).strip().matches("\\d{1,9}")) {
      return;
    }
    long pid = Long.parseLong(lines.get(0).strip());
    ProcessHandle handle = ProcessHandle.of(pid).orElse(null);
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (handle == null || !Files.exists(stat)) {
      return;
    }
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(STOP_SECONDS);
    boolean told = false;
    while (System.nanoTime() < deadline && isPostgres(stat)) {
      if (!told) {
        LOG.info(
            "A PostgreSQL server (pid {}) of an earlier run still holds {}; waiting for it",
            pid,
            data);
        signal(pid, "INT");
        told = true;
      }
      pause();
    }
  }

  private static boolean isPostgres(Path stat) {
    try {
      return Files.readString(stat, StandardCharsets.UTF_8).contains("(postgres)");
    } catch (IOException e) {
      return false; // the process has gone
    }
  }

  private static void pause() throws IOException {
    try {
      TimeUnit.MILLISECONDS.sleep(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for an earlier PostgreSQL", e);
    }
  }

  private static void signal(long pid, String name) throws IOException {
    exitCode(new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start());
  }

  private static int exitCode(Process process) throws IOException {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static Path unpack(Path folder) throws IOException {
    String resource = "postgres-" + platform() + ".txz";
    Path target = folder.resolve("postgres-binaries-18");
    if (Files.isDirectory(target)) {
      return target;
    }
    InputStream packed = EmbeddedPostgres.class.getResourceAsStream("/" + resource);
    if (packed == null) {
      throw new IOException(
          "no embedded PostgreSQL for this platform ("
              + resource
              + "); set BEIAN_DB_URL to an existing PostgreSQL");
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
    } catch (AtomicMoveNotSupportedException
        | java.nio.file.FileAlreadyExistsException
        | java.nio.file.DirectoryNotEmptyException e) {
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

  /** As whom the server runs: PostgreSQL refuses to run as root. */
  private record OperatingSystemUser(List<String> prefix, boolean changesOwner) {
    private static final String NOBODY = "65534";

    static OperatingSystemUser choose(Path home) throws IOException {
      if (!"root".equals(System.getProperty("user.name"))) {
        return new OperatingSystemUser(List.of(), false);
      }
      if (runs("unshare", "-U", "true")) {
        return new OperatingSystemUser(List.of("unshare", "-U"), false);
      }
      OperatingSystemUser nobody =
          new OperatingSystemUser(
              List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"), true);
      nobody.own(home);
      return nobody;
    }

    List<String> command(String... arguments) {
      List<String> command = new ArrayList<>(prefix);
      command.addAll(Arrays.asList(arguments));
      return command;
    }

    /** The death signal is lost on a change of credentials, so it is set last. */
    static List<String> withDeathSignal(List<String> command) {
      if (!runs("setpriv", "--pdeathsig", "INT", "true")) {
        return command;
      }
      int program = 0;
      while (!command.get(program).endsWith("/postgres")) {
        program++;
      }
      List<String> result = new ArrayList<>(command.subList(0, program));
      result.addAll(List.of("setpriv", "--pdeathsig", "INT"));
      result.addAll(command.subList(program, command.size()));
      return result;
    }

    void own(Path path) throws IOException {
      if (changesOwner) {
        exitCode(new ProcessBuilder("chown", "-R", NOBODY + ":" + NOBODY, path.toString()).start());
      }
    }

    private static boolean runs(String... command) {
      try {
        return exitCode(
                new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start())
            == 0;
      } catch (IOException e) {
        return false; // the program is not installed
      }
    }
  }
}
