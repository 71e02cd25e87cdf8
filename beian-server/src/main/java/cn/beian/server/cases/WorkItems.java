package cn.beian.server.cases;

import static java.util.stream.Collectors.toSet;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.OrganizationRenamed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Derives the rows of the worklist from cases that a transaction has touched, once and just before
 * it commits: whatever a command does, and in which order, the row says what came of it.
 */
@Component
class WorkItems {
  /** Of the rows that are made; grows when a procedure derives whose turn it is in another way. */
  static final int DERIVATION = 3;

  /** Most characters of what was said. */
  private static final int SAID = 200;

  private final JdbcClient jdbc;
  private final ApplicationEventPublisher events;
  private final IssuedLetters letters;
  private final Clock clock;

  WorkItems(JdbcClient jdbc, ApplicationEventPublisher events, IssuedLetters letters, Clock clock) {
    this.jdbc = jdbc;
    this.events = events;
    this.letters = letters;
    this.clock = clock;
  }

  /** Its cases are listed under the name that a unit has now; whoever acts meanwhile, waits. */
  @EventListener
  void renamed(OrganizationRenamed unit) {
    jdbc.sql("update work_item set sponsor = :name where organization_id = :unit")
        .param("name", unit.name())
        .param("unit", unit.id())
        .update();
  }

  private record Touched(Procedure<?, ?> procedure, UUID id) {}

