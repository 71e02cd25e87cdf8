package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.DeadlineRule.Effect;
import cn.beian.filing.states.StateGraph;
import cn.beian.filing.states.Transition;
import cn.beian.server.audit.NamedSubject;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.security.access.AccessDeniedException;

/**
 * A procedure: its graph, and the cases that move along it. Right of the actor, log, limit, version
 * and audit of a step are in one place. Joins the caller's transaction; the caller has locked the
 * case.
 *
 * @param <S> the states of a case
 * @param <C> what moves it
 */
public abstract class Procedure<S extends Enum<S>, C extends Enum<C>> implements NamedSubject {
  /** Name of the step that moves, or settles, the last day of a limit. */
  public static final String RECOMPUTED = "recomputed";

  /** Name of the step by which an approver gives a case with its unit back to the handler. */
  public static final String GIVE_BACK = "giveBack";

  /** Days within which a decision may name a day. */
  public static final int LONGEST = 366;

  private final CaseEngine engine;
  private final StateGraph<S, C> graph;
  private final CaseNames names;
  private final CaseRows<S> rows;

  /**
   * A procedure.
   *
   * @param graph by which histories are read; where cases take edges by their kind, those of all
   */
  protected Procedure(
      CaseEngine engine, StateGraph<S, C> graph, CaseNames names, CaseTables tables) {
    this.engine = engine;
    this.graph = graph;
    this.names = names;
    this.rows = new CaseRows<>(engine.jdbc, tables, graph.initial().getDeclaringClass());
  }

  /** Whether the parties get a letter of a step: of every cause of the graph, unless overridden. */
  protected boolean notified(CaseStep<S> step) {
    return graph.cause(step.name()).isPresent();
  }

  /** The day after which a limit runs that a step names a day for: that day, unless overridden. */
  protected LocalDate countedFrom(CaseStep<S> step, LocalDate named) {
    return named;
  }

  /** The edges that a case may take: those of the procedure, unless overridden. */
  protected StateGraph<S, C> graph(Case<S> one) {
    return graph;
  }

  /** Whether another round of the case begins with an edge: with none, unless overridden. */
  protected boolean beginsRound(Transition<S, C> edge) {
    return false;
  }

  /**
   * Whose turn it is in a case; nobody's where nothing is to be done any more. Reads what the
   * transaction has made of it.
   */
  protected abstract List<Turn> turns(UUID id, S state, Optional<LocalDate> dueOn);

  /** What an official looks at first in a case: nothing in particular, unless overridden. */
  protected WorkItem.Mark mark(UUID id, S state) {
    return WorkItem.Mark.NONE;
  }

  /**
   * What the sponsor has to know of a case before he opens it, such as why it was sent back;
   * nothing, unless overridden.
   */
  protected String said(UUID id, S state) {
    return "";
  }

  /**
   * Name of the step by which a handler writes what an approver sends from a state; empty, unless
   * overridden, where nothing is prepared in it.
   */
  protected Optional<String> written(S state) {
    return Optional.empty();
  }

  /** Who wrote what is sent next: who took the steps of {@link #written}, unless overridden. */
  protected Set<UUID> writers(UUID id, S state) {
    return drafts().writersOf(id, written(state));
  }

  /** The kind of standing that the trail keeps of a case; none unless overridden. */
  protected Optional<StandingKind> standing() {
    return Optional.empty();
  }

  private void recordStanding(UUID id) {
    standing().ifPresent(kind -> engine.standings.record(kind, id.toString()));
  }

  /** Who of its sponsor has a case: any handler of it, unless overridden. */
  protected Optional<UUID> handler(UUID id) {
    return Optional.empty();
  }

  // ---- acts

