package cn.beian.server.database;

import cn.beian.server.BeianSettings;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The database: an existing PostgreSQL, or an embedded one that stops after the connection pool has
 * closed.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {

  @Bean(destroyMethod = "close")
  @ConditionalOnExpression("'${beian.db.url:}'.isEmpty()")
  EmbeddedPostgres embeddedPostgres(BeianSettings settings) throws IOException {
    Path home = settings.dataDir().resolve("postgres");
    Path binaries = settings.db().binaries();
    return EmbeddedPostgres.start(home, binaries == null ? home : binaries, settings.db().port());
  }

  @Bean(destroyMethod = "close")
  DataSource dataSource(BeianSettings settings, ObjectProvider<EmbeddedPostgres> embedded)
      throws SQLException {
    HikariDataSource pool = new HikariDataSource();
    @Nullable EmbeddedPostgres postgres = embedded.getIfAvailable();
    pool.setJdbcUrl(postgres == null ? settings.db().url() : postgres.url());
    pool.setUsername(postgres == null ? settings.db().user() : postgres.user());
    pool.setPassword(postgres == null ? settings.db().password() : postgres.password());
    pool.setMaximumPoolSize(Math.max(2, Math.min(200, settings.db().connections())));
    pool.setPoolName("beian");
    try {
      refuseUnsafe(pool);
    } catch (SQLException | RuntimeException e) {
      pool.close();
      throw e;
    }
    return pool;
  }

  /** A decision that was told to the applicant must survive a power cut. */
  static void refuseUnsafe(DataSource dataSource) throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement()) {
      for (String name : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        try (ResultSet rows = statement.executeQuery("SHOW " + name)) {
          if (rows.next() && rows.getString(1).equals("off")) {
            throw new IllegalStateException(
                "the database has "
                    + name
                    + "=off: a decision could be lost in a crash. Set it to on and start again.");
          }
        }
      }
    }
  }
}
