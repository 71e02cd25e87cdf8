package cn.beian.server.filings;

import cn.beian.server.TestClassPath;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** {@link CrashLoad} in a process of its own, with its PostgreSQL. */
final class ServerProcess {
  /** Begins each line that is meant for the test; all others are log. */
  static final String PREFIX = "crash> ";

  private static final int PATIENCE_SECONDS = 120;

  private final Path data;
  private final Path log;
  private final List<String> told;
  private final LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final Process process;
  private final Thread reader;

  /**
   * Starts the server.
   *
   * @param data its data folder
   * @param told takes what it says, also what an earlier server said
   */
  ServerProcess(Path data, List<String> told) throws IOException, InterruptedException {
    this.data = data;
    this.log = data.resolveSibling("server.out");
    this.told = told;
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-cp",
                TestClassPath.joined(),
                CrashLoad.class.getName(),
                "--port",
                "0",
                "--data",
                data.toString(),
                "--beian.db.url=",
                "--beian.db.binaries=" + Path.of("target", "postgres-binaries").toAbsolutePath(),
                "--db-scheduler.heartbeat-interval=1s",
                "--db-scheduler.missed-heartbeats-limit=4")
            .redirectErrorStream(true)
            .start();
    this.reader = new Thread(this::read, "server-output");
    reader.start();
    await("READY");
  }

  private void read() {
    try (BufferedReader in =
            new BufferedReader(
                new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        Writer rest =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith(PREFIX)) {
          lines.add(line.substring(PREFIX.length()));
        } else {
          rest.write(line + "\n");
        }
      }
    } catch (IOException e) {
      lines.add("UNREADABLE " + e);
    }
  }

  /** Sends a command. */
  void command(String word) throws IOException {
    process.getOutputStream().write((word + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  /** Reads on to a line of that kind. */
  String await(String kind) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (System.nanoTime() < deadline && (process.isAlive() || !lines.isEmpty())) {
      String line = lines.poll(1, TimeUnit.SECONDS);
      if (line != null) {
        told.add(line);
        if (line.startsWith(kind)) {
          return line;
        }
      }
    }
    String said = Files.exists(log) ? Files.readString(log) : "";
    throw new AssertionError(
        "no " + kind + "; the server said:\n" + said.substring(Math.max(0, said.length() - 6000)));
  }

  /** Reads what was said until now. */
  void catchUp() {
    List<String> rest = new ArrayList<>();
    lines.drainTo(rest);
    told.addAll(rest);
  }

  /** Lets it work on. */
  void work(long millis) throws InterruptedException {
    process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  /** kill -9 of the server. */
  void kill() throws IOException, InterruptedException {
    kill(process.pid());
    process.waitFor();
    reader.join();
    catchUp();
  }

  /** kill -9 of the postmaster and of all its children. */
  void killPostgres() throws IOException, InterruptedException {
    ProcessHandle postmaster =
        ProcessHandle.of(Long.parseLong(pidFile().get(0).strip())).orElseThrow();
    List<Long> children = postmaster.descendants().map(ProcessHandle::pid).toList();
    kill(postmaster.pid());
    for (long child : children) {
      kill(child);
    }
  }

  private static void kill(long pid) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-9", Long.toString(pid))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }

  /** Its database, for somebody else. */
  Connection database() throws IOException, SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + pidFile().get(3).strip() + "/postgres",
        "postgres",
        Files.readString(data.resolve("postgres/password")).strip());
  }

  private List<String> pidFile() throws IOException {
    return Files.readAllLines(data.resolve("postgres/data/postmaster.pid"));
  }

  /** Ends it where a test leaves it. */
  void end() throws IOException, InterruptedException {
    process.getOutputStream().close(); // it closes by itself
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      killPostgres();
      kill();
    }
  }
}
