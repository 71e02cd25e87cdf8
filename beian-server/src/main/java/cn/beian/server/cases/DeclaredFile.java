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
 * @param wrote whether he wrote some of the draft, so that somebody else has to send it
 * @param acts what he may do now
 * @param givenBack with what remark an approver gave the draft back to the handler; empty where he
 *     did not, or it was written on since
 */
public record DeclaredFile<S extends Enum<S>, K extends Case<S>>(
    K one,
    List<CaseStep<S>> steps,
    List<Letter<S>> letters,
    boolean listed,
    boolean own,
    boolean wrote,
    List<? extends DeclaredAct<S, ?>> acts,
    String givenBack) {
  public DeclaredFile {
    steps = List.copyOf(steps);
    letters = List.copyOf(letters);
    acts = List.copyOf(acts);
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
