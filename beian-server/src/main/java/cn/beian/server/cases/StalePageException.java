package cn.beian.server.cases;

import cn.beian.server.platform.RejectedInput;
import java.util.List;

/** The case has moved on since the page was shown; nothing was done. */
public final class StalePageException extends RejectedInput {
  private static final long serialVersionUID = 1;

  StalePageException(Problem problem) {
    super(List.of(problem));
  }
}
