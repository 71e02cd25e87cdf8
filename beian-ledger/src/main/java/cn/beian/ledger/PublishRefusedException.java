package cn.beian.ledger;

/**
 * Signing now would publish two histories, or a wrong time. An operator must investigate, see
 * {@link Ledger#fsck}.
 */
public final class PublishRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** The reason; stable, also the last part of a key of {@code messages_*.properties}. */
  public enum Code {
    /** The ledger is smaller than a head already published. */
    ROLLED_BACK,
    /** The ledger does not continue a head already published. */
    FORKED,
    /** The last checkpoint is of another origin or another key. */
    OTHER_KEY,
    /** The clock is behind the last checkpoint by more than the allowed clock difference. */
    CLOCK_BEHIND
  }

  private final Code code;

  PublishRefusedException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** The problem, and what an operator should check first. */
  public String advice() {
    return code == Code.CLOCK_BEHIND
        ? getMessage() + ". Is the clock right, or was it wrong before?"
        : getMessage() + ". Was the database restored from a backup?";
  }

  /** The reason, for programs. */
  public Code code() {
    return code;
  }
}