  /**
   * Takes an edge.
   *
   * @throws CommandRefusedException where the state has no such edge, or the actor has a role of it
   *     for less than a working day
   * @throws AccessDeniedException where the actor holds none of its roles
   * @throws StalePageException where the case has moved on
   */
  public void advance(Case<S> one, Act<C> act) {
    Transition<S, C> edge =
        graph(one)
            .edge(one.state(), act.cause())
            .orElseThrow(() -> refusal("state", one.state().name()));
    requireActor(edge, act.actor());
    CaseStep<S> step =
        new CaseStep<>(
            engine.clock.instant(),
            act.actor().account().map(Person::id),
            act.cause().name(),
            one.state(),
            edge.to(),
            act.day(),
            act.note(),
            act.detail());
    List<CaseStep<S>> steps = new ArrayList<>(steps(one.id()));
    steps.add(step);
    Changes moved = due(clock(steps)).and("state", edge.to().name()).and(act.changes());
    add(one.id(), step);
    store(one, moved, beginsRound(edge), step.at());
    record(one.id(), step.name(), one.state() + " -> " + edge.to());
  }

  /** Notes a command that changes no state, and makes it a new version. */
  public void note(Case<S> one, String name, String detail, Person actor, Changes changes) {
    Instant now = keepStep(one, name, detail, actor);
    store(one, changes, false, now);
    record(one.id(), name, detail);
  }

  /** The same, with no change to the case itself. */
  public void note(Case<S> one, String name, String detail, Person actor) {
    note(one, name, detail, actor, Changes.NONE);
  }

  /**
   * Keeps a text in the log that is nobody else's business yet: the audit trail says that it was
   * written, and not what.
   */
  public void keep(Case<S> one, String name, String text, Person actor) {
    Instant now = keepStep(one, name, text, actor);
    store(one, Changes.NONE, false, now);
    record(one.id(), name, "");
  }

  /** What handlers write and an approver sends. */
  public PreparedDrafts<S> drafts() {
    return new PreparedDrafts<>(this);
  }

  /** Writes a command into the log alone. */
  public Instant log(Case<S> one, String name, String detail, Person actor) {
    Instant now = keepStep(one, name, detail, actor);
    recordStanding(one.id());
    return now;
  }

  private Instant keepStep(Case<S> one, String name, String detail, Person actor) {
    Instant now = engine.clock.instant();
    add(one.id(), CaseStep.within(one.state(), now, actor.id(), name, detail));
    touch(one.id());
    return now;
  }

  /** Adds a step by which the parties are told something that changes nothing of the case. */
  protected void tell(Case<S> one, UUID actor, String name, Optional<LocalDate> day, String text) {
    Instant now = engine.clock.instant();
    S state = one.state();
    add(one.id(), new CaseStep<>(now, Optional.of(actor), name, state, state, day, "", text));
    touch(one.id());
    recordStanding(one.id());
  }

  /** A step that the parties get a letter of is told in it before the transaction commits. */
  private void add(UUID id, CaseStep<S> step) {
    rows.add(id, step);
    if (notified(step)) {
      engine.audit.expectLast(); // the letter is recorded while the transaction commits
      engine.workItems.letterDue(this, id);
    }
  }

  /** Changes the case itself, as a new version. */
  public void change(Case<S> one, Changes changes) {
    store(one, changes, false, engine.clock.instant());
  }

  /** An entry of the audit trail about a case. */
  public void record(UUID id, String act, String detail) {
    engine.audit.record(names.acts() + '.' + act, names.subject() + ':' + id, detail);
  }

  private void store(Case<S> one, Changes changes, boolean newRound, Instant now) {
    if (!rows.change(one, changes, newRound, now)) {
      throw stale();
    }
    touch(one.id());
    recordStanding(one.id());
  }

  /** Says that something was changed by which it may be somebody else's turn. */
  public void touch(UUID id) {
    engine.workItems.touch(this, id);
  }

