package cn.beian.server.cases;

import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.instantIfAny;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.cases.WorkItem.Held;
import cn.beian.server.cases.WorkItem.Mark;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The cases of every procedure that the current person may read: those in which it is his turn,
 * those that wait for others, and those that are done. It lists cases; nothing is counted by person
 * or unit.
 */
@Service
@Transactional(readOnly = true)
public class Worklist {
  /** Rows of a page. */
  public static final int PAGE = 50;

  /** Most that are counted. */
  public static final int COUNTED = 10_000;

  private static final String ROWS = "select w.*";

  private final JdbcClient jdbc;
  private final Identity identity;
  private final List<Procedure<?, ?>> procedures;
  private final Clock clock;

  Worklist(JdbcClient jdbc, Identity identity, List<Procedure<?, ?>> procedures, Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.procedures =
        procedures.stream()
            .sorted(Comparator.<Procedure<?, ?>, String>comparing(Procedure::kind))
            .toList();
    this.clock = clock;
  }

  /** Every procedure, by its name. */
  public List<Procedure<?, ?>> procedures() {
    return procedures;
  }

  /** Those of which the current person may read cases, by name. */
  public List<Procedure<?, ?>> readable() {
    Person me = identity.current();
    return procedures.stream()
        .filter(one -> sponsor() || AccessRules.readsCases(me, one.listPage()))
        .toList();
  }

  /** Whether the current person acts for a sponsor. */
  public boolean sponsor() {
    Person me = identity.current();
    return me.has(Role.HANDLER) || me.has(Role.APPROVER);
  }

  /**
   * First digits of the division from which on the current person reads cases in an official role;
   * empty where he reads none.
   */
  public Optional<String> region() {
    Person me = identity.current();
    return procedures.stream().anyMatch(one -> AccessRules.readsCases(me, one.listPage()))
        ? me.regionPrefix()
        : Optional.empty();
  }

  /** Whether the current person reads a case in an official role; never one of his own unit. */
  boolean readsOfficially(String procedure, UUID caseId) {
    WorkReading reading = reading(WorkFilter.of(View.MINE));
    return reading
        .on(
            jdbc,
            "select count(*) > 0 from work_item w where w.procedure_name = :name"
                + " and w.case_id = :case and "
                + reading.officially())
        .param("name", procedure)
        .param("case", caseId)
        .query(Boolean.class)
        .single();
  }

  /**
   * A procedure by its name.
   *
   * @throws java.util.NoSuchElementException if there is none
   */
  public Procedure<?, ?> procedure(String name) {
    return procedures.stream().filter(one -> one.kind().equals(name)).findFirst().orElseThrow();
  }

  /** The filter without a procedure or a state that no list of the current person has. */
  public WorkFilter known(WorkFilter filter) {
    List<Procedure<?, ?>> asked =
        readable().stream()
            .filter(one -> filter.procedure().orElse(one.kind()).equals(one.kind()))
            .toList();
    boolean sponsor = sponsor();
    return filter.of(
        filter.procedure().filter(name -> !asked.isEmpty()),
        filter
            .state()
            .filter(state -> asked.stream().anyMatch(one -> one.listed(sponsor).contains(state))));
  }

  /** How many fit, counted up to one more than {@link #COUNTED}. */
  public int count(WorkFilter filter) {
    WorkReading reading = reading(filter);
    return reading
        .on(jdbc, "select count(*) from (select 1" + reading.from() + " limit :most) counted")
        .param("most", COUNTED + 1)
        .query(Integer.class)
        .single();
  }

  /**
   * A page of those that fit.
   *
   * @param page from 1
   */
  public List<WorkItem> page(WorkFilter filter, int page) {
    return some(filter, (page - 1) * PAGE, PAGE);
  }

  /** So many of those that fit, from a place on. */
  public List<WorkItem> some(WorkFilter filter, int from, int most) {
    WorkReading reading = reading(filter);
    List<WorkItem> rows =
        reading
            .on(jdbc, ROWS + reading.from() + reading.order() + " limit :most offset :from")
            .param("most", most)
            .param("from", from)
            .query((row, n) -> item(row, reading.unit()))
            .list();
    return withTurns(reading, rows);
  }

  /** A case that the current person may read, as a row. */
  public Optional<WorkItem> find(String procedure, UUID caseId) {
    WorkReading reading = reading(WorkFilter.of(View.MINE));
    List<WorkItem> rows =
        reading
            .on(
                jdbc,
                ROWS
                    + " from work_item w"
                    + " where w.procedure_name = :name and w.case_id = :case and "
                    + reading.reach())
            .param("name", procedure)
            .param("case", caseId)
            .query((row, n) -> item(row, reading.unit()))
            .list();
    return withTurns(reading, rows).stream().findFirst();
  }

