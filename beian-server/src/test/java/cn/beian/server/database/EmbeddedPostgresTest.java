package cn.beian.server.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.start.StartRefusedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedPostgresTest {
  private static final Path BINARIES = Path.of("target", "postgres-binaries");

  @TempDir Path home;

  @Test
  void serverKilled_startedAgainAtOnce_keepsWhatWasCommitted() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, BINARIES, 0)) {
      execute(postgres, "CREATE TABLE t (x int)");
      execute(postgres, "INSERT INTO t VALUES (1)");
      long pid = Long.parseLong(Files.readAllLines(home.resolve("data/postmaster.pid")).get(0));
      assertThat(new ProcessBuilder("kill", "-9", Long.toString(pid)).start().waitFor()).isZero();
    }
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, BINARIES, 0)) {
      execute(postgres, "INSERT INTO t VALUES (2)");
      assertThat(postgres.password()).hasSize(48);
    }
  }

  @Test
  void secondServer_onAFolderInUse_isRefused_andTheFirstGoesOn() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, BINARIES, 0)) {
      execute(postgres, "create table kept (a int)");
      assertThatThrownBy(() -> EmbeddedPostgres.start(home, BINARIES, 0))
          .isInstanceOf(StartRefusedException.class)
          .hasMessageContaining(home.toString());
      execute(postgres, "insert into kept values (1)");
    }
    EmbeddedPostgres.start(home, BINARIES, 0).close();
  }

  @Test
  void twoServers_unpackingAtOnce_shareTheBinaries() throws Exception {
    ExecutorService servers = Executors.newFixedThreadPool(2);
    try {
      Callable<Path> unpack = () -> PostgresBinaries.unpack(home);
      for (Future<Path> unpacked : servers.invokeAll(List.of(unpack, unpack))) {
        assertThat(unpacked.get().resolve("bin/postgres")).isExecutable();
      }
      try (Stream<Path> left = Files.list(home)) {
        assertThat(left).hasSize(1);
      }
    } finally {
      servers.shutdown();
    }
  }

  @Test
  void wrongPassword_isRefused() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, BINARIES, 0)) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(postgres.url(), postgres.user(), "x").close())
          .isInstanceOf(SQLException.class)
          .hasMessageContaining("password authentication failed");
    }
  }

  @Test
  void databaseWithoutDurableCommit_isRefused() throws Exception {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(home, BINARIES, 0)) {
      execute(postgres, "ALTER SYSTEM SET synchronous_commit = off");
      execute(postgres, "SELECT pg_reload_conf()");
      execute(postgres, "ALTER ROLE postgres SET synchronous_commit = off");
      PGSimpleDataSource source = new PGSimpleDataSource();
      source.setUrl(postgres.url());
      source.setUser(postgres.user());
      source.setPassword(postgres.password());
      assertThatThrownBy(() -> DatabaseConfiguration.refuseUnsafe(source))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("synchronous_commit=off");
    }
  }

  private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(postgres.url(), postgres.user(), postgres.password());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
