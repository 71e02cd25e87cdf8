package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.procedures.DeclaredAct.Kind;
import cn.beian.filing.procedures.ProcedureDeclaration;
import cn.beian.filing.states.Transition;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A procedure that follows from its declaration: graph, turns, letters, rounds and what a handler
 * prepares.
 */
public class DeclaredProcedure<S extends Enum<S>, C extends Enum<C>> extends Procedure<S, C> {
  /** Name of the step that keeps what a handler wrote. */
  public static final String PREPARE = "prepare";

  private final ProcedureDeclaration<S, C> declaration;
  private final CaseEngine engine;

  /** A procedure with tables of its own. */
  protected DeclaredProcedure(
      CaseEngine engine, ProcedureDeclaration<S, C> declaration, CaseTables tables) {
    super(
        engine,
        declaration.graph(),
        new CaseNames(
            declaration.name(),
            declaration.name(),
            declaration.place(),
            "/" + declaration.place() + "/"),
        tables);
    this.declaration = declaration;
    this.engine = engine;
  }

  /** What it follows from. */
  public ProcedureDeclaration<S, C> declaration() {
    return declaration;
  }

  /** Whether nothing of a draft is still to be filled in: nothing can be, unless overridden. */
  protected boolean complete(UUID id) {
    return true;
  }

  /** Adds a case with the draft of a unit, as the columns say that it fills; its id. */
  UUID open(Organization unit, Changes columns) {
    UUID id = UuidV7.next(engine.clock);
    rows().insert(id, initial(), unit, columns, engine.clock.instant());
    return id;
  }

  /** What is wrong with a day that has to be there and not after today; empty where nothing is. */
  List<Problem> past(String field, Optional<LocalDate> day) {
    if (day.isEmpty()) {
      return List.of(problem(field, field));
    }
    return day.get().isAfter(OfficialTime.dayOf(engine.clock.instant()))
        ? List.of(problem(field, field + ".future"))
        : List.of();
  }

  /**
   * Who prepares or sends a draft, and from the day after the last one the office that may act
   * then; else each role of the acts that are not possible at any time.
   */
  @Override
  protected List<Turn> turns(UUID id, S state, Optional<LocalDate> dueOn) {
    if (declaration.prepares(state)) {
      Turn unit = complete(id) ? drafts().turn(id, state) : Turn.of(Role.HANDLER);
      return afterLimit(state)
          .map(office -> Turn.until(dueOn, office, unit))
          .orElseGet(() -> List.of(unit));
    }
    return declaration.in(state).stream()
        .filter(act -> !act.aside())
        .flatMap(act -> act.roles().stream().sorted().map(role -> turn(act.kind(), role)))
        .toList();
  }

  /** Who acts in a state when its limit has passed in silence. */
  private Optional<Role> afterLimit(S state) {
    return declaration.in(state).stream()
        .filter(act -> act.kind() == Kind.OFFICE)
        .flatMap(act -> act.roles().stream())
        .findFirst();
  }

  /** Whether a case began today with the same step. */
  boolean beganWith(UUID id, Act<C> act) {
    CaseStep<S> first = steps(id).get(0);
    return first.is(act.cause())
        && first.actorId().equals(act.actor().account().map(Person::id))
        && first.detail().equals(act.detail())
        && first.day().equals(act.day())
        && OfficialTime.dayOf(first.at()).equals(OfficialTime.dayOf(engine.clock.instant()));
  }

  private static Turn turn(Kind kind, Role role) {
    return kind == Kind.OTHER ? Turn.ofOtherUnit(role) : Turn.of(role);
  }

  @Override
  protected Optional<String> written(S state) {
    return declaration.prepares(state) ? Optional.of(PREPARE) : Optional.empty();
  }

  /** Why it was sent back. */
  @Override
  protected String said(UUID id, S state) {
    return declaration.returnsTo(state).map(step -> latest(id, step.cause().name())).orElse("");
  }

  @Override
  protected boolean notified(CaseStep<S> step) {
    return declaration.steps(step.name()).stream().anyMatch(one -> one.letter());
  }

  @Override
  protected boolean beginsRound(Transition<S, C> edge) {
    return declaration.returnsTo(edge.from()).isPresent()
        && declaration.acts(Kind.SEND).stream()
            .anyMatch(act -> act.step(edge.cause().name()).isPresent());
  }
}
