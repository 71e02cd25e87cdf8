package cn.beian.ledger;

/**
 * Signing now would show the world two histories, or a time that is wrong; an operator must look,
 * see {@link Ledger#fsck}.
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
    OTHER_KEY,
    /** The clock is behind the last checkpoint by more than clocks differ. */
    CLOCK_BEHIND
  }

  private final Code code;

  PublishRefusedException(Code code, String message) {
    super(message);
    this.code = code;
  }

  /** What it is, and what an operator looks at first. */
  public String advice() {
    return code == Code.CLOCK_BEHIND
        ? getMessage() + ". Is the clock right, or was it wrong before?"
        : getMessage() + ". Was the database restored from a backup?";
  }

  /** Why, for programs. */
  public Code code() {
    return code;
  }
}