  private void requireActor(Transition<S, C> edge, Actor actor) {
    if (!actor.mayTake(edge)) {
      throw new AccessDeniedException(
          edge.cause() + " needs " + edge.initiator() + " " + edge.actors());
    }
    if (!edge.actors().contains(Role.HANDLER)) { // who prepares takes no last step
      actor.account().ifPresent(one -> requireSettled(one, edge.actors()));
    }
  }

  /**
   * Refuses a step that decides, to somebody whose roles were given within the last working day.
   *
   * @throws CommandRefusedException where none of those that he holds may decide yet
   */
  public void requireSettled(Person actor, Set<Role> roles) {
    engine
        .coolingOff
        .until(actor, roles)
        .ifPresent(
            day -> {
              throw new CommandRefusedException(List.of(CoolingOff.problem(day)));
            });
  }

  // ---- what a case refuses

  /** A refusal for one reason that is about no field. */
  public CommandRefusedException refusal(String code, Object... arguments) {
    return new CommandRefusedException(List.of(problem("", code, arguments)));
  }

  /** A problem of this procedure. */
  public Problem problem(String field, String code, Object... arguments) {
    return Problem.of(field, names.messages() + ".problem." + code, arguments);
  }

  /**
   * What is wrong with a text that has to be there; empty where nothing is.
   *
   * @param missing code of the problem where it is blank
   */
  public List<Problem> required(String field, String text, String missing) {
    if (text.isBlank()) {
      return List.of(problem(field, missing));
    }
    return FreeText.fits(text, FreeText.LONG)
        ? List.of()
        : List.of(problem(field, "long", FreeText.LONG));
  }

  /**
   * Refuses a text that has to be there and is not, or cannot be taken.
   *
   * @param missing code of the problem where it is blank
   */
  public void require(String field, String text, String missing) {
    List<Problem> problems = required(field, text, missing);
    if (!problems.isEmpty()) {
      throw new CommandRefusedException(problems);
    }
  }

  /**
   * What is wrong with a last day that a decision names; empty where nothing is.
   *
   * @param code of the problem where it is not after today, or not within a year
   */
  public List<Problem> ahead(String field, Optional<LocalDate> day, String code) {
    LocalDate today = OfficialTime.dayOf(engine.clock.instant());
    return day.filter(by -> by.isAfter(today) && !by.isAfter(today.plusDays(LONGEST))).isPresent()
        ? List.of()
        : List.of(problem(field, code));
  }

  StalePageException stale() {
    return new StalePageException(shared("", "stale"));
  }

  /** A problem that every procedure words alike. */
  static Problem shared(String field, String code) {
    return Problem.of(field, "cases.problem." + code);
  }

  // ---- the log, and what follows from it

  /** What happened to a case, in order. */
  public List<CaseStep<S>> steps(UUID id) {
    return rows.steps(id);
  }

  /** What happened to some cases, by their ids. */
  public Map<UUID, List<CaseStep<S>>> steps(Collection<UUID> ids) {
    return rows.steps(ids);
  }

  /** The text of the latest step of a name; empty where there is none. */
  public String latest(UUID id, String name) {
    return steps(id).stream()
        .filter(step -> step.name().equals(name))
        .reduce((first, last) -> last)
        .map(CaseStep::detail)
        .orElse("");
  }

  /** Whether something that its unit brought is still being read, and it is nobody's turn. */
  public boolean reads(UUID id) {
    return false;
  }

  /** Name of the latest step of a case, where a person took it since a moment; else empty. */
  public Optional<String> latestAct(UUID id, UUID person, Instant since) {
    return rows.last(id)
        .filter(step -> step.actorId().equals(Optional.of(person)) && !step.at().isBefore(since))
        .map(CaseStep::name);
  }

  /** Where a case stands after these steps, by the parameters and calendars of now. */
  public CaseClock<S, C> clock(List<CaseStep<S>> steps) {
    return clock(steps, engine.policies.current(), engine.calendars.current());
  }

