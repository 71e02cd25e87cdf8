package cn.beian.server.cases;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;
import static java.util.stream.Collectors.joining;

import cn.beian.server.identity.Organization;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Cases and logs of one procedure in PostgreSQL. */
final class CaseRows<S extends Enum<S>> {
  private static final int PORTION = 500;

  private final JdbcClient jdbc;
  private final CaseTables tables;
  private final Class<S> states;

  CaseRows(JdbcClient jdbc, CaseTables tables, Class<S> states) {
    this.jdbc = jdbc;
    this.tables = tables;
    this.states = states;
  }

  /** Adds a case of a unit. */
  void insert(UUID id, S state, Organization unit, Changes changes, Instant now) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>(changes.columns());
    columns.put("id", id);
    columns.put("state", state.name());
    columns.put("organization_id", unit.id());
    columns.put("division", unit.division());
    columns.put("opened_at", at(now));
    columns.put("updated_at", at(now));
    sql("insert into {cases} ("
            + String.join(", ", columns.keySet())
            + ") values (:"
            + String.join(", :", columns.keySet())
            + ")")
        .params(columns)
        .update();
  }

  /**
   * Stores changes as the next version.
   *
   * @param newRound whether another round begins
   * @return false where the case has moved on
   */
  boolean change(Case<S> one, Changes changes, boolean newRound, Instant now) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>(changes.columns());
    columns.put("updated_at", at(now));
    String assignments =
        columns.keySet().stream()
            .map(column -> column + " = :" + column)
            .collect(joining(", ", newRound ? "round = round + 1, " : "", ""));
    return sql("update {cases} set version = version + 1, "
                + assignments
                + " where id = :case_id and version = :shown")
            .params(columns)
            .param("case_id", one.id())
            .param("shown", one.version())
            .update()
        == 1;
  }

  /** Cases in which something runs, by id, a portion at a time: the first, or what comes after. */
  List<CaseRow<S>> running(Optional<CaseRow<S>> after) {
    return sql("""
            select * from {cases} where due_on is not null and id > :after
            order by id limit :portion
            """)
        .param("after", after.map(CaseRow::id).orElse(new UUID(0, 0)))
        .param("portion", PORTION)
        .query(this::row)
        .list();
  }

  /** Cases in one of these states whose last day was before a day, the earliest first. */
  List<CaseRow<S>> dueBefore(LocalDate day, Collection<S> in) {
    return in.isEmpty()
        ? List.of()
        : sql("select * from {cases} where state in (:states) and due_on < :day order by due_on")
            .param("states", names(in))
            .param("day", day)
            .query(this::row)
            .list();
  }

  /** The case; nobody else changes it until the end of the transaction. */
  Optional<CaseRow<S>> lock(UUID id) {
    return sql("select * from {cases} where id = :id for update")
        .param("id", id)
        .query(this::row)
        .optional();
  }

  /** A case as it is now. */
  Optional<CaseRow<S>> find(UUID id) {
    return sql("select * from {cases} where id = :id").param("id", id).query(this::row).optional();
  }

  /** A case by what people call it. */
  record Titled(UUID id, String title) {}

  /** By number and name of the app. */
  List<Titled> titled(Collection<UUID> ids) {
    return sql("select id, concat_ws(' ', number, app_name) as title from {cases} where id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(Titled.class)
        .list();
  }

  /** Cases of a handler in one of these states, by the name of the app, the oldest first. */
  List<Titled> ofHandler(UUID person, Collection<S> in) {
    return sql("""
            select id, app_name as title from {cases}
            where handler_id = :person and state in (:states) order by id
            """)
        .param("person", person)
        .param("states", names(in))
        .query(Titled.class)
        .list();
  }

  /** Gives the cases of a handler in these states to another. */
  void handOver(UUID from, UUID to, Collection<S> in, Instant now) {
    sql("""
        update {cases} set handler_id = :to, version = version + 1, updated_at = :now
        where handler_id = :from and state in (:states)
        """)
        .param("to", to)
        .param("now", at(now))
        .param("from", from)
        .param("states", names(in))
        .update();
  }

  // ---- the log

  void add(UUID caseId, CaseStep<S> step) {
    sql("""
        insert into {log}
          ({caseId}, at, actor_id, {name}, from_state, to_state, {day}, {note}, detail)
        values (:id, :at, :actor, :name, :from, :to, :day, nullif(:note, ''), :detail)
        """)
        .param("id", caseId)
        .param("at", at(step.at()))
        .param("actor", step.actorId().orElse(null))
        .param("name", step.name())
        .param("from", step.from().name())
        .param("to", step.to().name())
        .param("day", step.day().orElse(null))
        .param("note", step.note())
        .param("detail", step.detail())
        .update();
  }

  /** In order. */
  List<CaseStep<S>> steps(UUID caseId) {
    return sql("select * from {log} where {caseId} = :id order by id")
        .param("id", caseId)
        .query(this::step)
        .list();
  }

  /** The latest. */
  Optional<CaseStep<S>> last(UUID caseId) {
    return sql("select * from {log} where {caseId} = :id order by id desc limit 1")
        .param("id", caseId)
        .query(this::step)
        .optional();
  }

  /** The logs of cases, each in order. */
  Map<UUID, List<CaseStep<S>>> steps(Collection<UUID> cases) {
    Map<UUID, List<CaseStep<S>>> steps = new HashMap<>();
    sql("select * from {log} where {caseId} = any(:ids) order by id")
        .param("ids", cases.toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    steps
                        .computeIfAbsent(uuid(row, tables.caseId()), id -> new ArrayList<>())
                        .add(step(row, 0)));
    return steps;
  }

  /** A statement on the tables of the procedure. */
  JdbcClient.StatementSpec sql(String template) {
    return jdbc.sql(
        template
            .replace("{cases}", tables.cases())
            .replace("{log}", tables.log())
            .replace("{caseId}", tables.caseId())
            .replace("{name}", tables.name())
            .replace("{day}", tables.day())
            .replace("{note}", tables.note())
            .replace("{kind}", tables.kind())
            .replace("{other}", tables.other()));
  }

  private static List<String> names(Collection<? extends Enum<?>> in) {
    return in.stream().map(Enum::name).toList();
  }

  private CaseStep<S> step(ResultSet row, int n) throws SQLException {
    return new CaseStep<>(
        instant(row, "at"),
        uuidIfAny(row, "actor_id"),
        row.getString(tables.name()),
        constant(row, "from_state", states),
        constant(row, "to_state", states),
        dayIfAny(row, tables.day()),
        Optional.ofNullable(row.getString(tables.note())).orElse(""),
        row.getString("detail"));
  }

  private CaseRow<S> row(ResultSet row, int n) throws SQLException {
    return new CaseRow<>(
        uuid(row, "id"),
        row.getInt("version"),
        constant(row, "state", states),
        uuid(row, "organization_id"),
        row.getString("division"),
        dayIfAny(row, "due_on"),
        row.getBoolean("due_verified"),
        row.getBoolean("due_provisional"));
  }
}
