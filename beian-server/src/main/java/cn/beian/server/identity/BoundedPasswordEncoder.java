package cn.beian.server.identity;

import cn.beian.server.platform.Overloaded;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Computes a few passwords at the same time: each takes memory and a processor on purpose, and
 * whoever sends many would take all of both. The others wait a moment, then are refused with {@link
 * Overloaded}. None is computed in a transaction, which would keep a connection and locks so long.
 */
final class BoundedPasswordEncoder implements PasswordEncoder {
  private final PasswordEncoder encoder;
  private final Duration patience;
  private final Semaphore places;

  /**
   * One in front of another.
   *
   * @param atOnce how many are computed at the same time
   * @param patience how long the next waits for a place
   */
  BoundedPasswordEncoder(PasswordEncoder encoder, int atOnce, Duration patience) {
    this.encoder = encoder;
    this.patience = patience;
    this.places = new Semaphore(atOnce, true);
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence password) {
    return computed(() -> encoder.encode(password));
  }

  @Override
  public boolean matches(@Nullable CharSequence password, @Nullable String hash) {
    return computed(() -> encoder.matches(password, hash));
  }

  @Override
  public boolean upgradeEncoding(@Nullable String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <T extends @Nullable Object> T computed(Supplier<T> computation) {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("a password is computed while a transaction is open");
    }
    boolean mine;
    try {
      mine = places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Overloaded("interrupted while waiting to compute a password");
    }
    if (!mine) {
      throw new Overloaded("too many passwords are computed at this moment");
    }
    try {
      return computation.get();
    } finally {
      places.release();
    }
  }
}
