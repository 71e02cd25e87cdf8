package cn.beian.server.filings.queue;

import static cn.beian.server.platform.SqlColumns.at;
import static java.util.stream.Collectors.joining;

import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.answers.Exemptions;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.filings.store.UnfiledApps;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Applications as lists of a region, a page at a time. Region, order and place are one index each,
 * so that what other regions have costs nothing and hides nothing.
 */
@Repository
class QueueStore {
  private static final String ORDER =
      "coalesce(a.due_on, date 'infinity'), a.created_at, a.id"; // as in application_queue_order

  private static final String PLACE =
      "(coalesce(cast(:due as date), date 'infinity'), cast(:created as timestamptz), cast(:id as uuid))";

  private final JdbcClient jdbc;

  QueueStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Which applications a queue holds.
   *
   * @param states at least one
   * @param region what the codes of its divisions begin with
   */
  record Scope(Set<ApplicationState> states, String region) {
    private String sql() {
      return "a.state in ("
          + states.stream().map(state -> "'" + state.name() + "'").collect(joining(", "))
          + ") and a.division like :region";
    }

    private String pattern() {
      return region + '%';
    }
  }

  /**
   * A place in the order of a queue: that of a case, as it was when its page was made.
   *
   * @param due when it was due then; empty where no limit ran
   */
  record Place(Optional<LocalDate> due, Instant created, UUID id) {}

  int count(Scope scope) {
    return jdbc.sql("select count(*) from application a where " + scope.sql())
        .param("region", scope.pattern())
        .query(Integer.class)
        .single();
  }

  /** The first of a queue by due date, or those that come after a place. */
  List<QueuedApplication> list(Scope scope, Optional<Place> after, int most) {
    return jdbc.sql(
            "select a.*, o.name as sponsor from application a"
                + " join organization o on o.id = a.organization_id where "
                + scope.sql()
                + after.map(place -> " and (" + ORDER + ") > " + PLACE).orElse("")
                + " order by "
                + ORDER
                + " limit :most")
        .param("region", scope.pattern())
        .param("due", after.flatMap(Place::due).orElse(null))
        .param("created", after.map(place -> at(place.created())).orElse(null))
        .param("id", after.map(Place::id).orElse(null))
        .param("most", most)
        .query(
            (row, n) -> new QueuedApplication(ApplicationStore.application(row, n), sponsor(row)))
        .list();
  }

  /** Where a case of a queue stands in it. */
  QueueNeighbours neighbours(Scope scope, Place at) {
    return jdbc.sql(
            """
            select (select a.id from application a where SCOPE and (ORDER) < PLACE
                order by coalesce(a.due_on, date 'infinity') desc, a.created_at desc, a.id desc
                limit 1) as previous,
              (select a.id from application a where SCOPE and (ORDER) > PLACE
                order by ORDER limit 1) as next
            """
                .replace("SCOPE", scope.sql())
                .replace("ORDER", ORDER)
                .replace("PLACE", PLACE))
        .param("region", scope.pattern())
        .param("due", at.due().orElse(null))
        .param("created", at(at.created()))
        .param("id", at.id())
        .query(
            (row, n) ->
                new QueueNeighbours(
                    Optional.ofNullable(row.getObject("previous", UUID.class)),
                    Optional.ofNullable(row.getObject("next", UUID.class))))
        .single();
  }

  /**
   * Filings of a region of existing apps that are still to be filed, by division and unit.
   *
   * @param inForce since when they are
   * @param after the last of the page before
   */
  List<OverdueFiling> existingWithoutNumber(
      String region, LocalDate inForce, Optional<Application> after, int most) {
    return jdbc.sql(
            """
            select a.*, o.name as sponsor,
              (select r.value from answer_as_submitted r where r.application_id = a.id
                and r.field = 'app.onlineSince' order by r.item limit 1) as online_since
            from application a join organization o on o.id = a.organization_id
            where a.division collate "C" like :region AFTER and UNFILED
            order by a.division collate "C", a.organization_id, a.created_at, a.id limit :most
            """
                .replace("UNFILED", UnfiledApps.CONDITION)
                .replace(
                    "AFTER",
                    after.isEmpty()
                        ? ""
                        : "and (a.division collate \"C\", a.organization_id, a.created_at, a.id)"
                            + " > (:division, :unit, :created, :id)"))
        .param("region", region + '%')
        .param("inForce", inForce.toString())
        .param("division", after.map(Application::division).orElse(null))
        .param("unit", after.map(Application::organizationId).orElse(null))
        .param("created", after.map(one -> at(one.createdAt())).orElse(null))
        .param("id", after.map(Application::id).orElse(null))
        .param("most", most)
        .query(
            (row, n) ->
                new OverdueFiling(
                    ApplicationStore.application(row, n),
                    sponsor(row),
                    Optional.ofNullable(row.getString("online_since")).flatMap(Exemptions::day)))
        .list();
  }

  private static String sponsor(ResultSet row) throws SQLException {
    return row.getString("sponsor");
  }
}
