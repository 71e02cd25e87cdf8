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
 * made here, or the one that BEIAN_DB_URL names. All is made by the owner of the tables; the
 * server's own role, where one is named, gets its rights with them.
 */
public final class FreshDatabase implements AutoCloseable {
  private final DatabaseAccess access;
  private final PGSimpleDataSource dataSource;
  private final Optional<EmbeddedPostgres> own;

  private FreshDatabase(DatabaseAccess access, Optional<EmbeddedPostgres> own) {
    this.access = access;
    this.dataSource = access.ownerSource();
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
      FreshDatabase database = new FreshDatabase(named.get(), Optional.empty());
      try (Connection connection = database.dataSource.getConnection()) {
        connection.isValid(5);
      }
      return database;
    }
    Path home = dataDir.resolve("postgres");
    EmbeddedPostgres postgres = EmbeddedPostgres.start(home, home, 0);
    return new FreshDatabase(
        DatabaseAccess.ofOwner(postgres.url(), postgres.user(), postgres.password()),
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
        .callbacks(new RoleGrants(access))
        .load()
        .migrate();
  }

  @Override
  public void close() {
    own.ifPresent(EmbeddedPostgres::close);
  }
}
