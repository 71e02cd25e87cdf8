package cn.beian.server.calendar;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * A value that is read once in a transaction, however often it is asked for; outside of one it is
 * read each time.
 */
final class OncePerTransaction<T> {
  private final Class<T> type;
  private final Supplier<T> read;

  OncePerTransaction(Class<T> type, Supplier<T> read) {
    this.type = type;
    this.read = read;
  }

  T get() {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      return read.get();
    }
    Snapshot snapshot = snapshot().orElseGet(this::begin);
    if (snapshot.value == null) {
      snapshot.value = read.get();
    }
    return type.cast(snapshot.value);
  }

  /** The transaction changed what was read. */
  void forget() {
    if (TransactionSynchronizationManager.isSynchronizationActive()) {
      snapshot().ifPresent(snapshot -> snapshot.value = null);
    }
  }

  private Optional<Snapshot> snapshot() {
    return TransactionSynchronizationManager.getSynchronizations().stream()
        .filter(Snapshot.class::isInstance)
        .map(Snapshot.class::cast)
        .filter(snapshot -> snapshot.of == this)
        .findFirst();
  }

  private Snapshot begin() {
    Snapshot snapshot = new Snapshot(this);
    TransactionSynchronizationManager.registerSynchronization(snapshot);
    return snapshot;
  }

  /** Lives as long as its transaction; one that begins within has its own. */
  private static final class Snapshot implements TransactionSynchronization {
    private final OncePerTransaction<?> of;
    private @Nullable Object value;

    Snapshot(OncePerTransaction<?> of) {
      this.of = of;
    }
  }
}
