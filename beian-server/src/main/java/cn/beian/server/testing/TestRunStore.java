package cn.beian.server.testing;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.rules.ContextJson;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tests with their results and contexts, as canonical JSON. */
@Component
class TestRunStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  TestRunStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  void add(TestRun run) {
    TestResult result = run.result();
    jdbc.sql(
            """
            insert into test_run (id, package_id, facts_digest, context_digest, rulebook_version,
              as_of, verdict, result_digest, result, context, ran_at)
            values (:id, :package, :facts, :contextDigest, :rulebook, :asOf, :verdict,
              :resultDigest, :result, :context, :ranAt)
            """)
        .param("id", run.id())
        .param("package", run.packageId())
        .param("facts", result.factsDigest())
        .param("contextDigest", result.contextDigest())
        .param("rulebook", result.rulebookVersion())
        .param("asOf", result.asOf())
        .param("verdict", result.verdict().name())
        .param("resultDigest", run.resultDigest())
        .param("result", JsonColumn.text(out -> TestResultJson.write(result, out)))
        .param("context", JsonColumn.text(out -> ContextJson.write(run.context(), out)))
        .param("ranAt", at(run.ranAt()))
        .update();
    standings.record(StandingKind.TEST, run.id().toString());
  }

  void drop(UUID id) {
    jdbc.sql("delete from test_run where id = :id").param("id", id).update();
    standings.record(StandingKind.TEST, id.toString());
  }

  Optional<TestRun> find(UUID testId) {
    return jdbc.sql("select * from test_run where id = :id")
        .param("id", testId)
        .query(TestRunStore::row)
        .optional();
  }

  Optional<TestRun> latest(UUID packageId) {
    return jdbc.sql(
            """
            select * from test_run where package_id = :package order by ran_at desc, id desc limit 1
            """)
        .param("package", packageId)
        .query(TestRunStore::row)
        .optional();
  }

  private static TestRun row(ResultSet row, int number) throws SQLException {
    try {
      return new TestRun(
          uuid(row, "id"),
          uuid(row, "package_id"),
          TestResultJson.read(JsonColumn.stream(row.getString("result"))),
          row.getString("result_digest"),
          ContextJson.read(JsonColumn.stream(row.getString("context"))),
          instant(row, "ran_at"));
    } catch (IOException e) {
      throw new SQLException("test " + row.getString("id") + " is not readable", e);
    }
  }
}
