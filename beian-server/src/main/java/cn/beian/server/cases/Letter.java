package cn.beian.server.cases;

import cn.beian.filing.deadlines.Deadline;
import java.util.List;
import java.util.Optional;

/**
 * Something that the parties of a case are notified of. That there is one follows from the log;
 * what it says is kept as it was issued, see {@link IssuedLetters}.
 *
 * @param place of its step in the log, from 1; part of its address
 * @param from names of the units that send it; empty where it follows by itself
 * @param limit that runs from then on
 */
public record Letter<S extends Enum<S>>(
    int place, CaseStep<S> step, List<String> from, Optional<Deadline> limit) {
  public Letter {
    from = List.copyOf(from);
  }

  /**
   * The letter of a place.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public static <S extends Enum<S>> Letter<S> at(List<Letter<S>> letters, int place) {
    return letters.stream().filter(one -> one.place() == place).findFirst().orElseThrow();
  }
}
