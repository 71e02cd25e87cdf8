package cn.beian.server.platform;

import java.io.Serial;
import java.util.List;

/**
 * What a person entered cannot be taken. The page shows every problem beside its field and keeps
 * the input.
 */
public class RejectedInput extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;
  private final transient List<Problem> problems;

  /**
   * Makes the refusal.
   *
   * @throws IllegalArgumentException when there is no problem
   */
  public RejectedInput(List<Problem> problems) {
    super(problems.toString());
    if (problems.isEmpty()) {
      throw new IllegalArgumentException("rejected without a problem");
    }
    this.problems = List.copyOf(problems);
  }

  /**
   * Stops when there is any problem.
   *
   * @throws RejectedInput with all of them
   */
  public static void throwIfAny(List<Problem> problems) {
    if (!problems.isEmpty()) {
      throw new RejectedInput(problems);
    }
  }

  /** What is wrong, in the order of the form. */
  public List<Problem> problems() {
    return problems;
  }

  /**
   * One problem.
   *
   * @param field id of the field on the page; empty when the whole form is meant
   * @param key message key of the sentence
   * @param arguments what the sentence names
   */
  public record Problem(String field, String key, List<Object> arguments) {
    public Problem {
      arguments = List.copyOf(arguments);
    }

    /** A problem of a field. */
    public static Problem of(String field, String key, Object... arguments) {
      return new Problem(field, key, List.of(arguments));
    }
  }
}
