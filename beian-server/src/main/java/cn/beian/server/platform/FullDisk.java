package cn.beian.server.platform;

import java.net.ConnectException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether something failed for want of space, in whatever it is wrapped: PostgreSQL says so by a
 * state or, where it cannot write its log, in words alone; a file says so in words.
 */
public final class FullDisk {
  /** Of PostgreSQL. */
  private static final String STATE = "53100";

  private static final List<String> WORDS =
      List.of("No space left on device", "Disk quota exceeded", "not enough space on the disk");

  /** Of the pool. */
  private static final String CLOSED = "Connection is closed";

  /** Most failures that are looked at; one that names more is made of them. */
  private static final int MOST = 100;

  private FullDisk() {}

  /** Whether a failure, or one that it comes from, says that there is no space. */
  public static boolean in(@Nullable Throwable failure) {
    return causes(failure).stream().anyMatch(FullDisk::says);
  }

  /**
   * Whether the database was not there, or went away: what it does when it cannot write its log.
   */
  public static boolean lostDatabase(@Nullable Throwable failure) {
    return causes(failure).stream().anyMatch(FullDisk::lost);
  }

  /** Whether no connection came free in time: the database is there, and busy. */
  public static boolean waitedForConnection(@Nullable Throwable failure) {
    return causes(failure).stream().anyMatch(SQLTransientConnectionException.class::isInstance);
  }

  private static boolean says(Throwable one) {
    String words = String.valueOf(one.getMessage());
    return (one instanceof SQLException database && STATE.equals(database.getSQLState()))
        || WORDS.stream().anyMatch(words::contains);
  }

  /**
   * Connection failures, and what a server says that stops, crashed or recovers. Of a commit that
   * broke its connection only the rollback is told, for which the pool has no state.
   */
  private static boolean lost(Throwable one) {
    if (!(one instanceof SQLException database)) {
      return one instanceof ConnectException;
    }
    String state = database.getSQLState();
    return state == null
        ? database instanceof SQLTransientConnectionException || CLOSED.equals(one.getMessage())
        : state.startsWith("08") || state.startsWith("57P");
  }

  private static Set<Throwable> causes(@Nullable Throwable failure) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Throwable> next = new ArrayDeque<>();
    if (failure != null) {
      next.add(failure);
    }
    while (!next.isEmpty() && seen.size() < MOST) {
      Throwable one = next.remove();
      if (!seen.add(one)) {
        continue;
      }
      if (one.getCause() != null) {
        next.add(one.getCause());
      }
      if (one instanceof SQLException database && database.getNextException() != null) {
        next.add(database.getNextException()); // of a batch, the row that failed
      }
      next.addAll(List.of(one.getSuppressed()));
    }
    return seen;
  }
}
