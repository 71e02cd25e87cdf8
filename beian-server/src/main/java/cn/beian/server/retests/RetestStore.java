package cn.beian.server.retests;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.rules.Verdict;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Runs and what they found. */
@Repository
class RetestStore {
  private final JdbcClient jdbc;

  RetestStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a run; false where that version was tested already when it came into force. */
  boolean put(RetestRun run, @Nullable UUID requestedBy, Instant at) {
    return jdbc.sql(
                """
            insert into retest_run (id, version, against, number, as_of, total, requested_by,
              requested_at)
            values (:id, :version, :against, :number, :asOf, :total, :by, :at)
            on conflict do nothing
            """)
            .param("id", run.id())
            .param("version", run.version())
            .param("against", run.against())
            .param("number", run.number())
            .param("asOf", run.asOf())
            .param("total", run.total())
            .param("by", requestedBy)
            .param("at", at)
            .update()
        > 0;
  }

  Optional<RetestRun> find(UUID id) {
    return jdbc.sql("select * from retest_run where id = :id")
        .param("id", id)
        .query(RetestRun.class)
        .optional();
  }

  /** The latest preview of a rulebook. */
  Optional<RetestRun> preview(String version) {
    return jdbc.sql(
            """
            select * from retest_run where version = :version and number is null
            order by requested_at desc, id desc limit 1
            """)
        .param("version", version)
        .query(RetestRun.class)
        .optional();
  }

  /** Runs of versions that came into force, the latest first. */
  List<RetestRun> inForce() {
    return jdbc.sql("select * from retest_run where number is not null order by number desc")
        .query(RetestRun.class)
        .list();
  }

  void advance(RetestRun run, UUID applicationId) {
    jdbc.sql("update retest_run set done = done + 1, last_done = :lastDone where id = :id")
        .param("lastDone", applicationId)
        .param("id", run.id())
        .update();
  }

  void end(RetestRun run, Instant at) {
    jdbc.sql(
            """
            update retest_run set ended_at = :endedAt where id = :id and ended_at is null
            """)
        .param("endedAt", at)
        .param("id", run.id())
        .update();
  }

  void put(RetestResult result) {
    jdbc.sql(
            """
            insert into retest_result (run_id, package_id, application_id, number, app_name,
              sponsor, division,
            before_verdict, after_verdict, changes)
            values (:runId, :packageId, :applicationId, :number, :appName, :sponsor, :division,
              nullif(:beforeVerdict, ''), nullif(:afterVerdict, ''), :changes)
            on conflict do nothing
            """)
        .param("runId", result.runId())
        .param("packageId", result.packageId())
        .param("applicationId", result.applicationId())
        .param("number", result.number())
        .param("appName", result.appName())
        .param("sponsor", result.sponsor())
        .param("division", result.division())
        .param("beforeVerdict", result.before().map(Verdict::name).orElse(""))
        .param("afterVerdict", result.after().map(Verdict::name).orElse(""))
        .param("changes", Changed.written(result.changes()))
        .update();
  }

  /**
   * How many results of a run a region has.
   *
   * @param region what the divisions begin with
   */
  int count(UUID runId, String region) {
    return jdbc.sql(
            """
            select count(*) from retest_result where run_id = :runId
              and starts_with(division, :region)
            """)
        .param("runId", runId)
        .param("region", region)
        .query(Integer.class)
        .single();
  }

  /** Results of a run in a region, other verdicts first, by number. */
  List<RetestResult> results(UUID runId, String region, int from, int most) {
    return jdbc.sql(
            """
            select * from retest_result where run_id = :runId and starts_with(division, :region)
            order by before_verdict is distinct from after_verdict desc, number, package_id
            limit :most offset :skipped
            """)
        .param("runId", runId)
        .param("region", region)
        .param("most", most)
        .param("skipped", from)
        .query(RetestStore::result)
        .list();
  }

  /** What a run found, other verdicts first, by number. */
  List<RetestResult> results(UUID runId, int most) {
    return jdbc.sql(
            """
            select * from retest_result where run_id = :runId
            order by before_verdict is distinct
              from after_verdict desc, number, package_id limit :most
            """)
        .param("runId", runId)
        .param("most", most)
        .query(RetestStore::result)
        .list();
  }

  private static RetestResult result(ResultSet row, int n) throws SQLException {
    return new RetestResult(
        row.getObject("run_id", UUID.class),
        row.getObject("package_id", UUID.class),
        row.getObject("application_id", UUID.class),
        row.getString("number"),
        row.getString("app_name"),
        row.getString("sponsor"),
        row.getString("division"),
        verdict(row, "before_verdict"),
        verdict(row, "after_verdict"),
        Changed.read(row.getString("changes")));
  }

  private static Optional<Verdict> verdict(ResultSet row, String column) throws SQLException {
    @Nullable String name = row.getString(column);
    return Optional.ofNullable(name).map(Verdict::valueOf);
  }
}