  /**
   * What the current person may read of these applications and of other cases about these numbers;
   * by id.
   */
  public Map<UUID, WorkItem> about(Collection<UUID> applications, Collection<String> numbers) {
    WorkReading reading = reading(WorkFilter.of(View.MINE));
    List<WorkItem> rows =
        reading
            .on(
                jdbc,
                ROWS
                    + " from work_item w where "
                    + reading.reach()
                    + " and (w.procedure_name = 'application' and w.case_id = any(:applications)"
                    + " or w.number = any(:numbers))")
            .param("applications", applications.toArray(UUID[]::new))
            .param("numbers", numbers.toArray(String[]::new))
            .query((row, n) -> item(row, reading.unit()))
            .list();
    Map<UUID, WorkItem> items = new LinkedHashMap<>();
    withTurns(reading, rows).forEach(one -> items.put(one.caseId(), one));
    return items;
  }

  /**
   * Another case in which it is the current person's turn.
   *
   * @param own whether it is one of his own unit
   */
  public record Neighbour(String procedure, UUID caseId, String appName, boolean own) {}

  /** The case before an open one, or after it, in the list of the reader's turn by what is due. */
  public Optional<Neighbour> beside(WorkItem one, boolean before) {
    WorkReading reading = reading(WorkFilter.of(View.MINE));
    return reading
        .on(jdbc, ROWS + reading.beside(before))
        .param("due", one.dueOn().orElse(null), Types.DATE)
        .param("since", one.since())
        .param("case", one.caseId())
        .query((row, n) -> neighbour(row, reading.unit()))
        .optional();
  }

  /** The first of that list, apart from a case. */
  public Optional<Neighbour> first(UUID apart) {
    WorkReading reading = reading(WorkFilter.of(View.MINE));
    return reading
        .on(jdbc, ROWS + reading.from() + " and w.case_id <> :place" + reading.order() + " limit 1")
        .param("place", apart)
        .query((row, n) -> neighbour(row, reading.unit()))
        .optional();
  }

  private static Neighbour neighbour(ResultSet row, UUID readersUnit) throws SQLException {
    return new Neighbour(
        row.getString("procedure_name"),
        uuid(row, "case_id"),
        row.getString("app_name"),
        uuid(row, "organization_id").equals(readersUnit));
  }

  private WorkReading reading(WorkFilter filter) {
    Person me = identity.current();
    List<String> regional =
        procedures.stream()
            .filter(one -> AccessRules.readsCases(me, one.listPage()))
            .map(Procedure::kind)
            .toList();
    return new WorkReading(me, regional, between(me), filter, OfficialTime.dayOf(clock.instant()));
  }

  /** Whether the unit of a person has a part in cases of other units. */
  private boolean between(Person me) {
    return sponsor()
        && jdbc.sql("select exists (select 1 from work_item where other_id = :unit)")
            .param("unit", me.organizationId())
            .query(Boolean.class)
            .single();
  }

  /** The turns of these rows that have begun, in one statement. */
  private List<WorkItem> withTurns(WorkReading reading, List<WorkItem> rows) {
    Map<UUID, List<Held>> turns = new HashMap<>();
    Map<UUID, Held> mine = new HashMap<>();
    reading
        .on(
            jdbc,
            "select t.case_id, t.role, coalesce(p.name, '') as person,"
                + " coalesce(c.name, '') as claimed_by, coalesce(b.name, '') as of_unit, ("
                + reading.mine()
                + """
                ) as mine
                  from work_turn t
                    join work_item w on w.procedure_name = t.procedure_name
                      and w.case_id = t.case_id
                    left join organization b on b.id = w.other_id and t.of_other
                    left join user_account p on p.id = t.person_id
                    left join user_account c on c.id = t.claimed_by
                  where t.case_id = any(:cases)
                    and (t.begins_on is null or t.begins_on <= :today)
                  order by t.role
                """)
        .param("cases", rows.stream().map(WorkItem::caseId).toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row -> {
                  UUID id = uuid(row, "case_id");
                  Held held =
                      new Held(
                          row.getString("role"),
                          row.getString("person"),
                          row.getString("claimed_by"),
                          row.getString("of_unit"));
                  turns.computeIfAbsent(id, key -> new ArrayList<>()).add(held);
                  if (row.getBoolean("mine")) {
                    mine.putIfAbsent(id, held);
                  }
                });
    return rows.stream()
        .map(
            one ->
                one.with(
                    turns.getOrDefault(one.caseId(), List.of()),
                    Optional.ofNullable(mine.get(one.caseId()))))
        .toList();
  }

  private static WorkItem item(ResultSet row, UUID readersUnit) throws SQLException {
    Optional<Instant> closed = instantIfAny(row, "closed_at");
    return new WorkItem(
        row.getString("procedure_name"),
        uuid(row, "case_id"),
        row.getString("app_name"),
        row.getString("number"),
        row.getString("sponsor"),
        uuid(row, "organization_id").equals(readersUnit),
        row.getString("kind"),
        row.getString("state"),
        row.getInt("round"),
        closed.isPresent() ? closed.get() : instant(row, "since"),
        dayIfAny(row, "due_on"),
        row.getBoolean("due_verified"),
        row.getBoolean("due_provisional"),
        closed.isPresent(),
        List.of(),
        Optional.empty(),
        new Mark(row.getString("mark"), row.getInt("mark_count")),
        row.getString("said"));
  }
}
