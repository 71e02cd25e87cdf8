package cn.beian.server.filings;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.rules.Exemption;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the national review found: judgements, human tests, exemptions. */
@Repository
class ReviewStore {
  private final JdbcClient jdbc;

  ReviewStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void put(UUID applicationId, Judgement judgement) {
    jdbc.sql(
            """
            insert into judgement
              (application_id, test_id, rule_id, outcome, reason, judged_by, judged_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id, test_id, rule_id) do update set
              outcome = excluded.outcome, reason = excluded.reason,
              judged_by = excluded.judged_by, judged_at = excluded.judged_at
            """)
        .params(
            applicationId,
            judgement.testId(),
            judgement.ruleId(),
            judgement.outcome().name(),
            judgement.reason(),
            judgement.judgedBy(),
            at(judgement.judgedAt()))
        .update();
  }

  List<Judgement> judgements(UUID applicationId) {
    return jdbc.sql("select * from judgement where application_id = ? order by judged_at")
        .param(applicationId)
        .query(ReviewStore::judgement)
        .list();
  }

  /** The latest judgements of a rule in other applications. */
  List<Judgement> earlier(String ruleId, UUID otherThan, int most) {
    return jdbc.sql(
            """
            select * from judgement where rule_id = ? and application_id <> ?
            order by judged_at desc limit ?
            """)
        .params(ruleId, otherThan, most)
        .query(ReviewStore::judgement)
        .list();
  }

  /** Dismissals of a rule in other tests of the unit's app of that name, the latest first. */
  List<EarlierDismissal> dismissals(
      Application application, String identity, String ruleId, UUID otherThan) {
    return jdbc.sql(
            """
            select j.*, coalesce(a.number, '') as number, a.id = :application as same
            from judgement j join application a on a.id = j.application_id
            where j.rule_id = :rule and j.outcome = 'DISMISSED' and j.test_id <> :test
              and a.organization_id = :organization
              and exists (select 1 from application_package p
                where p.application_id = a.id and p.identity = :identity)
            order by j.judged_at desc limit 10
            """)
        .param("application", application.id())
        .param("rule", ruleId)
        .param("test", otherThan)
        .param("organization", application.organizationId())
        .param("identity", identity)
        .query(
            (row, n) ->
                new EarlierDismissal(
                    judgement(row, n), row.getString("number"), row.getBoolean("same")))
        .list();
  }

  private static Judgement judgement(ResultSet row, int n) throws SQLException {
    return new Judgement(
        uuid(row, "test_id"),
        row.getString("rule_id"),
        constant(row, "outcome", Judgement.Outcome.class),
        row.getString("reason"),
        uuid(row, "judged_by"),
        instant(row, "judged_at"));
  }

  void add(UUID applicationId, LevelJudgement judgement) {
    jdbc.sql(
            """
            insert into level_judgement
              (application_id, stated, accepted, reason, judged_by, judged_at)
            values (?, ?, ?, ?, ?, ?)
            """)
        .params(
            applicationId,
            judgement.stated(),
            judgement.accepted(),
            judgement.reason(),
            judgement.judgedBy(),
            at(judgement.judgedAt()))
        .update();
  }

  /** Judgements of the county's reason, the latest last. */
  List<LevelJudgement> levelJudgements(UUID applicationId) {
    return jdbc.sql("select * from level_judgement where application_id = ? order by id")
        .param(applicationId)
        .query(
            (row, n) ->
                new LevelJudgement(
                    row.getString("stated"),
                    row.getBoolean("accepted"),
                    row.getString("reason"),
                    uuid(row, "judged_by"),
                    instant(row, "judged_at")))
        .list();
  }

  void put(UUID applicationId, ManualTest test) {
    jdbc.sql(
            """
            insert into human_test (application_id, subject, rule_id, passed, tester, tested_on,
              report_id, note, recorded_by, recorded_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id, subject, rule_id) do update set passed = excluded.passed,
              tester = excluded.tester, tested_on = excluded.tested_on,
              report_id = excluded.report_id, note = excluded.note,
              recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
            """)
        .params(
            applicationId,
            test.subject(),
            test.ruleId(),
            test.passed(),
            test.tester(),
            test.testedOn(),
            test.reportId(),
            test.note(),
            test.recordedBy(),
            at(test.recordedAt()))
        .update();
  }

  List<ManualTest> humanTests(UUID applicationId) {
    return jdbc.sql("select * from human_test where application_id = ? order by recorded_at")
        .param(applicationId)
        .query(
            (row, n) ->
                new ManualTest(
                    uuid(row, "subject"),
                    row.getString("rule_id"),
                    row.getBoolean("passed"),
                    row.getString("tester"),
                    row.getObject("tested_on", LocalDate.class),
                    uuid(row, "report_id"),
                    row.getString("note"),
                    uuid(row, "recorded_by"),
                    instant(row, "recorded_at")))
        .list();
  }

  void put(UUID applicationId, AcceptedExemption accepted) {
    Exemption exemption = accepted.exemption();
    jdbc.sql(
            """
            insert into exemption
              (application_id, rule_id, scenario, basis, until, accepted_by, accepted_at)
            values (?, ?, ?, ?, ?, ?, ?)
            on conflict (application_id, rule_id) do update set scenario = excluded.scenario,
              basis = excluded.basis, until = excluded.until, accepted_by = excluded.accepted_by,
              accepted_at = excluded.accepted_at
            """)
        .params(
            applicationId,
            exemption.target(),
            exemption.scenario().name(),
            exemption.basis(),
            exemption.until(),
            accepted.acceptedBy(),
            at(accepted.acceptedAt()))
        .update();
  }

  /** Takes an exemption back; whether there was one. */
  boolean clearExemption(UUID applicationId, String ruleId) {
    return jdbc.sql("delete from exemption where application_id = ? and rule_id = ?")
            .params(applicationId, ruleId)
            .update()
        > 0;
  }

  /** Exemptions by rule. */
  List<AcceptedExemption> exemptions(UUID applicationId) {
    return jdbc.sql("select * from exemption where application_id = ? order by rule_id")
        .param(applicationId)
        .query(
            (row, n) ->
                new AcceptedExemption(
                    new Exemption(
                        row.getString("rule_id"),
                        Exemption.Scenario.valueOf(row.getString("scenario")),
                        row.getString("basis"),
                        row.getObject("until", LocalDate.class)),
                    uuid(row, "accepted_by"),
                    instant(row, "accepted_at")))
        .list();
  }
}
