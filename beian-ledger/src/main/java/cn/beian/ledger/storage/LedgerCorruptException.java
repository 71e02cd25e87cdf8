package cn.beian.ledger.storage;

import cn.beian.ledger.Ledger;

/** The storage contradicts itself; {@link Ledger#fsck} reports where. */
public final class LedgerCorruptException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * Creates the exception.
   *
   * @param message what is wrong, for the operator
   */
  public LedgerCorruptException(String message) {
    super(message);
  }
}
