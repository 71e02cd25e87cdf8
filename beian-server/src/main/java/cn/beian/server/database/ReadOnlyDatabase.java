package cn.beian.server.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A server's database for a command that only reads it. Nothing is migrated or made. Where a server
 * runs on the folder its PostgreSQL is asked; else one is started for the time being.
 */
public final class ReadOnlyDatabase implements AutoCloseable {
  private static final int PORT_LINE = 3; // of postmaster.pid, from 0

  /** Each query runs once and may bring much: bytes as they are, not as hex. */
  private static final int BINARY_FROM_THE_FIRST = -1;

  private final DatabaseAccess access;
  private final PGSimpleDataSource dataSource;
  private final Optional<EmbeddedPostgres> own;

  private ReadOnlyDatabase(DatabaseAccess access, Optional<EmbeddedPostgres> own) {
    this.access = access;
    this.dataSource = reading(access);
    this.own = own;
  }

  /**
   * Opens it.
   *
   * @param dataDir the server's {@code beian.data-dir}
   * @param environment BEIAN_DB_URL names another database than that of the folder
   * @throws NoSuchFileException when the folder holds no database
   * @throws IOException when the database does not start
   * @throws SQLException when it does not answer
   */
  public static ReadOnlyDatabase open(Path dataDir, Map<String, String> environment)
      throws IOException, SQLException {
    Optional<DatabaseAccess> named = DatabaseAccess.named(environment);
    if (named.isPresent()) {
      return answering(named.get(), Optional.empty());
    }
    Path home = dataDir.resolve("postgres");
    if (!Files.exists(home.resolve("data/PG_VERSION"))) {
      throw new NoSuchFileException(home.toString());
    }
    Optional<Integer> port = portOfRunning(home.resolve("data"));
    if (port.isPresent()) {
      String password = Files.readString(home.resolve("password")).strip();
      String running = "jdbc:postgresql://127.0.0.1:" + port.get() + "/postgres";
      return answering(DatabaseAccess.ofOwner(running, "postgres", password), Optional.empty());
    }
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home, home, 0);
    return answering(
        DatabaseAccess.ofOwner(postgres.url(), postgres.user(), postgres.password()),
        Optional.of(postgres));
  }

  /** What reads a database, and closes it. */
  public interface Reader<T> {
    T of(ReadOnlyDatabase database) throws IOException;
  }

  /**
   * Opens it for a reader; when that cannot be made, it is closed again.
   *
   * @throws IOException also when it does not answer
   */
  public static <T> T open(Path dataDir, Map<String, String> environment, Reader<T> reader)
      throws IOException {
    ReadOnlyDatabase database;
    try {
      database = open(dataDir, environment);
    } catch (SQLException e) {
      throw new IOException(e.getMessage(), e);
    }
    try {
      return reader.of(database);
    } catch (IOException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Connections that refuse to write. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** As {@link #dataSource()}; tables are looked for in this schema first. */
  public DataSource dataSource(String schema) {
    PGSimpleDataSource other = reading(access);
    other.setCurrentSchema(schema);
    return other;
  }

  @Override
  public void close() {
    own.ifPresent(EmbeddedPostgres::close);
  }

  private static PGSimpleDataSource reading(DatabaseAccess access) {
    PGSimpleDataSource source = access.source();
    source.setReadOnly(true);
    source.setPrepareThreshold(BINARY_FROM_THE_FIRST);
    return source;
  }

  private static ReadOnlyDatabase answering(DatabaseAccess access, Optional<EmbeddedPostgres> own)
      throws SQLException {
    ReadOnlyDatabase database = new ReadOnlyDatabase(access, own);
    try (Connection connection = database.dataSource.getConnection()) {
      connection.isValid(5);
      return database;
    } catch (SQLException | RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static Optional<Integer> portOfRunning(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.size() <= PORT_LINE || !lines.get(0).strip().matches("\\d{1,9}")) {
      return Optional.empty();
    }
    long pid = Long.parseLong(lines.get(0).strip());
    Path stat = Path.of("/proc", Long.toString(pid), "stat"); // Linux; a pid may be used again
    boolean runs =
        Files.exists(stat)
            ? EmbeddedPostgres.isPostgres(stat)
            : ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    return runs ? Optional.of(Integer.valueOf(lines.get(PORT_LINE).strip())) : Optional.empty();
  }
}
