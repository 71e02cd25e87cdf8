package cn.beian.server.endings;

import cn.beian.filing.Role;
import cn.beian.filing.states.EndingCause;
import cn.beian.filing.states.EndingState;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.PreparedDrafts;
import cn.beian.server.endings.ShutDownPlan.Migration;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.ChangesUnderWay;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.records.RectificationOrders;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Endings of filed apps up to the announcement, and how they are read. An act that cannot be done
 * is a {@link RejectedInput}, and nothing is done.
 */
@Service
@Transactional
public class Endings {
  private final EndingStore store;
  private final EndingProcedure procedure;
  private final CaseGuard<EndingCase> guard;
  private final PlanCheck check;
  private final Records records;
  private final RectificationOrders orders;
  private final ChangesUnderWay changes;
  private final Identity identity;
  private final Clock clock;

  Endings(
      EndingStore store,
      EndingProcedure procedure,
      PlanCheck check,
      Records records,
      RectificationOrders orders,
      ChangesUnderWay changes,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.procedure = procedure;
    this.guard = new CaseGuard<>(identity, procedure, store.queries());
    this.check = check;
    this.records = records;
    this.orders = orders;
    this.changes = changes;
    this.identity = identity;
    this.clock = clock;
  }

  /** An ending that the current person may read; a plan that is not announced, only its unit. */
  @Transactional(readOnly = true)
  public EndingFile file(UUID id) {
    EndingCase ending = guard.readable(id);
    boolean own = identity.current().organizationId().equals(ending.organizationId());
    if (ending.unannounced() && !own) {
      throw new AccessDeniedException("a plan is its sponsor's own");
    }
    PreparedDrafts<EndingState> drafts = procedure.drafts();
    Set<UUID> writers = drafts.writers(id, ending.state());
    Optional<CaseStep<EndingState>> givenBack = drafts.givenBack(id, ending.state());
    boolean sends =
        switch (ending.state()) {
          case PLANNED, OFFLINE, SENT_BACK -> own;
          default -> false;
        };
    boolean reported =
        ending.state() == EndingState.REPORTED || ending.state() == EndingState.REPORTED_AGAIN;
    List<CaseStep<EndingState>> steps = procedure.steps(id);
    boolean whole = own || reported || ending.noted();
    return new EndingFile(
        ending,
        steps,
        procedure.letters(steps),
        procedure.limit(steps),
        own,
        writers.contains(identity.current().id()),
        sends
            ? identity.people(ending.organizationId(), Role.APPROVER).stream()
                .filter(one -> !writers.contains(one.id()))
                .map(Person::name)
                .toList()
            : List.of(),
        ending.state() != EndingState.SENT_BACK
            || givenBack.isPresent()
            || drafts.written(id, ending.state()),
        reported && guard.mayDecide(ending, EndingProcedure.checker(ending.route())),
        whole,
        records.find(ending.number()).orElseThrow().appId(),
        ending.state() == EndingState.PLANNED && changes.ofRecord(ending.number()),
        givenBack.filter(step -> sends).map(CaseStep::detail).orElse(""),
        whole ? ReportChange.of(steps, ending) : List.of());
  }

  /** An ending as its letters tell of it, whoever acts. */
  @Transactional(readOnly = true)
  public EndingFile told(UUID id) {
    EndingCase ending = guard.told(id);
    List<CaseStep<EndingState>> steps = procedure.steps(id);
    return new EndingFile(
        ending,
        steps,
        procedure.letters(steps),
        procedure.limit(steps),
        false,
        false,
        List.of(),
        true,
        false,
        true,
        records.find(ending.number()).orElseThrow().appId(),
        false,
        "",
        List.of());
  }

  /** Whether a handler of this unit can begin the ending of a record. */
  @Transactional(readOnly = true)
  public boolean mayBegin(PublicRecord record) {
    Person me = identity.current();
    return me.has(Role.HANDLER)
        && me.organizationId().equals(record.organizationId())
        && canBeAnnounced(record.state())
        && store.open(record.number()).isEmpty();
  }

  private static boolean canBeAnnounced(RecordState state) {
    return RecordGraph.GRAPH.edge(state, RecordCause.SHUTDOWN_ANNOUNCED).isPresent();
  }

  /**
   * A record of the reader's own unit, of which he begins the ending.
   *
   * @throws NoSuchElementException if there is none
   */
  @Transactional(readOnly = true)
  public PublicRecord record(String number) {
    PublicRecord record = records.find(number).orElseThrow();
    if (!identity.current().organizationId().equals(record.organizationId())) {
      throw new AccessDeniedException("record of another unit");
    }
    return record;
  }

  /** Whether the state of a record lets an ending be announced. */
  public boolean possible(PublicRecord record) {
    return canBeAnnounced(record.state());
  }

  /** What was planned for a record of the reader's unit before, and came to nothing. */
  @Transactional(readOnly = true)
  public Optional<ShutDownPlan> before(PublicRecord record) {
    return store.before(record.number()).map(EndingCase::plan);
  }

  /** Whether a change that is not decided stands against an announcement. */
  @Transactional(readOnly = true)
  public boolean changing(PublicRecord record) {
    return changes.ofRecord(record.number());
  }

  /** What is public of the ending of a record; empty where none is announced. */
  @Transactional(readOnly = true)
  public Optional<EndingCase> announced(PublicRecord record) {
    return switch (record.state()) {
      case SHUTTING_DOWN, DEREGISTERED -> store.announced(record.number());
      default -> Optional.empty();
    };
  }

