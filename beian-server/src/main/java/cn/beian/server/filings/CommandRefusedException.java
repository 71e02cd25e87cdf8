package cn.beian.server.filings;

import java.util.List;

/** A command that may not be done as things stand; nothing was done. */
public final class CommandRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final List<Problem> problems;

  public CommandRefusedException(List<Problem> problems) {
    super(problems.toString());
    this.problems = List.copyOf(problems);
  }

  public CommandRefusedException(String code, String... parameters) {
    this(List.of(new Problem(code, "", List.of(parameters))));
  }

  /** Everything that is wrong, at least one. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One thing that is wrong.
   *
   * @param code of its sentence, under {@code filings.problem.<code>}
   * @param field it is about; empty where it is about none
   * @param parameters of the sentence
   */
  public record Problem(String code, String field, List<String> parameters)
      implements java.io.Serializable {
    public Problem {
      parameters = List.copyOf(parameters);
    }
  }
}
