package cn.beian.ledger;

import java.util.List;

/**
 * The result of {@link Ledger#fsck}.
 *
 * @param entries number of entries read
 * @param checkpoints number of published checkpoints read
 * @param faults the first {@value #MAX_FAULTS} faults, in the order found; empty if there are none
 * @param furtherFaults number of faults beyond those
 */
public record FsckReport(long entries, long checkpoints, List<Fault> faults, long furtherFaults) {
  /** Faults beyond this number are counted but not listed. */
  public static final int MAX_FAULTS = 1000;

  public FsckReport {
    faults = List.copyOf(faults);
  }

  /** Whether there are no faults. */
  public boolean clean() {
    return faults.isEmpty();
  }
}
