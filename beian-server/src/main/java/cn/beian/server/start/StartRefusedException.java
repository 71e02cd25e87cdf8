package cn.beian.server.start;

/** The server does not start, for a reason that an operator can do something about. */
public final class StartRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String remedy;

  /** Says why in a sentence, and in another what to do. */
  public StartRefusedException(String why, String remedy) {
    super(why);
    this.remedy = remedy;
  }

  /** What to do. */
  public String remedy() {
    return remedy;
  }
}