  /** Has the row of a case made anew before the transaction commits. */
  void touch(Procedure<?, ?> procedure, UUID id) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      derive(procedure, id);
      return;
    }
    touched().cases.add(new Touched(procedure, id));
  }

  /** Has the letter of a step that was just taken written before the transaction commits. */
  void letterDue(Procedure<?, ?> procedure, UUID id) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      letters.issue(procedure, id, 1);
      return;
    }
    touched().letters.merge(new Touched(procedure, id), 1, Integer::sum);
  }

  private Derivation touched() {
    for (TransactionSynchronization one : TransactionSynchronizationManager.getSynchronizations()) {
      if (one instanceof Derivation derivation) {
        return derivation;
      }
    }
    Derivation derivation = new Derivation();
    TransactionSynchronizationManager.registerSynchronization(derivation);
    return derivation;
  }

  /** Says that a handler was given a case that waits for others; his turn would say so itself. */
  <S extends Enum<S>> void handedWaiting(Procedure<S, ?> procedure, UUID id, UUID handler) {
    CaseRow<S> one = procedure.rows().find(id).orElseThrow();
    if (procedure.turns(id, one.state(), one.dueOn()).stream()
        .noneMatch(turn -> turn.role() == Role.HANDLER)) {
      events.publishEvent(new CaseHanded(procedure.kind(), id, Role.HANDLER, handler));
    }
  }

  /** What is done before a commit, and before anything is appended to the ledger. */
  private final class Derivation implements TransactionSynchronization {
    private final Set<Touched> cases = new LinkedHashSet<>();
    private final Map<Touched, Integer> letters = new LinkedHashMap<>();

    @Override
    public int getOrder() {
      return Ordered.LOWEST_PRECEDENCE - 2; // before the trail, which records what is written here
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      letters.forEach(
          (one, fresh) -> WorkItems.this.letters.issue(one.procedure(), one.id(), fresh));
      letters.clear();
      cases.forEach(one -> derive(one.procedure(), one.id()));
      cases.clear();
    }
  }

  /** Cases of a procedure after one that have no row of this derivation, by id, at most so many. */
  List<UUID> missing(Procedure<?, ?> procedure, UUID after, int most) {
    return procedure
        .rows()
        .sql(
            """
            select c.id from {cases} c left join work_item w
                on w.procedure_name = :procedure and w.case_id = c.id
              where c.id > :after and (w.case_id is null or w.derivation < :derivation)
              order by c.id limit :most
            """)
        .param("procedure", procedure.kind())
        .param("derivation", DERIVATION)
        .param("after", after)
        .param("most", most)
        .query(UUID.class)
        .list();
  }

  /** Makes the row of a case that nobody changes meanwhile; nobody learns of it. */
  <S extends Enum<S>> void deriveLocked(Procedure<S, ?> procedure, UUID id) {
    procedure
        .rows()
        .lock(id)
        .ifPresent(
            one ->
                store(procedure, id, one.state(), procedure.turns(id, one.state(), one.dueOn())));
  }

  /** Makes the row of a case and says what has changed; the caller has locked it. */
  private <S extends Enum<S>> void derive(Procedure<S, ?> procedure, UUID id) {
    CaseRow<S> one = procedure.rows().find(id).orElseThrow();
    List<Turn> turns = procedure.turns(id, one.state(), one.dueOn());
    Before before = store(procedure, id, one.state(), turns);
    boolean concluded =
        procedure.terminal(one.state()) && !before.state().equals(one.state().name());
    if (before.differs(turns) || concluded) {
      LocalDate today = OfficialTime.dayOf(clock.instant());
      Optional<UUID> handler = concluded ? procedure.handler(id) : Optional.empty();
      events.publishEvent(
          new TurnsChanged(procedure.kind(), id, before.began(turns, today), concluded, handler));
      before
          .passed(turns)
          .forEach(
              turn ->
                  events.publishEvent(
                      new CaseHanded(
                          procedure.kind(), id, turn.role(), turn.person().orElseThrow())));
    }
  }

  /** Stores the row and the turns of a case; gives what stood there. */
  private <S extends Enum<S>> Before store(
      Procedure<S, ?> procedure, UUID id, S state, List<Turn> turns) {
    Before before = before(procedure, id);
    WorkItem.Mark mark = procedure.mark(id, state);
    boolean anew = before.differs(turns);
    if (anew) {
      end(procedure, id, turns);
    }
    procedure
        .rows()
        .sql(
            """
            insert into work_item (procedure_name, case_id, derivation, app_name, number, sponsor,
              organization_id, division, kind, state, round, since, due_on, due_verified,
              due_provisional, opened_at, closed_at, mark, mark_count, other_id, said)
            select :procedure, c.id, :derivation, c.app_name, coalesce(c.number, ''),
              (select o.name from organization o where o.id = c.organization_id for share),
              c.organization_id, c.division, {kind}, c.state, c.round, :now, c.due_on,
              c.due_verified, c.due_provisional,
              (select min(l.at) from {log} l
                where l.{caseId} = c.id and l.from_state = :initial and l.to_state = any(:open)),
              case when :ended and c.state <> all(:open) and c.state <> :initial then
                (select max(l.at) from {log} l
                  where l.{caseId} = c.id and l.to_state = c.state and l.from_state <> c.state)
              end, :mark, :markCount, {other}, :said
            from {cases} c where c.id = :id
            on conflict (procedure_name, case_id) do update set derivation = excluded.derivation,
              app_name = excluded.app_name, number = excluded.number, sponsor = excluded.sponsor,
              division = excluded.division, kind = excluded.kind, state = excluded.state,
              round = excluded.round,
              since = case when :anew then excluded.since else work_item.since end,
              due_on = excluded.due_on, due_verified = excluded.due_verified,
              due_provisional = excluded.due_provisional, opened_at = excluded.opened_at,
              closed_at = excluded.closed_at, mark = excluded.mark,
              mark_count = excluded.mark_count, other_id = excluded.other_id,
              said = excluded.said
            """)
        .param("procedure", procedure.kind())
        .param("id", id)
        .param("derivation", DERIVATION)
        .param("now", clock.instant())
        .param("initial", procedure.initial().name())
        .param("open", procedure.openNames())
        .param("ended", turns.isEmpty())
        .param("anew", anew)
        .param("mark", mark.code())
        .param("markCount", mark.count())
        .param("said", FreeText.shortened(procedure.said(id, state), SAID))
        .update();
    if (anew) {
      turns.forEach(turn -> add(procedure, id, turn));
    }
    return before;
  }

  private record Row(String state, Optional<Turn> turn) {}

  /**
   * What stood of a case.
   *
   * @param state empty where nothing did
   */
  private record Before(String state, Set<Turn> turns) {
    boolean differs(List<Turn> now) {
      return !turns.equals(Set.copyOf(now));
    }

    /** Turns that have passed from one person to another. */
    List<Turn> passed(List<Turn> now) {
      return now.stream().filter(one -> turns.stream().anyMatch(was -> passed(was, one))).toList();
    }

    private static boolean passed(Turn was, Turn now) {
      return was.role() == now.role()
          && was.person().isPresent()
          && now.person().isPresent()
          && !was.person().equals(now.person());
    }

    /** Roles whose turn begins; one that passes from one person to another goes on. */
    Set<Role> began(List<Turn> now, LocalDate today) {
      Set<Role> running =
          turns.stream().filter(one -> one.begun(today)).map(Turn::role).collect(toSet());
      return now.stream()
          .filter(one -> one.begun(today) && (one.ofOtherUnit() || !running.contains(one.role())))
          .map(Turn::role)
          .collect(toSet());
    }
  }

  private Before before(Procedure<?, ?> procedure, UUID id) {
    List<Row> rows =
        jdbc.sql(
                """
            select w.state, t.role, t.person_id, t.begins_on, t.of_other from work_item w
              left join work_turn t
                on t.procedure_name = w.procedure_name and t.case_id = w.case_id
              where w.procedure_name = :procedure and w.case_id = :id
            """)
            .param("procedure", procedure.kind())
            .param("id", id)
            .query(Row.class)
            .list();
    return new Before(
        rows.isEmpty() ? "" : rows.get(0).state(),
        rows.stream().flatMap(row -> row.turn().stream()).collect(toSet()));
  }

  /** Takes away whose turn it is no more. */
  private void end(Procedure<?, ?> procedure, UUID id, List<Turn> turns) {
    jdbc.sql(
            """
            delete from work_turn where procedure_name = :procedure and case_id = :id
              and role <> all(:roles)
            """)
        .param("procedure", procedure.kind())
        .param("id", id)
        .param("roles", turns.stream().map(turn -> turn.role().name()).toArray(String[]::new))
        .update();
  }

  /** Who has claimed a case keeps it while it is his turn. */
  private void add(Procedure<?, ?> procedure, UUID id, Turn turn) {
    jdbc.sql(
            """
            insert into work_turn
              (procedure_name, case_id, role, person_id, begins_on, of_other)
            values (:procedure, :id, :role, :person, :begins, :other)
            on conflict (procedure_name, case_id, role) do update set
              person_id = excluded.person_id, begins_on = excluded.begins_on,
              of_other = excluded.of_other
            """)
        .param("procedure", procedure.kind())
        .param("id", id)
        .param("role", turn.role())
        .param("person", turn.person())
        .param("begins", turn.beginsOn())
        .param("other", turn.ofOtherUnit())
        .update();
  }
}