  CaseClock<S, C> clock(
      List<CaseStep<S>> steps, PolicyParameters parameters, WorkCalendar calendar) {
    List<CaseClock.Step<C>> causes =
        steps.stream().map(this::cause).flatMap(Optional::stream).toList();
    return CaseClock.replay(graph, causes, parameters, calendar);
  }

  private Optional<CaseClock.Step<C>> cause(CaseStep<S> step) {
    LocalDate day = OfficialTime.dayOf(step.at());
    return graph
        .cause(step.name())
        .map(
            cause ->
                new CaseClock.Step<>(
                    cause,
                    day,
                    step.day().filter(to -> prolongs(step, cause)).map(to -> extension(step, to)),
                    step.day().map(named -> countedFrom(step, named))));
  }

  private boolean prolongs(CaseStep<S> step, C cause) {
    return graph
        .edge(step.from(), cause)
        .filter(edge -> edge.deadline().effect() == Effect.EXTEND)
        .isPresent();
  }

  /** One of before grounds were noted was decided because the case was complex. */
  private static Extension extension(CaseStep<?> step, LocalDate expected) {
    Extension.Ground ground =
        step.note().isEmpty() ? Extension.Ground.COMPLEX : Extension.Ground.valueOf(step.note());
    return new Extension(OfficialTime.dayOf(step.at()), expected, ground, step.detail());
  }

  /** The limit that runs after these steps, with its calculation. */
  public Optional<Deadline> limit(List<CaseStep<S>> steps) {
    return clock(steps).running();
  }

  /** Places of the steps that the parties get letters of, in order. */
  List<Integer> letterPlaces(List<CaseStep<S>> steps) {
    return IntStream.rangeClosed(1, steps.size())
        .filter(place -> notified(steps.get(place - 1)))
        .boxed()
        .toList();
  }

  /** The letters of a case, in the order in which they were sent. */
  public List<Letter<S>> letters(List<CaseStep<S>> steps) {
    PolicyParameters parameters = engine.policies.current();
    WorkCalendar calendar = engine.calendars.current();
    Map<Optional<UUID>, List<String>> units = new HashMap<>();
    List<Letter<S>> letters = new ArrayList<>();
    for (int place = 1; place <= steps.size(); place++) {
      CaseStep<S> step = steps.get(place - 1);
      if (notified(step)) {
        Optional<Deadline> limit = clock(steps.subList(0, place), parameters, calendar).running();
        List<String> from = units.computeIfAbsent(step.actorId(), this::unit);
        letters.add(new Letter<>(place, step, from, limit));
      }
    }
    return List.copyOf(letters);
  }

  /** The name of the unit of a person; empty where it fired by itself. */
  public List<String> unit(Optional<UUID> person) {
    return person
        .flatMap(engine.identity::person)
        .map(one -> engine.identity.organization(one.organizationId()).name())
        .map(List::of)
        .orElse(List.of());
  }

  /** Whether those who read a case know of a step: not of what its unit has still to send. */
  boolean read(CaseStep<?> step) {
    return step.name().equals(RECOMPUTED) || graph.cause(step.name()).isPresent();
  }

  /** Who took steps that are the sponsor's, or commands that no cause names. */
  Set<String> sponsorsPeople(UUID id) {
    return steps(id).stream()
        .filter(step -> graph.cause(step.name()).filter(by -> !sponsors(step, by)).isEmpty())
        .flatMap(step -> step.actorId().stream())
        .map(UUID::toString)
        .collect(Collectors.toSet());
  }

  private boolean sponsors(CaseStep<S> step, C cause) {
    return graph.edge(step.from(), cause).stream()
        .flatMap(edge -> edge.actors().stream())
        .anyMatch(role -> role == Role.HANDLER || role == Role.APPROVER);
  }

  // ---- limits

  /** States that a passed limit ends by itself. */
  Set<S> endedByLimit() {
    return graph.transitions().stream()
        .filter(Transition::byClock)
        .map(Transition::from)
        .collect(Collectors.toSet());
  }

