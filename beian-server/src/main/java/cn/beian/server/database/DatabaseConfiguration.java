package cn.beian.server.database;

import cn.beian.server.platform.BeianSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The database: an existing PostgreSQL, or an embedded one that stops after the connection pool has
 * closed.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseConfiguration.class);

  /** The scheduler's threads, its own questions and one for whoever starts. */
  static final int FOR_JOBS = 11;

  /** Connections that read what was committed before an act: short, and one at a time. */
  private static final int FOR_COMMITTED = 2;

  /** Schema and bean of the ledger into which the head of the audit trail goes. */
  private static final String AUDIT_LEDGER = "audit_ledger";

  @Bean(destroyMethod = "close")
  @ConditionalOnExpression("'${beian.db.url:}'.isEmpty()")
  EmbeddedPostgres embeddedPostgres(BeianSettings settings) throws IOException {
    Path home = settings.dataDir().resolve("postgres");
    Path binaries = settings.db().binaries();
    return EmbeddedPostgres.start(home, binaries == null ? home : binaries, settings.db().port());
  }

  @Bean
  DatabaseAccess databaseAccess(BeianSettings settings, ObjectProvider<EmbeddedPostgres> embedded)
      throws SQLException {
    @Nullable EmbeddedPostgres postgres = embedded.getIfAvailable();
    return postgres == null ? DatabaseAccess.of(settings.db()) : DatabaseAccess.of(postgres);
  }

  @Bean(destroyMethod = "close")
  @Primary
  DataSource dataSource(BeianSettings settings, DatabaseAccess access) throws SQLException {
    BeianSettings.Db db = settings.db();
    ConnectionPools pool =
        new ConnectionPools(
            access,
            Map.of(
                DatabaseUse.PUBLIC_READ,
                within(1, db.publicConnections()),
                DatabaseUse.PAGE,
                within(2, db.connections()),
                DatabaseUse.COMMITTED,
                FOR_COMMITTED,
                DatabaseUse.JOB,
                FOR_JOBS));
    try {
      refuseUnsafe(pool);
    } catch (SQLException | RuntimeException e) {
      pool.close();
      throw e;
    }
    return pool;
  }

  /** Connections that are part of no transaction, so that they see what was committed before it. */
  @Bean(defaultCandidate = false)
  @Qualifier(DatabaseUse.COMMITTED_ROWS)
  DataSource committedRows(DataSource dataSource) {
    return new DelegatingDataSource(dataSource) {
      @Override
      public Connection getConnection() throws SQLException {
        return DatabaseUse.COMMITTED.connectionOf(dataSource);
      }
    };
  }

  /** Connections on which the three tables of a ledger are those of the audit trail. */
  @Bean(defaultCandidate = false)
  @Qualifier(AUDIT_LEDGER)
  DataSource auditLedgerDataSource(DatabaseAccess access) {
    PGSimpleDataSource source = access.source();
    source.setCurrentSchema(AUDIT_LEDGER);
    return source;
  }

  /**
   * Whether the database answers, asked on a connection that is there. By itself Spring would ask
   * on one of each data source, and the ledger’s opens one each time: anybody may ask for the
   * health.
   */
  @Bean
  HealthContributor dbHealthContributor(DataSource dataSource) {
    return new DataSourceHealthIndicator(dataSource);
  }

  /** The tables are made and changed by the role that owns them. */
  @Bean
  FlywayConfigurationCustomizer migratingAsOwner(DatabaseAccess access) {
    return flyway -> flyway.dataSource(access.url(), access.owner(), access.ownerPassword());
  }

  @Bean
  RoleGrants roleGrants(DatabaseAccess access) {
    return new RoleGrants(access);
  }

  /** Says at each start where the trail could be rewritten by the server itself. */
  @Bean
  ApplicationRunner trailIsSafe(DataSource dataSource) {
    return arguments -> {
      try (Connection connection = dataSource.getConnection()) {
        List<String> excess = ApplicationRole.excess(connection);
        if (!excess.isEmpty()) {
          LOG.warn(
              "the database role of the server {}: whoever takes the server over can rewrite the"
                  + " audit trail. Give it a role of its own (BEIAN_DB_OWNER;"
                  + " docs/guide/operator-database.md)",
              String.join(", ", excess));
        }
      }
    };
  }

  private static int within(int least, int wanted) {
    return Math.max(least, Math.min(200, wanted));
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