  /** Numbers of those among these records whose apps are shutting down and reported offline. */
  @Transactional(readOnly = true)
  public Set<String> reported(Collection<PublicRecord> shown) {
    return reportedOf(
        shown.stream()
            .filter(one -> one.state() == RecordState.SHUTTING_DOWN && !one.restricted())
            .map(PublicRecord::number)
            .collect(Collectors.toSet()));
  }

  /** The same among records of the reader's unit, by their numbers. */
  @Transactional(readOnly = true)
  public Set<String> reportedOf(Set<String> numbers) {
    return numbers.isEmpty() ? numbers : store.reported(numbers);
  }

  // ---- the plan

  /** Begins the ending of an app of the handler's unit. */
  public UUID plan(String number, ShutDownPlan entered) {
    Person handler = guard.holder(Role.HANDLER);
    PublicRecord record = record(number);
    requireAnnounceable(records.lockedState(record.number()));
    if (store.open(record.number()).isPresent()) {
      throw procedure.refusal("runs");
    }
    ShutDownPlan plan = check.checked(record.number(), entered);
    Organization unit = identity.confirmedOrganization(record.organizationId());
    EndingCase begun =
        new EndingCase(
            UuidV7.next(clock),
            1,
            EndingState.PLANNED,
            record.number(),
            unit.id(),
            unit.name(),
            unit.division(),
            unit.route(),
            record.appName(),
            clock.instant(),
            Optional.empty(),
            true,
            plan,
            Optional.empty(),
            "",
            "",
            "");
    store.insert(begun);
    procedure.keep(begun, EndingProcedure.PLAN, "", handler);
    return begun.id();
  }

  private void requireAnnounceable(RecordState state) {
    if (!canBeAnnounced(state)) {
      throw procedure.refusal("record." + state.name());
    }
  }

  /** Changes the plan until it is announced. */
  public void change(UUID id, int version, ShutDownPlan entered) {
    EndingCase ending = guard.locked(id, version);
    Person handler = guard.sponsor(ending, Role.HANDLER);
    requireIn(ending, EndingState.PLANNED);
    ShutDownPlan plan = check.checked(ending.number(), entered);
    if (!plan.equals(ending.plan()) || !procedure.drafts().written(id, ending.state())) {
      procedure.note(ending, EndingProcedure.PLAN, "", handler, EndingStore.columns(plan));
    }
  }

  private void requireIn(EndingCase ending, EndingState state) {
    if (ending.state() != state) {
      throw procedure.refusal("state");
    }
  }

  /** Gives the plan up. */
  public void drop(UUID id, int version) {
    EndingCase ending = guard.locked(id, version);
    Person handler = guard.sponsor(ending, Role.HANDLER);
    procedure.advance(ending, Act.by(handler, EndingCause.DROP, ""));
  }

  // ---- in public

  /** Announces the shut-down as it was planned, by somebody who wrote none of the plan. */
  public void announce(UUID id, int version) {
    EndingCase ending = guard.locked(id, version);
    Person approver = guard.sponsor(ending, Role.APPROVER);
    requireIn(ending, EndingState.PLANNED);
    procedure.drafts().requireSendable(ending, approver);
    RecordState state = lockedWithTarget(ending);
    requireAnnounceable(state);
    if (changes.ofRecord(ending.number())) {
      throw procedure.refusal("changing");
    }
    RejectedInput.throwIfAny(check.since(ending.number(), ending.plan()));
    procedure.advance(
        ending,
        Act.by(approver, EndingCause.ANNOUNCE, ending.plan().announcement())
            .naming(ending.lastDay(), ""));
    RecordGraph.GRAPH
        .next(state, RecordCause.SHUTDOWN_ANNOUNCED)
        .ifPresent(next -> records.changeState(ending.number(), next, ending.id()));
  }

  /**
   * The state of a record that nobody else changes, nor that of the app to which it leads: two apps
   * do not announce each other.
   */
  private RecordState lockedWithTarget(EndingCase ending) {
    Set<String> numbers = new TreeSet<>(Set.of(ending.number()));
    if (ending.plan().migration().equals(Optional.of(Migration.FILED_APP))) {
      numbers.add(ending.plan().target());
    }
    Map<String, RecordState> states = new HashMap<>();
    for (String number : numbers) { // in one order, so that none waits for the other
      states.put(number, records.lockedState(number));
    }
    return Objects.requireNonNull(states.get(ending.number()));
  }

  /**
   * Gives the plan, or the report, back to the handler, who is to write on it before it is sent.
   */
  public void giveBack(UUID id, int version, String remark) {
    EndingCase ending = guard.locked(id, version);
    procedure.drafts().giveBack(ending, guard.sponsor(ending, Role.APPROVER), remark);
  }

  /** Takes the announcement back while the app is online; the record is what it would be. */
  public void takeBack(UUID id, int version, String reason) {
    EndingCase ending = guard.locked(id, version);
    Person approver = guard.sponsor(ending, Role.APPROVER);
    requireIn(ending, EndingState.ANNOUNCED);
    RejectedInput.throwIfAny(procedure.required("reason", reason, "reason"));
    RecordState state = records.lockedState(ending.number());
    procedure.advance(ending, Act.by(approver, EndingCause.TAKE_BACK, reason.strip()));
    RecordGraph.GRAPH
        .next(
            state,
            orders.run(ending.number())
                ? RecordCause.SHUTDOWN_TAKEN_BACK_UNDER_ORDER
                : RecordCause.SHUTDOWN_TAKEN_BACK)
        .ifPresent(next -> records.keepOnline(ending.number(), next));
  }
}
