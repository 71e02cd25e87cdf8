package cn.beian.server.supervision;

import cn.beian.server.platform.InColumn;
import cn.beian.server.supervision.SupervisedFinding.Gone;
import cn.beian.server.testing.Standing;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Findings of cases, what the sponsor says of them and how they were settled. */
@Repository
class FindingStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  FindingStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** A finding as it is opened. */
  record NewFinding(
      UUID packageId,
      UUID testId,
      String ruleId,
      String evidence,
      Standing before,
      Standing after) {}

  /**
   * A finding as it is stored.
   *
   * @param evidence digest, as {@link EvidenceDigests} has it; empty until it is computed
   */
  record StoredFinding(
      int place,
      UUID packageId,
      UUID testId,
      String ruleId,
      @InColumn("evidence_sha256") Optional<String> evidence,
      Standing before,
      Standing after,
      Optional<Gone> gone,
      Optional<FindingResolution> settlement) {}

  void put(UUID caseId, List<NewFinding> findings) {
    int place = 1;
    for (NewFinding one : findings) {
      jdbc.sql(
              """
              insert into supervision_finding
                (case_id, place, package_id, test_id, rule_id, evidence_sha256, before, after)
              values (:case, :place, :package, :testId, :ruleId, :evidence, :before, :after)
              """)
          .param("case", caseId)
          .param("place", place++)
          .param("package", one.packageId())
          .param("testId", one.testId())
          .param("ruleId", one.ruleId())
          .param("evidence", one.evidence())
          .param("before", one.before())
          .param("after", one.after())
          .update();
    }
    changed(caseId);
  }

  private void changed(UUID caseId) {
    standings.record(StandingKind.FINDING, caseId.toString());
  }

  /** By place. */
  List<StoredFinding> findings(UUID caseId) {
    return jdbc.sql(
            "select *, outcome as settlement_outcome, reason as settlement_reason,"
                + " gone_in as gone_package_id, gone_on as gone_since"
                + " from supervision_finding where case_id = :case order by place")
        .param("case", caseId)
        .query(StoredFinding.class)
        .list();
  }

  /** A finding whose evidence has no digest yet. */
  record Undigested(UUID caseId, int place, UUID testId, String ruleId) {}

  /** Some of those whose evidence has no digest yet. */
  List<Undigested> undigested(int most) {
    return jdbc.sql(
            """
            select case_id, place, test_id, rule_id from supervision_finding
              where evidence_sha256 is null order by test_id limit :most
            """)
        .param("most", most)
        .query(Undigested.class)
        .list();
  }

  void digested(Undigested one, String evidence) {
    jdbc.sql(
            """
            update supervision_finding set evidence_sha256 = :evidence
              where case_id = :case and place = :place
            """)
        .param("evidence", evidence)
        .param("case", one.caseId())
        .param("place", one.place())
        .update();
  }

  /** A finding that is not settled, and its case. */
  record OpenFinding(
      UUID caseId,
      int version,
      int place,
      String number,
      @InColumn("app_name") String app,
      String sponsor) {}

  /**
   * Which findings are asked for.
   *
   * @param evidence digest of what was seen
   * @param region of the cases
   * @param except a unit whose cases are left out
   */
  record Same(String ruleId, String evidence, String region, UUID except) {}

  private static final String OPEN =
      """
      select f.case_id, c.version, f.place, c.number, c.app_name, o.name as sponsor
      from supervision_finding f
        join supervision_case c on c.id = f.case_id
        join organization o on o.id = c.organization_id
      where f.rule_id = :rule and f.evidence_sha256 = :evidence and f.outcome is null
        and c.state <> 'CLOSED' and starts_with(c.division, :region)
        and c.organization_id <> :except
      """;

  private JdbcClient.StatementSpec open(Same same, String which) {
    return jdbc.sql(OPEN + which + " order by c.opened_at, c.id, f.place limit :most")
        .param("rule", same.ruleId())
        .param("evidence", same.evidence())
        .param("region", same.region())
        .param("except", same.except());
  }

  /** Those that are not settled, in cases that are not closed: of these cases. */
  List<OpenFinding> open(Same same, Set<UUID> cases, int most) {
    return open(same, " and c.id = any(:cases)")
        .param("cases", cases.toArray(UUID[]::new))
        .param("most", most)
        .query(OpenFinding.class)
        .list();
  }

  /** The same of all cases but one, the oldest first; those after a case where one is named. */
  List<OpenFinding> open(Same same, UUID but, Optional<UUID> after, int most) {
    return open(
            same,
            """
            and c.id <> :but and (cast(:after as uuid) is null or (c.opened_at, c.id)
              > (select a.opened_at, a.id from supervision_case a where a.id = :after))
            """)
        .param("but", but)
        .param("after", after, Types.OTHER)
        .param("most", most)
        .query(OpenFinding.class)
        .list();
  }

  void settle(UUID caseId, int place, FindingResolution settlement) {
    jdbc.sql(
            "update supervision_finding set outcome = :outcome, reason = :reason, settled_by ="
                + " :settledBy, settled_at = :settledAt where case_id = :case and place = :place")
        .param("outcome", settlement.outcome())
        .param("reason", settlement.reason())
        .param("settledBy", settlement.settledBy())
        .param("settledAt", settlement.settledAt())
        .param("case", caseId)
        .param("place", place)
        .update();
    changed(caseId);
  }

  /** Takes a settlement back. */
  void unsettle(UUID caseId, int place) {
    jdbc.sql(
            "update supervision_finding set outcome = null, reason = '', settled_by = null,"
                + " settled_at = null where case_id = :case and place = :place")
        .param("case", caseId)
        .param("place", place)
        .update();
    changed(caseId);
  }

  void gone(UUID caseId, int place, Optional<Gone> gone) {
    jdbc.sql(
            "update supervision_finding set gone_in = :package, gone_on = :day where case_id = :id"
                + " and place = :place")
        .param("package", gone.map(Gone::packageId))
        .param("day", gone.map(Gone::since))
        .param("id", caseId)
        .param("place", place)
        .update();
    changed(caseId);
  }

  void put(UUID caseId, SponsorAnswer answer) {
    jdbc.sql(
            """
            insert into supervision_answer
              (case_id, place, round, kind, text, basis, mend_by, answered_by, answered_at)
            values (:id, :place, :round, :kind, :text, :basis, :mendBy, :by, :at)
            on conflict (case_id, place, round) do update set kind = excluded.kind,
              text = excluded.text, basis = excluded.basis, mend_by = excluded.mend_by,
              answered_by = excluded.answered_by, answered_at = excluded.answered_at
            """)
        .param("id", caseId)
        .param("place", answer.place())
        .param("round", answer.round())
        .param("kind", answer.kind().map(Enum::name).orElse(""))
        .param("text", answer.text())
        .param("basis", answer.basis())
        .param("mendBy", answer.mendBy())
        .param("by", answer.answeredBy())
        .param("at", answer.answeredAt())
        .update();
  }

  /** Keeps that a person wrote or changed an answer in a round. */
  void prepared(UUID caseId, int round, UUID person) {
    jdbc.sql(
            "insert into supervision_preparer values (:case, :round, :person) on conflict do"
                + " nothing")
        .param("case", caseId)
        .param("round", round)
        .param("person", person)
        .update();
  }

  /** Everybody who wrote or changed an answer in a round. */
  Set<UUID> preparers(UUID caseId, int round) {
    return Set.copyOf(
        jdbc.sql(
                "select person_id from supervision_preparer where case_id = :case and round ="
                    + " :round")
            .param("case", caseId)
            .param("round", round)
            .query(UUID.class)
            .list());
  }

  /** Everybody who wrote or changed an answer in any round. */
  Set<UUID> preparers(UUID caseId) {
    return Set.copyOf(
        jdbc.sql("select distinct person_id from supervision_preparer where case_id = :case")
            .param("case", caseId)
            .query(UUID.class)
            .list());
  }

  /** By round and place. */
  List<SponsorAnswer> answers(UUID caseId) {
    return jdbc.sql("select * from supervision_answer where case_id = :case order by round, place")
        .param("case", caseId)
        .query(SponsorAnswer.class)
        .list();
  }
}
