package cn.beian.server.platform;

import java.io.Serial;

/** There is no room for a costly act at this moment; it may be tried again soon. */
public final class Overloaded extends RuntimeException {
  /** After how many seconds, for {@code Retry-After}. */
  public static final String RETRY_SECONDS = "10";

  /**
   * Attribute of a request that waited for the database in vain: what is answered asks it for
   * nothing, or the reader would wait once more.
   */
  public static final String NO_DATABASE = Overloaded.class.getName() + ".noDatabase";

  @Serial private static final long serialVersionUID = 1;

  /** Makes the refusal; the detail is for the log. */
  public Overloaded(String detail) {
    super(detail);
  }
}
