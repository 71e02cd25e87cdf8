package cn.beian.server.database;

import java.util.Objects;
import java.util.function.Function;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** What only the owner of the database may do, for tests that make tables or tamper with rows. */
public final class DatabaseOwner {
  private DatabaseOwner() {}

  /** Connections of the role that owns the tables. */
  public static PGSimpleDataSource dataSource(ApplicationContext server) {
    DatabaseAccess access = server.getBean(DatabaseAccess.class);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(access.url());
    source.setUser(access.owner());
    source.setPassword(access.ownerPassword());
    return source;
  }

  /** The result of work in a transaction of that role, which is rolled back. */
  public static <T> T rolledBack(ApplicationContext server, Function<DataSource, T> work) {
    DataSource owner = dataSource(server);
    TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(owner));
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return work.apply(owner);
            }));
  }

  /** The same, for statements. */
  public static JdbcTemplate of(ApplicationContext server) {
    return new JdbcTemplate(dataSource(server));
  }
}
