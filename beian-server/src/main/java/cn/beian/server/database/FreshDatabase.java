package cn.beian.server.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The database of a server that is yet to be, for a command that fills it: one in a data folder,
 * made here, or the one that BEIAN_DB_URL names. All is made by the owner of the tables; what the
 * server's own role may do is granted when that starts.
 */
public final class FreshDatabase implements AutoCloseable {
  private final PGSimpleDataSource dataSource;
  private final Optional<EmbeddedPostgres> own;

  private FreshDatabase(PGSimpleDataSource dataSource, Optional<EmbeddedPostgres> own) {
    this.dataSource = dataSource;
    this.own = own;
  }

  /**
   * Opens it.
   *
   * @throws IOException when the database does not start
   * @throws SQLException when it does not answer
   */
  public static FreshDatabase open(Path dataDir, Map<String, String> environment)
      throws IOException, SQLException {
    Optional<DatabaseAccess> named = DatabaseAccess.named(environment);
    if (named.isPresent()) {
      PGSimpleDataSource source = named.get().ownerSource();
      try (Connection connection = source.getConnection()) {
        connection.isValid(5);
      }
      return new FreshDatabase(source, Optional.empty());
    }
    Path home = dataDir.resolve("postgres");
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home, home, 0);
    return new FreshDatabase(
        DatabaseAccess.ofOwner(postgres.url(), postgres.user(), postgres.password()).ownerSource(),
        Optional.of(postgres));
  }

  /** Connections of the owner of all tables. */
  public DataSource dataSource() {
    return dataSource;
  }

  /** Makes the tables as they are after a migration, and those before it. */
  public void migrateTo(String version) {
    Flyway.configure()
        .dataSource(dataSource)
        .locations("classpath:db/migration")
        .target(version)
        .load()
        .migrate();
  }

  @Override
  public void close() {
    own.ifPresent(EmbeddedPostgres::close);
  }
}
