package cn.beian.server.supervision;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;
import static java.util.stream.Collectors.joining;

import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cases with their history. */
@Repository
class SupervisionStore {
  private static final String CASES =
      "select c.*, o.name as sponsor, (select bool_and(f.gone_in is not null) from supervision_finding f"
          + " where f.case_id = c.id) as gone from supervision_case c"
          + " join organization o on o.id = c.organization_id";

  private final JdbcClient jdbc;

  SupervisionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a case; false where the record has one of that origin already. */
  boolean put(SupervisionCase opened) {
    return jdbc.sql(
                """
                insert into supervision_case (id, origin, reference, state, number, application_id,
                  organization_id, division, app_name, opened_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
            .params(
                opened.id(),
                opened.origin().name(),
                opened.origin().reference(),
                opened.state().name(),
                opened.number(),
                opened.applicationId(),
                opened.organizationId(),
                opened.division(),
                opened.appName(),
                at(opened.openedAt()))
            .update()
        > 0;
  }

  Optional<SupervisionCase> find(UUID id) {
    return jdbc.sql(CASES + " where c.id = ?")
        .param(id)
        .query(SupervisionStore::supervised)
        .optional();
  }

  /** Cases by their ids. */
  List<SupervisionCase> find(Set<UUID> ids) {
    return jdbc.sql(CASES + " where c.id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(SupervisionStore::supervised)
        .list();
  }

  /** The case; nobody else changes it until the end of the transaction. */
  Optional<SupervisionCase> lock(UUID id) {
    return jdbc.sql(CASES + " where c.id = ? for update of c")
        .param(id)
        .query(SupervisionStore::supervised)
        .optional();
  }

  /** Whom a list is for: a unit, or the officials of a region; at least one of them. */
  record Reach(@Nullable UUID unit, @Nullable String region) {

    /** Written so that an index can serve it; nothing of it can be read where both are absent. */
    private String sql(boolean closed) {
      List<String> either = new ArrayList<>();
      if (unit != null) {
        either.add("c.organization_id = :unit");
      }
      if (region != null) {
        either.add("starts_with(c.division, :region)");
      }
      return (either.isEmpty() ? "false" : '(' + String.join(" or ", either) + ')')
          + (closed ? " and c.state = 'CLOSED'" : " and c.state <> 'CLOSED'");
    }
  }

  int count(Reach reach, boolean closed) {
    return jdbc.sql("select count(*) from supervision_case c where " + reach.sql(closed))
        .param("unit", reach.unit())
        .param("region", reach.region())
        .query(Integer.class)
        .single();
  }

  /**
   * Open cases by the day that is due, those first for which none runs: they wait for the
   * authority. Closed ones by the day on which they were opened, the latest first.
   */
  List<SupervisionCase> list(Reach reach, boolean closed, int from, int most) {
    return jdbc.sql(
            CASES
                + " where "
                + reach.sql(closed)
                + " order by "
                + (closed
                    ? "c.opened_at desc, c.id desc"
                    : "c.due_on nulls "
                        + (reach.region() == null ? "last" : "first")
                        + ", c.opened_at, c.id")
                + " limit :most offset :from")
        .param("unit", reach.unit())
        .param("region", reach.region())
        .param("most", most)
        .param("from", from)
        .query(SupervisionStore::supervised)
        .list();
  }

  /** Cases of an origin, by application. */
  List<SupervisionCase> ofOrigin(Origin origin, List<UUID> applications) {
    return applications.isEmpty()
        ? List.of()
        : jdbc.sql(
                CASES
                    + " where c.origin = :origin and c.reference = :reference and c.application_id in (:ids)")
            .param("origin", origin.name())
            .param("reference", origin.reference())
            .param("ids", applications)
            .query(SupervisionStore::supervised)
            .list();
  }

  /** Cases about what an application led to, the latest first. */
  List<SupervisionCase> ofApplication(UUID applicationId) {
    return jdbc.sql(CASES + " where c.application_id = ? order by c.opened_at desc, c.id desc")
        .param(applicationId)
        .query(SupervisionStore::supervised)
        .list();
  }

  /** Cases of a unit that are not closed. */
  List<UUID> openOfUnit(UUID organizationId) {
    return jdbc.sql(
            "select id from supervision_case where organization_id = ? and state <> 'CLOSED' order by id")
        .param(organizationId)
        .query(UUID.class)
        .list();
  }

  /** Whether another case orders the same record to be rectified and is not closed. */
  boolean orderedElsewhere(SupervisionCase supervised) {
    return jdbc.sql(
            "select count(*) > 0 from supervision_case where number = ? and id <> ?"
                + " and state <> 'CLOSED' and rectify_by is not null")
        .params(supervised.number(), supervised.id())
        .query(Boolean.class)
        .single();
  }

  /**
   * Moves a case and makes it a new version.
   *
   * @param told whether {@code due} is a day that an order names; the next answer is another round
   */
  void move(
      SupervisionCase supervised,
      SupervisionState to,
      Optional<LocalDate> due,
      boolean verified,
      boolean told) {
    jdbc.sql(
            """
            update supervision_case set state = :state, due_on = :due, due_verified = :verified,
              rectify_by = case when :told then cast(:due as date) else rectify_by end,
              round = round + case when :told then 1 else 0 end, version = version + 1
            where id = :id
            """)
        .param("state", to.name())
        .param("due", due.orElse(null))
        .param("verified", verified)
        .param("told", told)
        .param("id", supervised.id())
        .update();
  }

  /** Another day on which the running limit ends; a new version. */
  void due(UUID id, Optional<LocalDate> due, boolean verified) {
    jdbc.sql(
            "update supervision_case set due_on = ?, due_verified = ?, version = version + 1 where id = ?")
        .params(Arrays.asList(due.orElse(null), verified, id))
        .update();
  }

  /** Cases whose notice waits for its answer. */
  List<UUID> open() {
    return jdbc.sql("select id from supervision_case where state = 'OPEN' order by id")
        .query(UUID.class)
        .list();
  }

  /** Makes it a new version. */
  void touch(UUID id) {
    jdbc.sql("update supervision_case set version = version + 1 where id = ?").param(id).update();
  }

  // ---- history

  void add(UUID caseId, CaseStep step) {
    jdbc.sql(
            """
            insert into supervision_event
              (case_id, at, actor_id, cause, from_state, to_state, told_on, places, detail)
            values (:id, :at, :actor, :cause, :from, :to, :toldOn,
              string_to_array(:places, ',')::integer[], :detail)
            """)
        .param("id", caseId)
        .param("at", at(step.at()))
        .param("actor", step.actorId().orElse(null))
        .param("cause", step.cause().name())
        .param("from", step.from().name())
        .param("to", step.to().name())
        .param("toldOn", step.toldOn().orElse(null))
        .param("places", step.places().stream().map(String::valueOf).collect(joining(",")))
        .param("detail", step.detail())
        .update();
  }

  /** In order. */
  List<CaseStep> steps(UUID caseId) {
    return jdbc.sql("select * from supervision_event where case_id = ? order by id")
        .param(caseId)
        .query(
            (row, n) ->
                new CaseStep(
                    instant(row, "at"),
                    uuidIfAny(row, "actor_id"),
                    constant(row, "cause", SupervisionCause.class),
                    constant(row, "from_state", SupervisionState.class),
                    constant(row, "to_state", SupervisionState.class),
                    dayIfAny(row, "told_on"),
                    List.of((Integer[]) row.getArray("places").getArray()),
                    row.getString("detail")))
        .list();
  }

  private static SupervisionCase supervised(ResultSet row, int n) throws SQLException {
    return new SupervisionCase(
        uuid(row, "id"),
        row.getInt("version"),
        Origin.of(row.getString("origin"), row.getString("reference")),
        constant(row, "state", SupervisionState.class),
        row.getString("number"),
        uuid(row, "application_id"),
        uuid(row, "organization_id"),
        row.getString("sponsor"),
        row.getString("division"),
        row.getString("app_name"),
        row.getInt("round"),
        instant(row, "opened_at"),
        dayIfAny(row, "due_on"),
        row.getBoolean("due_verified"),
        dayIfAny(row, "rectify_by"),
        row.getBoolean("gone"));
  }
}
