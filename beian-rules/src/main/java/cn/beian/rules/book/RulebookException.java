package cn.beian.rules.book;

import java.util.List;
import java.util.stream.Collectors;

/** A rulebook that is wrong somewhere and therefore refused whole; lists every problem found. */
public final class RulebookException extends Exception {
  private static final long serialVersionUID = 1;

  @SuppressWarnings("serial") // an unmodifiable list of records
  private final List<Problem> problems;

  /**
   * One thing to mend.
   *
   * @param where {@code file:line}
   * @param what is wrong and what was expected
   */
  public record Problem(String where, String what) implements java.io.Serializable {
    @Override
    public String toString() {
      return where + ": " + what;
    }
  }

  public RulebookException(List<Problem> problems) {
    super(
        "The rulebook is refused, "
            + problems.size()
            + " to fix:\n"
            + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