  /** What fires by itself when the limit has passed; empty where nothing does. */
  Optional<C> firesNow(CaseClock<S, C> clock, LocalDate today) {
    return graph.from(clock.state()).stream()
        .filter(Transition::byClock)
        .map(Transition::cause)
        .filter(cause -> clock.permits(cause, today))
        .findFirst();
  }

  /** Stores the last day of what runs after a replay, if it is another or of other worth. */
  boolean dueAgain(CaseRow<S> one, CaseClock<S, C> clock) {
    Optional<LocalDate> due = clock.dueOn();
    boolean provisional = provisional(clock);
    boolean settled = one.provisional() && !provisional;
    boolean moved = !due.equals(one.dueOn());
    if (!moved && verified(clock) == one.verified() && provisional == one.provisional()) {
      return false;
    }
    Instant now = engine.clock.instant();
    store(one, due(clock), false, now);
    if (moved || settled) { // of what the date is worth pages speak by themselves
      String former = one.dueOn().map(LocalDate::toString).orElse("");
      S state = one.state();
      rows.add(
          one.id(),
          new CaseStep<>(now, Optional.empty(), RECOMPUTED, state, state, due, "", former));
      recordStanding(one.id());
      record(one.id(), RECOMPUTED, former + " -> " + due.map(LocalDate::toString).orElse(""));
    }
    return true;
  }

  private Changes due(CaseClock<S, C> clock) {
    return Changes.of("due_on", clock.dueOn().orElse(null))
        .and("due_verified", verified(clock))
        .and("due_provisional", provisional(clock));
  }

  static boolean verified(CaseClock<?, ?> clock) {
    return clock.running().map(Deadline::verified).orElse(true);
  }

  static boolean provisional(CaseClock<?, ?> clock) {
    return clock.running().map(Deadline::provisional).orElse(false);
  }

  CaseRows<S> rows() {
    return rows;
  }

  // ---- handing over

  List<CaseRows.Titled> openOf(UUID handler) {
    return rows.ofHandler(handler, open());
  }

  void handOver(UUID from, UUID to) {
    List<CaseRows.Titled> handed = openOf(from);
    rows.handOver(from, to, open(), engine.clock.instant());
    for (CaseRows.Titled one : handed) {
      touch(one.id());
      recordStanding(one.id());
      engine.workItems.handedWaiting(this, one.id(), to);
    }
  }

  // ---- the worklist

  boolean terminal(S state) {
    return graph.terminal(state);
  }

  S initial() {
    return graph.initial();
  }

  /** Names of the states that are seen by officials and lead further. */
  String[] openNames() {
    return open().stream()
        .filter(state -> state != graph.initial())
        .map(Enum::name)
        .toArray(String[]::new);
  }

  /** The page of its list; who may open it may read cases of his region. */
  public String listPage() {
    return names.page().substring(0, names.page().length() - 1);
  }

  /** Names of the states in which a list can show a case to a sponsor, or to an official. */
  public List<String> listed(boolean sponsor) {
    boolean drafts =
        sponsor
            && graph.from(graph.initial()).stream()
                .anyMatch(edge -> edge.actors().contains(Role.APPROVER));
    return graph.states().stream()
        .filter(state -> state != graph.initial() || drafts)
        .map(Enum::name)
        .toList();
  }

  /** The states, for their words. */
  public Class<S> states() {
    return graph.initial().getDeclaringClass();
  }

  private List<S> open() {
    return graph.states().stream().filter(state -> !graph.terminal(state)).toList();
  }

  // ---- in the audit trail

  @Override
  public String kind() {
    return names.subject();
  }

  @Override
  public Map<UUID, Named> named(Set<UUID> ids) {
    return rows.titled(ids).stream()
        .collect(
            Collectors.toMap(
                CaseRows.Titled::id, one -> new Named(one.title(), names.page() + one.id())));
  }
}
