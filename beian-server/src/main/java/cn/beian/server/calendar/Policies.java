package cn.beian.server.calendar;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * The policy parameters: the bundled values, and those that an administrator entered with their
 * citation and another person confirmed ({@link PolicyRequests}).
 */
@Service
public class Policies {
  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final RegisterStandings standings;
  private final Clock clock;
  private final OncePerTransaction<PolicyParameters> current =
      new OncePerTransaction<>(PolicyParameters.class, this::read);

  Policies(JdbcClient jdbc, AuditTrail audit, RegisterStandings standings, Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.standings = standings;
    this.clock = clock;
  }

  /** All values with their history. */
  public PolicyParameters current() {
    return current.get();
  }

  private PolicyParameters read() {
    PolicyParameters parameters = PolicyParameters.defaults();
    for (PolicyParameter entered : entered()) {
      parameters = parameters.with(entered);
    }
    return parameters;
  }

  /**
   * A value of a parameter that no longer exists and has no counterpart: a person has to say what
   * holds instead.
   *
   * @param key the dotted name of the parameter as it was
   */
  public record Retired(String key, String value, String source, LocalDate since) {}

  /** Values set aside by a migration, until a value is entered for what took their place. */
  public List<Retired> retired() {
    return jdbc.sql(
            """
            select * from retired_policy_value old where not exists (
              select 1 from policy_value new
              where new.key = 'independentDevelopment' and new.entered_at > old.retired_at)
            order by id
            """)
        .query(Retired.class)
        .list();
  }

  /** Adds a value that two persons stand for; nothing is overwritten. */
  void enter(PolicyParameter parameter, Person asker, Person confirmer) {
    jdbc.sql(
            """
            insert into policy_value (key, value, source, verified, since, entered_by, entered_at,
                confirmed_by)
              values (:key, :value, :source, :verified, :since, :enteredBy, :enteredAt,
                :confirmedBy)
            """)
        .param("key", parameter.key().id())
        .param("value", parameter.value())
        .param("source", parameter.source())
        .param("verified", parameter.verified())
        .param("since", parameter.since())
        .param("enteredBy", asker.login())
        .param("confirmedBy", confirmer.login())
        .param("enteredAt", clock.instant())
        .update();
    current.forget();
    audit.record(
        "policy.enter",
        "policy:" + parameter.key().id(),
        parameter.value()
            + " since "
            + parameter.since()
            + ", "
            + parameter.source()
            + ", "
            + asker.login()
            + " + "
            + confirmer.login());
    standings.record(StandingKind.POLICY, parameter.key().id());
  }

  private List<PolicyParameter> entered() {
    return jdbc.sql("select * from policy_value order by id")
        .query(
            (row, number) ->
                new PolicyParameter(
                    ParameterKey.of(row.getString("key")).orElseThrow(),
                    row.getString("value"),
                    row.getString("source"),
                    row.getBoolean("verified"),
                    row.getObject("since", LocalDate.class)))
        .list();
  }
}
