package cn.beian.server.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What a thread needs the database for. Each use has connections of its own, so that none can take
 * those of another, and limits to the time of a statement, of waiting for a lock and of waiting for
 * a connection.
 */
public enum DatabaseUse {
  /** Anybody reads what is public; short, and writes nothing. */
  PUBLIC_READ(Duration.ofSeconds(3), Duration.ofSeconds(1), Duration.ofSeconds(1)),
  /** A page or a command of somebody. */
  PAGE(Duration.ofSeconds(60), Duration.ofSeconds(3), Duration.ofSeconds(3)),
  /** Reads rows as they were committed before an act that has changed them; writes nothing. */
  COMMITTED(Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(3)),
  /** Jobs, migrations and commands: what no request waits for. */
  JOB(Duration.ofHours(1), Duration.ofMinutes(2), Duration.ofSeconds(30));

  /** Qualifier of the data source for {@link #COMMITTED}. */
  public static final String COMMITTED_ROWS = "committedRows";

  private static final ThreadLocal<DatabaseUse> CURRENT = ThreadLocal.withInitial(() -> JOB);

  private final Duration statement;
  private final Duration lock;
  private final Duration connection;

  DatabaseUse(Duration statement, Duration lock, Duration connection) {
    this.statement = statement;
    this.lock = lock;
    this.connection = connection;
  }

  /** An act that may fail as a request does. */
  @FunctionalInterface
  public interface Act<E extends Exception> {
    void run() throws E;
  }

  /** Acts in this thread, with connections of this use. */
  public <E extends Exception> void during(Act<E> act) throws E {
    DatabaseUse before = CURRENT.get();
    CURRENT.set(this);
    try {
      act.run();
    } finally {
      CURRENT.set(before);
    }
  }

  /** A connection of this use, whatever the thread acts for. */
  Connection connectionOf(DataSource dataSource) throws SQLException {
    DatabaseUse before = CURRENT.get();
    CURRENT.set(this);
    try {
      return dataSource.getConnection();
    } finally {
      CURRENT.set(before);
    }
  }

  static DatabaseUse current() {
    return CURRENT.get();
  }

  /** How long one waits for a connection. */
  Duration connection() {
    return connection;
  }

  /**
   * How long a statement may go without any answer of the database, which then does not even keep
   * the limits that were set; empty where no request waits for it.
   */
  Optional<Duration> silence() {
    return this == JOB ? Optional.empty() : Optional.of(statement.plusSeconds(2));
  }

  /** What is set on each new connection. */
  String settings() {
    String limits =
        "set statement_timeout = "
            + statement.toMillis()
            + "; set lock_timeout = "
            + lock.toMillis();
    return switch (this) {
      case PUBLIC_READ, COMMITTED -> limits + "; set default_transaction_read_only = on";
      case PAGE -> limits + "; set plan_cache_mode = force_custom_plan"; // lists differ by reader
      case JOB -> limits;
    };
  }
}
