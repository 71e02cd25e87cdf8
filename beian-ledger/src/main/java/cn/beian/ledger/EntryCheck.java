package cn.beian.ledger;

import cn.beian.ledger.storage.StoredEntry;
import java.util.function.Supplier;

/**
 * An additional check of each entry while {@link Ledger#fsck} re-hashes it. The middle part may run
 * in parallel for several entries; the parts before and after it run one at a time and see the
 * entries in ascending order of index.
 *
 * @param <F> the result of the check
 */
public interface EntryCheck<F> {
  /**
   * Called by the thread that reads the ledger, so it may read the same database.
   *
   * @return the work for other threads, which may read only what it was given
   */
  Supplier<F> begin(StoredEntry entry);

  /** Called by the thread that reads the ledger, with the result of the work. */
  void end(StoredEntry entry, F found);

  /** No additional check. */
  static EntryCheck<Boolean> none() {
    return new EntryCheck<>() {
      @Override
      public Supplier<Boolean> begin(StoredEntry entry) {
        return () -> true;
      }

      @Override
      public void end(StoredEntry entry, Boolean found) {
        // no check, no result
      }
    };
  }
}
