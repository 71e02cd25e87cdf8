package cn.beian.server.cases;

import cn.beian.filing.procedures.DeclaredAct;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A case of a declared procedure as somebody reads it.
 *
 * @param listed whether he has a list on which it is
 * @param own whether he acts for the unit that it belongs to
 * @param acts what he may do now, each with the fields that are asked for now
 */
public record DeclaredFile<S extends Enum<S>, K extends Case<S>>(
    K one,
    List<CaseStep<S>> steps,
    List<Letter<S>> letters,
    boolean listed,
    boolean own,
    List<? extends DeclaredAct<S, ?>> acts,
    DeclaredDraft draft,
    List<Happened> history) {
  /**
   * Something that happened, as the reader may know it.
   *
   * @param name of the step
   * @param unit of who did it; empty where it happened by itself
   * @param person his name, where he is of the reader's unit; else empty
   */
  public record Happened(Instant at, String name, String unit, String person) {}

  public DeclaredFile {
    steps = List.copyOf(steps);
    letters = List.copyOf(letters);
    acts = List.copyOf(acts);
    history = List.copyOf(history);
  }

  /** Whether he may do something now, by the address of the act. */
  public boolean offers(String address) {
    return acts.stream().anyMatch(act -> act.address().equals(address));
  }

  /** When it came into its state; empty while it never left the first one. */
  public Optional<Instant> since() {
    return steps.stream()
        .filter(step -> step.from() != step.to())
        .reduce((first, last) -> last)
        .map(CaseStep::at);
  }
}
