package cn.beian.server.cases;

import cn.beian.server.platform.RejectedInput;
import java.util.List;

/** A command that may not be done as things stand; nothing was done. */
public final class CommandRefusedException extends RejectedInput {
  private static final long serialVersionUID = 1;

  /**
   * Makes the refusal.
   *
   * @throws IllegalArgumentException when there is no problem
   */
  public CommandRefusedException(List<Problem> problems) {
    super(problems);
  }
}
