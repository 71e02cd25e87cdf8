package cn.beian.ledger;

import java.util.List;

/**
 * What {@link Ledger#fsck} saw.
 *
 * @param entries number of entries read
 * @param checkpoints number of published checkpoints read
 * @param faults the first {@value #MAX_FAULTS} faults, in the order found; empty if all is well
 * @param furtherFaults number of faults beyond those
 */
public record FsckReport(long entries, long checkpoints, List<Fault> faults, long furtherFaults) {
  /** More faults than this are only counted. */
  public static final int MAX_FAULTS = 1000;

  public FsckReport {
    faults = List.copyOf(faults);
  }

  /** Whether nothing is wrong. */
  public boolean clean() {
    return faults.isEmpty();
  }
}
