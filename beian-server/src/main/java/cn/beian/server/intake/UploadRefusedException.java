package cn.beian.server.intake;

/** An upload that is not taken; nothing of it is kept. */
public final class UploadRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  /** Why; the key of the sentence is {@code intake.refused.<NAME>}. */
  public enum Reason {
    EMPTY,
    TOO_LARGE,
    CUT_SHORT,
    TOO_MANY,
    NOT_A_DOCUMENT,
    /** What was declared beside it can be no AppID. */
    APP_ID,
    /** The disk is nearly full. */
    NO_SPACE,
    /** The unit has used up what it may take. */
    QUOTA;

    /** Whether it would be taken if there were room. */
    public boolean wantsRoom() {
      return this == NO_SPACE || this == QUOTA;
    }
  }

  private final Reason reason;

  UploadRefusedException(Reason reason, String detail) {
    super(reason + ": " + detail);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
