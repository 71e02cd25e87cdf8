package cn.beian.server.filings;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.states.ApplicationState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What happened to applications, in order. */
@Repository
class HistoryStore {
  private final JdbcClient jdbc;

  HistoryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID applicationId, CaseEvent event) {
    jdbc.sql(
            """
            insert into application_event
              (application_id, at, actor_id, name, from_state, to_state, expected_on, ground,
               detail)
            values (:id, :at, :actor, :name, :from, :to, :expectedOn, :ground, :detail)
            """)
        .param("id", applicationId)
        .param("at", at(event.at()))
        .param("actor", event.actorId().orElse(null))
        .param("name", event.name())
        .param("from", event.from().name())
        .param("to", event.to().name())
        .param("expectedOn", event.expectedOn().orElse(null))
        .param("ground", event.ground().map(Enum::name).orElse(null))
        .param("detail", event.detail())
        .update();
  }

  /** What happened, in order. */
  List<CaseEvent> events(UUID applicationId) {
    return jdbc.sql("select * from application_event where application_id = ? order by id")
        .param(applicationId)
        .query(HistoryStore::event)
        .list();
  }

  /** What happened to each application in which a limit runs. */
  Map<UUID, List<CaseEvent>> eventsWithLimit() {
    Map<UUID, List<CaseEvent>> events = new HashMap<>();
    jdbc.sql(
            """
            select e.* from application_event e join application a on a.id = e.application_id
            where a.due_on is not null order by e.id
            """)
        .query(
            (RowCallbackHandler)
                row ->
                    events
                        .computeIfAbsent(uuid(row, "application_id"), id -> new ArrayList<>())
                        .add(event(row, 0)));
    return events;
  }

  private static CaseEvent event(ResultSet row, int number) throws SQLException {
    return new CaseEvent(
        instant(row, "at"),
        uuidIfAny(row, "actor_id"),
        row.getString("name"),
        constant(row, "from_state", ApplicationState.class),
        constant(row, "to_state", ApplicationState.class),
        dayIfAny(row, "expected_on"),
        Optional.ofNullable(row.getString("ground")).map(Extension.Ground::valueOf),
        row.getString("detail"));
  }
}
