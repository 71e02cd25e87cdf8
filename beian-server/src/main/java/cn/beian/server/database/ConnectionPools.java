package cn.beian.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.datasource.AbstractDataSource;

/** The database's connections, a pool for each {@link DatabaseUse}. */
final class ConnectionPools extends AbstractDataSource implements AutoCloseable {
  private static final int IDLE = 2;

  private final Map<DatabaseUse, HikariDataSource> pools = new EnumMap<>(DatabaseUse.class);

  /**
   * Opens them as they are wanted.
   *
   * @param sizes most connections of each use
   */
  ConnectionPools(DatabaseAccess access, Map<DatabaseUse, Integer> sizes) {
    for (DatabaseUse use : DatabaseUse.values()) {
      int size = Objects.requireNonNull(sizes.get(use));
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(access.url());
      pool.setUsername(access.user());
      pool.setPassword(access.password());
      pool.setMaximumPoolSize(size);
      pool.setMinimumIdle(Math.min(IDLE, size));
      pool.setConnectionTimeout(use.connection().toMillis());
      pool.setValidationTimeout(use.connection().toMillis() / 2); // of a database that hangs
      pool.setConnectionInitSql(use.settings());
      use.silence()
          .ifPresent(most -> pool.addDataSourceProperty("socketTimeout", most.toSeconds()));
      pool.setPoolName("beian-" + use.name().toLowerCase(java.util.Locale.ROOT));
      pools.put(use, pool);
    }
  }

  @Override
  public Connection getConnection() throws SQLException {
    return Objects.requireNonNull(pools.get(DatabaseUse.current())).getConnection();
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new UnsupportedOperationException("the pools have their own user");
  }

  @Override
  public void close() {
    pools.values().forEach(HikariDataSource::close);
  }
}
