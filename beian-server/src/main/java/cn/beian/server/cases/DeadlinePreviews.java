package cn.beian.server.cases;

import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;

/**
 * What a holiday notice or a value of a parameter would change of the limits that run now, computed
 * out of the logs as {@link DeadlineEnforcement} would, and stored nowhere. At most {@value #MOST}
 * cases of a procedure are computed.
 */
@Service
public class DeadlinePreviews {
  private static final int MOST = 50_000;

  private final List<Procedure<?, ?>> procedures;
  private final CaseEngine engine;

  DeadlinePreviews(List<Procedure<?, ?>> procedures, CaseEngine engine) {
    this.procedures = procedures;
    this.engine = engine;
  }

  /**
   * What would change, of each procedure.
   *
   * @param partial whether a procedure has more cases than were computed
   */
  public record Preview(List<Effect> effects, boolean partial) {
    public Preview {
      effects = List.copyOf(effects);
    }

    /** Limits that would end on another day. */
    public int moved() {
      return effects.stream().mapToInt(Effect::moved).sum();
    }

    /** Provisional ones that would keep their day, and be provisional no more. */
    public int settled() {
      return effects.stream().mapToInt(Effect::settled).sum();
    }
  }

  /**
   * What would change of a procedure.
   *
   * @param procedure its name
   * @param running limits that run
   * @param moved those that would end on another day
   * @param settled provisional ones that would keep their day, and be provisional no more
   * @param binding those that would only remind now and take effect by themselves then
   * @param later the most days by which one would end later; 0 where none does
   * @param earlier the most days by which one would end earlier; 0 where none does
   */
  public record Effect(
      String procedure,
      int running,
      int moved,
      int settled,
      int binding,
      long later,
      long earlier) {}

  /** What a calendar would change. */
  public Preview of(WorkCalendar calendar) {
    return of(engine.policies.current(), calendar);
  }

  /** What a value of a parameter would change. */
  public Preview of(PolicyParameter value) {
    return of(engine.policies.current().with(value), engine.calendars.current());
  }

  private Preview of(PolicyParameters parameters, WorkCalendar calendar) {
    List<Effect> effects =
        procedures.stream().<Effect>map(one -> effect(one, parameters, calendar)).toList();
    return new Preview(effects, effects.stream().anyMatch(one -> one.running() >= MOST));
  }

  private static <S extends Enum<S>, C extends Enum<C>> Effect effect(
      Procedure<S, C> procedure, PolicyParameters parameters, WorkCalendar calendar) {
    Counted counted = new Counted();
    List<CaseRow<S>> portion = procedure.rows().running(Optional.empty());
    while (!portion.isEmpty() && counted.running < MOST) {
      Map<UUID, List<CaseStep<S>>> steps =
          procedure.steps(portion.stream().map(CaseRow::id).toList());
      for (CaseRow<S> one : portion) {
        counted.add(
            one, procedure.clock(steps.getOrDefault(one.id(), List.of()), parameters, calendar));
      }
      portion = procedure.rows().running(Optional.of(portion.get(portion.size() - 1)));
    }
    return counted.effect(procedure.kind());
  }

  /** The sums of a procedure. */
  private static final class Counted {
    private int running;
    private int moved;
    private int settled;
    private int binding;
    private long later;
    private long earlier;

    void add(CaseRow<?> one, CaseClock<?, ?> clock) {
      running++;
      if (!clock.dueOn().equals(one.dueOn())) {
        moved++;
        distance(one.dueOn(), clock.dueOn());
      } else if (one.provisional() && !Procedure.provisional(clock)) {
        settled++;
      }
      if (!one.verified() && Procedure.verified(clock)) {
        binding++;
      }
    }

    private void distance(Optional<LocalDate> before, Optional<LocalDate> after) {
      if (before.isPresent() && after.isPresent()) {
        long days = ChronoUnit.DAYS.between(before.get(), after.get());
        later = Math.max(later, days);
        earlier = Math.max(earlier, -days);
      }
    }

    Effect effect(String procedure) {
      return new Effect(procedure, running, moved, settled, binding, later, earlier);
    }
  }
}
