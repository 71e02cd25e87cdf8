package cn.beian.ledger;

import cn.beian.ledger.storage.StoredEntry;
import java.util.function.Supplier;

/**
 * What else is checked of each entry while {@link Ledger#fsck} re-hashes it. Of every entry the
 * middle part may run beside those of others; the parts before and after it never do, and see the
 * entries in ascending order of index.
 *
 * @param <F> what is found
 */
public interface EntryCheck<F> {
  /**
   * Called by the thread that reads the ledger, so it may read the same database.
   *
   * @return the work that other threads may do, which reads nothing but what it was given
   */
  Supplier<F> begin(StoredEntry entry);

  /** Called by the thread that reads the ledger, with what the work found. */
  void end(StoredEntry entry, F found);

  /** No other check. */
  static EntryCheck<Boolean> none() {
    return new EntryCheck<>() {
      @Override
      public Supplier<Boolean> begin(StoredEntry entry) {
        return () -> true;
      }

      @Override
      public void end(StoredEntry entry, Boolean found) {
        // nothing was looked for
      }
    };
  }
}
