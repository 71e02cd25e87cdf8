package cn.beian.server.filings;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.Route;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications, their packages and their history in PostgreSQL. */
@Repository
class ApplicationStore {
  private final JdbcClient jdbc;

  ApplicationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void insert(Application application) {
    jdbc.sql(
            """
            insert into application (id, version, kind, form, state, route, app_name,
              organization_id, division, handler_id, created_at, updated_at)
            values (:id, :version, :kind, :form, :state, :route, :appName,
              :organization, :division, :handler, :createdAt, :createdAt)
            """)
        .param("id", application.id())
        .param("version", application.version())
        .param("kind", application.kind().name())
        .param("form", application.form().name())
        .param("state", application.state().name())
        .param("route", application.route().name())
        .param("appName", application.appName())
        .param("organization", application.organizationId())
        .param("division", application.division())
        .param("handler", application.handlerId())
        .param("createdAt", at(application.createdAt()))
        .update();
  }

  Optional<Application> find(UUID id) {
    return jdbc.sql("select * from application where id = ?")
        .param(id)
        .query(ApplicationStore::application)
        .optional();
  }

  /**
   * The application, locked until the transaction ends, so that of two commands the second sees
   * what the first has done.
   *
   * @throws StalePageException if it is not at this version any more
   */
  Application lock(UUID id, int version) {
    Application found = lock(id);
    if (found.version() != version) {
      throw new StalePageException(id, version, found.version());
    }
    return found;
  }

  /** The application, whatever its version, locked until the transaction ends. */
  Application lock(UUID id) {
    return jdbc.sql("select * from application where id = ? for update")
        .param(id)
        .query(ApplicationStore::application)
        .optional()
        .orElseThrow(() -> new NoSuchApplicationException(id));
  }

  /** Stores what commands may change, as the next version. */
  void update(Application changed, Instant now) {
    int rows =
        jdbc.sql(
                """
                update application set version = version + 1, kind = :kind, form = :form, state = :state,
                  app_name = :appName, handler_id = :handler, ready = :ready,
                  signed_by = :signedBy, signed_at = :signedAt, round = :round, due_on = :dueOn,
                  due_verified = :dueVerified, number = :number, updated_at = :now
                where id = :id and version = :version
                """)
            .param("kind", changed.kind().name())
            .param("form", changed.form().name())
            .param("state", changed.state().name())
            .param("appName", changed.appName())
            .param("handler", changed.handlerId())
            .param("ready", changed.ready())
            .param("signedBy", changed.signedBy().orElse(null))
            .param("signedAt", changed.signedAt().map(ApplicationStore::at).orElse(null))
            .param("round", changed.round())
            .param("dueOn", changed.dueOn().orElse(null))
            .param("dueVerified", changed.dueVerified())
            .param("number", changed.number().orElse(null))
            .param("now", at(now))
            .param("id", changed.id())
            .param("version", changed.version())
            .update();
    if (rows != 1) {
      throw new StalePageException(changed.id(), changed.version(), changed.version() + 1);
    }
  }

  /** Applications of a sponsor, the latest first. */
  List<Application> ofOrganization(UUID organizationId) {
    return jdbc.sql(
            "select * from application where organization_id = ? order by updated_at desc limit 500")
        .param(organizationId)
        .query(ApplicationStore::application)
        .list();
  }

  /** Applications in one of these states, by due date. */
  List<Application> queue(Collection<ApplicationState> states) {
    return jdbc.sql(
            """
            select * from application where state in (:states)
            order by due_on nulls last, created_at limit 2000
            """)
        .param("states", states.stream().map(Enum::name).toList())
        .query(ApplicationStore::application)
        .list();
  }

  /** Applications whose running limit has ended before a day. */
  List<Application> dueBefore(LocalDate day, Collection<ApplicationState> states) {
    return jdbc.sql(
            "select * from application where state in (:states) and due_on < :day order by due_on")
        .param("states", states.stream().map(Enum::name).toList())
        .param("day", day)
        .query(ApplicationStore::application)
        .list();
  }

