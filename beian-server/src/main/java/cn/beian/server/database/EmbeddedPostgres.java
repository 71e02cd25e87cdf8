package cn.beian.server.database;

import cn.beian.server.start.StartRefusedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL server that lives and dies with this JVM, on loopback, with fsync on and a SCRAM
 * password.
 *
 * <p>The binaries come out of the jar. On Linux the kernel stops the server (SIGINT) when this JVM
 * is killed; a server left by a killed JVM is awaited or stopped before a new one starts on the
 * same folder. A server that dies alone is started again on the same port.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final int START_SECONDS = 90;
  private static final int STOP_SECONDS = 30;
  private static final int BIND_ATTEMPTS = 5;

  private final FolderLock folder;
  private final PostgresProcess server;
  private final int port;
  private final String password;
  private final String applicationPassword = randomPassword();

  private EmbeddedPostgres(FolderLock folder, PostgresProcess server, int port, String password) {
    this.folder = folder;
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
   * @throws StartRefusedException while another program runs it
   * @throws IOException when the binaries do not exist for this platform, or the server does not
   *     come up
   */
  static EmbeddedPostgres start(Path home, Path binaries, int wantedPort) throws IOException {
    Path root = home.toAbsolutePath().normalize();
    Files.createDirectories(root);
    FolderLock folder = FolderLock.of(root);
    try {
      return start(folder, root, binaries, wantedPort);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  private static EmbeddedPostgres start(FolderLock folder, Path root, Path binaries, int wantedPort)
      throws IOException {
    Path bin = PostgresBinaries.unpack(binaries.toAbsolutePath().normalize()).resolve("bin");
    Path data = root.resolve("data");
    Path passwordFile = root.resolve("password");
    OperatingSystemUser user = OperatingSystemUser.choose(root);
    String password = initialise(bin, data, passwordFile, user);
    awaitPredecessor(data);
    for (int attempt = 1; ; attempt++) {
      int port = wantedPort == 0 ? freePort() : wantedPort;
      PostgresProcess process = launch(bin, data, root.resolve("server.log"), port, user);
      EmbeddedPostgres postgres = new EmbeddedPostgres(folder, process, port, password);
      if (postgres.awaitReady()) {
        process.keep();
        return postgres;
      }
      process.stop();
      if (attempt == BIND_ATTEMPTS || wantedPort != 0) {
        throw new IOException("PostgreSQL did not start on port " + port + "; " + process.why());
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

  /**
   * Password of {@link ApplicationRole#EMBEDDED}, which is made here if need be; another one at
   * each start, kept in memory alone.
   */
  String applicationPassword() throws SQLException {
    try (Connection owner = DriverManager.getConnection(url(), user(), password)) {
      ApplicationRole.make(owner, ApplicationRole.EMBEDDED, applicationPassword);
    }
    return applicationPassword;
  }

  /** Stops the server and waits for it; does nothing when it has ended. */
  @Override
  public void close() {
    try {
      server.stop();
    } finally {
      folder.close();
    }
  }

  private boolean awaitReady() throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
    try {
      while (System.nanoTime() < deadline) {
        if (server.ended(50)) {
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
    String password = randomPassword();
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password, StandardCharsets.UTF_8);
    user.own(passwordFile);
    Path fresh = data.resolveSibling("data.new"); // a crash on the way leaves no half database
    user.run("rm", "-rf", fresh.toString());
    user.run(
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
        fresh.toString());
    Files.move(fresh, data, StandardCopyOption.ATOMIC_MOVE);
    return password;
  }

  private static String randomPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static PostgresProcess launch(
      Path bin, Path data, Path log, int port, OperatingSystemUser user) throws IOException {
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
    return PostgresProcess.start(OperatingSystemUser.withDeathSignal(command), log);
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
        PostgresProcess.signal(pid, "INT");
        told = true;
      }
      pause();
    }
  }

  static boolean isPostgres(Path stat) {
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

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
