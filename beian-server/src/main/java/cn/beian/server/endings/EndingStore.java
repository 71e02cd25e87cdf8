package cn.beian.server.endings;

import cn.beian.filing.states.EndingGraph;
import cn.beian.filing.states.EndingState;
import cn.beian.server.cases.CaseQueries;
import cn.beian.server.cases.Changes;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Endings in PostgreSQL. */
@Repository
class EndingStore {
  private static final String SELECT =
      "select c.*, o.name as sponsor from ending_case c join organization o on o.id = c.organization_id";

  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  EndingStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** Adds an ending. */
  void insert(EndingCase one) {
    jdbc.sql(
            """
            insert into ending_case (id, state, number, organization_id, division, route, app_name,
              opened_at, updated_at, last_day, announcement, data_disposal, migration, target,
              informing)
            values (:id, :state, :number, :unit, :division, :route, :app, :at, :at, :lastDay,
              :announcement, :dataDisposal, :migration, :target, :informing)
            """)
        .param("id", one.id())
        .param("state", one.state())
        .param("number", one.number())
        .param("unit", one.organizationId())
        .param("division", one.division())
        .param("route", one.route())
        .param("app", one.appName())
        .param("at", one.openedAt())
        .param("lastDay", one.lastDay())
        .param("announcement", one.plan().announcement())
        .param("dataDisposal", one.plan().dataDisposal())
        .param("migration", one.plan().migration().orElseThrow().name())
        .param("target", one.plan().target())
        .param("informing", one.plan().informing())
        .update();
    standings.record(StandingKind.ENDING, one.id().toString());
  }

  /** A plan as columns of its case. */
  static Changes columns(ShutDownPlan plan) {
    return Changes.of("last_day", plan.lastDay().orElseThrow())
        .and("announcement", plan.announcement())
        .and("data_disposal", plan.dataDisposal())
        .and("migration", plan.migration().orElseThrow().name())
        .and("target", plan.target())
        .and("informing", plan.informing());
  }

  /** Endings by id. */
  CaseQueries<EndingCase> queries() {
    return new CaseQueries<>(jdbc, SELECT, EndingCase.class);
  }

  /** The ending of a record that runs. */
  Optional<EndingCase> open(String number) {
    return ofStates(number, EndingGraph.GRAPH.running());
  }

  /** The ending of a record that came to nothing, the latest. */
  Optional<EndingCase> before(String number) {
    return ofStates(
        number, List.of(EndingState.TAKEN_BACK, EndingState.DROPPED, EndingState.SET_ASIDE));
  }

  /** The ending of a record that is public, the latest. */
  Optional<EndingCase> announced(String number) {
    return ofStates(
        number,
        List.of(
            EndingState.ANNOUNCED,
            EndingState.OFFLINE,
            EndingState.REPORTED,
            EndingState.SENT_BACK,
            EndingState.REPORTED_AGAIN,
            EndingState.NOTED,
            EndingState.SETTING_ASIDE));
  }

  /** Which of these records have an ending whose app is reported offline. */
  Set<String> reported(Set<String> numbers) {
    return Set.copyOf(
        jdbc.sql("select number from ending_case where number in (:numbers) and state in (:states)")
            .param("numbers", numbers)
            .param(
                "states",
                EndingGraph.GRAPH.states().stream()
                    .filter(EndingCase::reported)
                    .map(Enum::name)
                    .toList())
            .query(String.class)
            .list());
  }

  private Optional<EndingCase> ofStates(String number, Collection<EndingState> states) {
    return jdbc.sql(
            SELECT
                + " where c.number = :number and c.state in (:states)"
                + " order by c.opened_at desc, c.id desc limit 1")
        .param("number", number)
        .param("states", states)
        .query(EndingCase.class)
        .optional();
  }
}
