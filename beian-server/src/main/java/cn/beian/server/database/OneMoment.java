package cn.beian.server.database;

import java.util.Objects;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads a database as of one moment, whatever is written meanwhile. */
public final class OneMoment {
  private final TransactionTemplate transaction;

  private OneMoment(TransactionTemplate transaction) {
    this.transaction = transaction;
  }

  /** On connections of a data source. */
  public static OneMoment of(DataSource dataSource) {
    return of(new JdbcTransactionManager(dataSource));
  }

  /** In transactions of a manager. */
  public static OneMoment of(JdbcTransactionManager manager) {
    TransactionTemplate transaction = new TransactionTemplate(manager);
    transaction.setReadOnly(true);
    transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return new OneMoment(transaction);
  }

  /** Does what only reads. */
  public <T> T read(Supplier<T> work) {
    return Objects.requireNonNull(transaction.execute(status -> work.get()));
  }
}
