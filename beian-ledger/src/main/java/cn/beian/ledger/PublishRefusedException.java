package cn.beian.ledger;

/**
 * Signing now would show the world two histories; an operator must look, see {@link Ledger#fsck}.
 */
public final class PublishRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why; stable, also the last part of a key of {@code messages_*.properties}. */
  public enum Code {
    /** The ledger is smaller than a head already published. */
    ROLLED_BACK,
    /** The ledger does not continue a head already published. */
    FORKED,
    /** The last checkpoint is of another origin or another key. */
    OTHER_KEY
  }

  private final Code code;

  PublishRefusedException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }
}