  /** Accepted applications of other applicants that hold a package of one of these identities. */
  List<Application> filedWith(Collection<String> identities, UUID except) {
    if (identities.isEmpty()) {
      return List.of();
    }
    return jdbc.sql(
            """
            select * from application a where state = 'ACCEPTED' and id <> :except and exists (
              select 1 from application_package p
              where p.application_id = a.id and p.identity in (:identities))
            order by updated_at
            """)
        .param("except", except)
        .param("identities", identities)
        .query(ApplicationStore::application)
        .list();
  }

  // ---- packages

  void add(SubmittedPackage added, Instant now) {
    jdbc.sql(
            """
            insert into application_package
              (application_id, package_id, part, identity, test_id, added_at)
            values (?, ?, ?, ?, ?, ?)
            on conflict (application_id, package_id, part) do update set
              identity = excluded.identity, test_id = excluded.test_id
            """)
        .params(
            Arrays.asList(
                added.applicationId(),
                added.packageId(),
                added.part().name(),
                added.identity(),
                added.testId().orElse(null),
                at(now)))
        .update();
  }

  void remove(UUID applicationId, UUID packageId) {
    jdbc.sql("delete from application_package where application_id = ? and package_id = ?")
        .params(applicationId, packageId)
        .update();
  }

  List<SubmittedPackage> packages(UUID applicationId, SubmittedPackage.Part part) {
    return jdbc.sql(
            """
            select * from application_package where application_id = ? and part = ?
            order by added_at, package_id
            """)
        .params(applicationId, part.name())
        .query(
            (row, n) ->
                new SubmittedPackage(
                    row.getObject("application_id", UUID.class),
                    row.getObject("package_id", UUID.class),
                    SubmittedPackage.Part.valueOf(row.getString("part")),
                    row.getString("identity"),
                    Optional.ofNullable(row.getObject("test_id", UUID.class))))
        .list();
  }

  // ---- history

  void add(UUID applicationId, CaseEvent event) {
    jdbc.sql(
            """
            insert into application_event
              (application_id, at, actor_id, name, from_state, to_state, expected_on, detail)
            values (:id, :at, :actor, :name, :from, :to, :expectedOn, :detail)
            """)
        .param("id", applicationId)
        .param("at", at(event.at()))
        .param("actor", event.actorId().orElse(null))
        .param("name", event.name())
        .param("from", event.from().name())
        .param("to", event.to().name())
        .param("expectedOn", event.expectedOn().orElse(null))
        .param("detail", event.detail())
        .update();
  }

  /** What happened, in order. */
  List<CaseEvent> events(UUID applicationId) {
    return jdbc.sql("select * from application_event where application_id = ? order by id")
        .param(applicationId)
        .query(
            (row, n) ->
                new CaseEvent(
                    instant(row, "at"),
                    Optional.ofNullable(row.getObject("actor_id", UUID.class)),
                    row.getString("name"),
                    ApplicationState.valueOf(row.getString("from_state")),
                    ApplicationState.valueOf(row.getString("to_state")),
                    Optional.ofNullable(row.getObject("expected_on", LocalDate.class)),
                    row.getString("detail")))
        .list();
  }

  private static Application application(ResultSet row, int n) throws SQLException {
    return new Application(
        row.getObject("id", UUID.class),
        row.getInt("version"),
        ApplicationKind.valueOf(row.getString("kind")),
        AppForm.valueOf(row.getString("form")),
        ApplicationState.valueOf(row.getString("state")),
        Route.valueOf(row.getString("route")),
        row.getString("app_name"),
        row.getObject("organization_id", UUID.class),
        row.getString("division"),
        row.getObject("handler_id", UUID.class),
        row.getBoolean("ready"),
        Optional.ofNullable(row.getObject("signed_by", UUID.class)),
        Optional.ofNullable(row.getTimestamp("signed_at")).map(Timestamp::toInstant),
        row.getInt("round"),
        Optional.ofNullable(row.getObject("due_on", LocalDate.class)),
        row.getBoolean("due_verified"),
        Optional.ofNullable(row.getString("number")),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
