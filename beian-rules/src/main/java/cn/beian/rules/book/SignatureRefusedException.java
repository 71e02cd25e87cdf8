package cn.beian.rules.book;

/** A rulebook that is not taken, for want of a good signature. */
public final class SignatureRefusedException extends Exception {
  private static final long serialVersionUID = 1;

  private final Why why;
  private final String file;

  /** What is wrong. */
  public enum Why {
    /** There is no signature. */
    MISSING,
    /** The signature, the key or the rulebook is no such file. */
    UNREADABLE,
    /** The signature is that of another rulebook. */
    OTHER_RULEBOOK,
    /** Somebody else signed, or number, day or signature were changed. */
    OTHER_SIGNER
  }

  SignatureRefusedException(Why why, String file, String detail) {
    super(file + ": " + why + (detail.isEmpty() ? "" : ": " + detail));
    this.why = why;
    this.file = file;
  }

  public Why why() {
    return why;
  }

  /** The file that is to be mended. */
  public String file() {
    return file;
  }
}
