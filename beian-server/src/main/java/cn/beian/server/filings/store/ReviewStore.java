package cn.beian.server.filings.store;

import cn.beian.rules.Exemption;
import cn.beian.server.filings.AcceptedExemption;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.EarlierJudgement;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.LevelJudgement;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.ReturnedFinding;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What the national review found: judgements, human tests, exemptions. */
@Repository
public class ReviewStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  ReviewStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  public void put(UUID applicationId, Judgement judgement) {
    jdbc.sql(
            """
            insert into judgement
              (application_id, test_id, rule_id, outcome, reason, judged_by, judged_at)
            values (:application, :testId, :ruleId, :outcome, :reason, :judgedBy, :judgedAt)
            on conflict (application_id, test_id, rule_id) do update set
              outcome = excluded.outcome, reason = excluded.reason,
              judged_by = excluded.judged_by, judged_at = excluded.judged_at
            """)
        .param("application", applicationId)
        .param("testId", judgement.testId())
        .param("ruleId", judgement.ruleId())
        .param("outcome", judgement.outcome())
        .param("reason", judgement.reason())
        .param("judgedBy", judgement.judgedBy())
        .param("judgedAt", judgement.judgedAt())
        .update();
    standings.record(StandingKind.JUDGEMENT, applicationId.toString());
  }

  public List<Judgement> judgements(UUID applicationId) {
    return jdbc.sql(
            "select * from judgement where application_id = :application order by judged_at")
        .param("application", applicationId)
        .query(Judgement.class)
        .list();
  }

  /** The latest judgements of a rule in other applications. */
  public List<EarlierJudgement> earlier(String ruleId, UUID otherThan, int most) {
    return jdbc.sql(
            """
            select j.*, a.app_name, coalesce(a.number, '') as number
              from judgement j join application a on a.id = j.application_id
              where j.rule_id = :ruleId and j.application_id <> :application
              order by j.judged_at desc limit :most
            """)
        .param("ruleId", ruleId)
        .param("application", otherThan)
        .param("most", most)
        .query(EarlierJudgement.class)
        .list();
  }

  /** Dismissals of a rule in other tests of the unit's app of that name, the latest first. */
  public List<EarlierDismissal> dismissals(
      Application application, String identity, String ruleId, UUID otherThan) {
    return jdbc.sql(
            """
            select j.*, coalesce(a.number, '') as number, a.id = :application
              as same_application
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
        .query(EarlierDismissal.class)
        .list();
  }

  public void add(UUID applicationId, LevelJudgement judgement) {
    jdbc.sql(
            """
            insert into level_judgement
              (application_id, stated, accepted, reason, judged_by, judged_at)
            values (:application, :stated, :accepted, :reason, :judgedBy, :judgedAt)
            """)
        .param("application", applicationId)
        .param("stated", judgement.stated())
        .param("accepted", judgement.accepted())
        .param("reason", judgement.reason())
        .param("judgedBy", judgement.judgedBy())
        .param("judgedAt", judgement.judgedAt())
        .update();
  }

  /** Judgements of the county's reason, the latest last. */
  public List<LevelJudgement> levelJudgements(UUID applicationId) {
    return jdbc.sql("select * from level_judgement where application_id = :application order by id")
        .param("application", applicationId)
        .query(LevelJudgement.class)
        .list();
  }

  public void put(UUID applicationId, ManualTest test) {
    jdbc.sql(
            """
            insert into human_test (application_id, subject, rule_id, passed, tester, tested_on,
              report_id, note, recorded_by, recorded_at)
            values (:application, :subject, :ruleId, :passed, :tester, :testedOn, :reportId, :note, :recordedBy, :recordedAt)
            on conflict (application_id, subject, rule_id) do update set passed = excluded.passed,
              tester = excluded.tester, tested_on = excluded.tested_on,
              report_id = excluded.report_id, note = excluded.note,
              recorded_by = excluded.recorded_by, recorded_at = excluded.recorded_at
            """)
        .param("application", applicationId)
        .param("subject", test.subject())
        .param("ruleId", test.ruleId())
        .param("passed", test.passed())
        .param("tester", test.tester())
        .param("testedOn", test.testedOn())
        .param("reportId", test.reportId())
        .param("note", test.note())
        .param("recordedBy", test.recordedBy())
        .param("recordedAt", test.recordedAt())
        .update();
    standings.record(StandingKind.MANUAL, applicationId.toString());
  }

  public List<ManualTest> humanTests(UUID applicationId) {
    return jdbc.sql(
            "select * from human_test where application_id = :application order by recorded_at")
        .param("application", applicationId)
        .query(ManualTest.class)
        .list();
  }

  public void put(UUID applicationId, AcceptedExemption accepted) {
    Exemption exemption = accepted.exemption();
    jdbc.sql(
            """
            insert into exemption
              (application_id, rule_id, scenario, basis, until, accepted_by, accepted_at)
            values (:application, :ruleId, :scenario, :basis, :until, :acceptedBy, :acceptedAt)
            on conflict (application_id, rule_id) do update set scenario = excluded.scenario,
              basis = excluded.basis, until = excluded.until, accepted_by = excluded.accepted_by,
              accepted_at = excluded.accepted_at
            """)
        .param("application", applicationId)
        .param("ruleId", exemption.target())
        .param("scenario", exemption.scenario())
        .param("basis", exemption.basis())
        .param("until", exemption.until())
        .param("acceptedBy", accepted.acceptedBy())
        .param("acceptedAt", accepted.acceptedAt())
        .update();
    standings.record(StandingKind.EXEMPTION, applicationId.toString());
  }

  /** Keeps what an application is sent back for. */
  public void putReturned(UUID applicationId, List<ReturnedFinding> findings) {
    int item = 0;
    for (ReturnedFinding one : findings) {
      item++;
      jdbc.sql(
              """
              insert into returned_finding
                (application_id, round, item, rule_id, title_zh, title_en, why, reason)
              values (:application, :round, :item, :ruleId, :zh, :en, :why, :reason)
              """)
          .param("application", applicationId)
          .param("round", one.round())
          .param("item", item)
          .param("ruleId", one.ruleId())
          .param("zh", one.title().zh())
          .param("en", one.title().en())
          .param("why", one.why())
          .param("reason", one.reason())
          .update();
    }
  }

  /** What an application was sent back for, of every return. */
  public List<ReturnedFinding> returned(UUID applicationId) {
    return jdbc.sql(
            """
            select * from returned_finding where application_id = :application
            order by round, item
            """)
        .param("application", applicationId)
        .query(ReturnedFinding.class)
        .list();
  }

  /** Takes an exemption back; whether there was one. */
  public boolean clearExemption(UUID applicationId, String ruleId) {
    boolean accepted =
        jdbc.sql("delete from exemption where application_id = :application and rule_id = :ruleId")
                .param("application", applicationId)
                .param("ruleId", ruleId)
                .update()
            > 0;
    if (accepted) {
      standings.record(StandingKind.EXEMPTION, applicationId.toString());
    }
    return accepted;
  }

  /** Exemptions by rule. */
  public List<AcceptedExemption> exemptions(UUID applicationId) {
    return jdbc.sql(
            "select *, rule_id as target from exemption where application_id = :application order by rule_id")
        .param("application", applicationId)
        .query(AcceptedExemption.class)
        .list();
  }
}
