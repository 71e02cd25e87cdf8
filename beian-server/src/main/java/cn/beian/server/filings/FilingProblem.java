package cn.beian.server.filings;

import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;

/** What is wrong with a command of a filing: a code under {@code filings.problem}. */
public final class FilingProblem {
  private static final String KEYS = "filings.problem.";

  private FilingProblem() {}

  /**
   * One thing that is wrong.
   *
   * @param field it is about; empty where it is about none
   * @param parameters of the sentence
   */
  public static Problem of(String code, String field, List<String> parameters) {
    return new Problem(field, KEYS + code, List.copyOf(parameters));
  }

  /** A refusal for one reason that is about no field. */
  public static CommandRefusedException refusal(String code, String... parameters) {
    return new CommandRefusedException(List.of(of(code, "", List.of(parameters))));
  }

  /** The code of a problem. */
  public static String code(Problem problem) {
    return problem.key().startsWith(KEYS) ? problem.key().substring(KEYS.length()) : problem.key();
  }
}
