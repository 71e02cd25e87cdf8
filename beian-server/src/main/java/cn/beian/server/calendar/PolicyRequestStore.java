package cn.beian.server.calendar;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.calendar.PolicyRequest.State;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Values that were asked for, in PostgreSQL. */
@Component
class PolicyRequestStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;
  private final Identity identity;
  private final Clock clock;

  PolicyRequestStore(JdbcClient jdbc, RegisterStandings standings, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.standings = standings;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Puts a request.
   *
   * @throws org.springframework.dao.DuplicateKeyException where one for the parameter waits
   */
  void put(UUID id, PolicyParameter parameter, Person asker) {
    jdbc.sql(
            """
            insert into policy_request (id, key, value, source, verified, since, asked_by, asked_at,
              state)
            values (:id, :key, :value, :source, :verified, :since, :by, :now, 'OPEN')
            """)
        .param("id", id)
        .param("key", parameter.key().id())
        .param("value", parameter.value())
        .param("source", parameter.source())
        .param("verified", parameter.verified())
        .param("since", parameter.since())
        .param("by", asker.id())
        .param("now", clock.instant())
        .update();
    standings.record(StandingKind.PROPOSAL, parameter.key().id());
  }

  /** The request, which nobody else closes before the caller's transaction ends. */
  Optional<PolicyRequest> lock(UUID id) {
    return jdbc.sql("select * from policy_request where id = :id for update")
        .param("id", id)
        .query(this::request)
        .optional();
  }

  /** The one that waits for a parameter. */
  Optional<PolicyRequest> waiting(ParameterKey key) {
    return jdbc.sql("select * from policy_request where key = :key and state = 'OPEN'")
        .param("key", key.id())
        .query(this::request)
        .optional();
  }

  /** All that wait, the oldest first; at most one of each parameter. */
  List<PolicyRequest> open() {
    return jdbc.sql("select * from policy_request where state = 'OPEN' order by asked_at, id")
        .query(this::request)
        .list();
  }

  void close(UUID id, State state, Person by) {
    String key =
        jdbc.sql(
                """
            update policy_request set state = :state, closed_by = :by, closed_at = :now
              where id = :id returning key
            """)
            .param("state", state)
            .param("by", by.id())
            .param("now", clock.instant())
            .param("id", id)
            .query(String.class)
            .single();
    standings.record(StandingKind.PROPOSAL, key);
  }

  private PolicyRequest request(ResultSet row, int number) throws SQLException {
    return new PolicyRequest(
        uuid(row, "id"),
        new PolicyParameter(
            ParameterKey.of(row.getString("key")).orElseThrow(),
            row.getString("value"),
            row.getString("source"),
            row.getBoolean("verified"),
            row.getObject("since", LocalDate.class)),
        identity.person(uuid(row, "asked_by")).orElseThrow(),
        instant(row, "asked_at"),
        constant(row, "state", State.class));
  }
}
