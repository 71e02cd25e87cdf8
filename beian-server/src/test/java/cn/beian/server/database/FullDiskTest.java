package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk of the database runs full, its write-ahead log too, on a file system of 200 MB in
 * memory: commits fail, PostgreSQL ends, and all that was answered is there when there is room
 * again.
 */
@Tag("deep")
class FullDiskTest {
  private static final Logger LOG = LoggerFactory.getLogger(FullDiskTest.class);
  private static final int MEGABYTE = 1 << 20;

  @TempDir Path folder;

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", folder.resolve("small").toString());
  }

  @Test
  void everyCommitThatWasAnswered_isThere_whenThereIsRoomAgain() throws Exception {
    Path small = Files.createDirectory(folder.resolve("small"));
    assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=200m", "none", small.toString()) == 0,
        "absent: the right to mount a file system");
    Path binaries = Path.of("target/postgres-binaries").toAbsolutePath();
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(small.resolve("db"), binaries, 0)) {
      try (Connection connection = connect(postgres);
          Statement statement = connection.createStatement()) {
        statement.execute("create table kept (id int primary key, filler text)");
      }
      Path ballast = small.resolve("ballast");
      fill(ballast, small);
      int answered = insertUntilItFails(postgres);
      LOG.info("{} commits were answered before the disk was full", answered);
      assertThat(answered).isPositive();
      awaitFullDiskInLog(small.resolve("db/server.log"));
      assertThat(PostgresLog.why(small.resolve("db/server.log"), 0))
          .contains("is full. Nothing that was answered is lost");
      stayFull(postgres);
      Files.delete(ballast);
      long freed = System.nanoTime();
      try (Connection connection = awaitAnswer(postgres)) {
        LOG.info(
            "answered again {} ms after there was room",
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - freed));
        assertThat(ids(connection)).containsAll(numbers(answered));
        try (Statement statement = connection.createStatement()) {
          statement.execute("insert into kept values (-1, 'goes on')");
        }
      }
    }
  }

  /** All but 20 MB. */
  private static void fill(Path ballast, Path small) throws IOException {
    long bytes = Files.getFileStore(small).getUsableSpace() - 20L * MEGABYTE;
    try (var out = Files.newOutputStream(ballast)) {
      for (long written = 0; written < bytes; written += MEGABYTE) {
        out.write(new byte[MEGABYTE]);
      }
    }
  }

  private static int insertUntilItFails(EmbeddedPostgres postgres) {
    int answered = 0;
    try (Connection connection = connect(postgres);
        PreparedStatement insert =
            connection.prepareStatement(
                "insert into kept values (?, repeat(md5(?::text), 3000))")) {
      while (answered < 100_000) {
        insert.setInt(1, answered);
        insert.setInt(2, answered);
        insert.executeUpdate();
        answered++;
      }
    } catch (SQLException e) {
      LOG.info("commit {} failed: {}", answered, e.getMessage());
    }
    return answered;
  }

  private static void awaitFullDiskInLog(Path log) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!Files.readString(log).contains("No space left") && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  /** Long enough for it to try to recover, and to be started again, in vain. */
  private static void stayFull(EmbeddedPostgres postgres) throws Exception {
    Set<String> told = new TreeSet<>();
    for (int i = 0; i < 50; i++) {
      try (Connection connection = connect(postgres)) {
        told.add("connected: " + connection.isValid(1));
      } catch (SQLException e) {
        told.add(String.valueOf(e.getMessage()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    LOG.info("while it was full: {}", told);
  }

  private static Connection awaitAnswer(EmbeddedPostgres postgres) throws Exception {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (true) {
      try {
        return connect(postgres);
      } catch (SQLException e) {
        if (System.nanoTime() > deadline) {
          throw e;
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
  }

  private static List<Integer> ids(Connection connection) throws SQLException {
    List<Integer> ids = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select id from kept")) {
      while (rows.next()) {
        ids.add(rows.getInt(1));
      }
    }
    return ids;
  }

  private static List<Integer> numbers(int count) {
    List<Integer> numbers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      numbers.add(i);
    }
    return numbers;
  }

  private static Connection connect(EmbeddedPostgres postgres) throws SQLException {
    return DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
  }

  private static int run(String... command) throws Exception {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .waitFor();
  }
}
