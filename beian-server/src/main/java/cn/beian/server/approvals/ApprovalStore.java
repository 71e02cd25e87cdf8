package cn.beian.server.approvals;

import cn.beian.filing.states.RecordGraph;
import cn.beian.server.cases.CaseQueries;
import cn.beian.server.records.NamedRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Project approvals in PostgreSQL. */
@Repository
class ApprovalStore {
  private static final String SELECT =
      """
      select c.*, o.name as sponsor, p.name as payer from approval_case c
        join organization o on o.id = c.organization_id
        join organization p on p.id = c.payer_id
      """;

  private static final String GRASSROOTS =
      """
      exists (select 1 from answer g where g.application_id = r.application_id
        and g.field = 'app.audience' and g.item = ''
        and g.value in ('GRASSROOTS_STAFF', 'ORGAN_AND_GRASSROOTS_STAFF'))
      """;

  private final JdbcClient jdbc;

  ApprovalStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Fields of a plan when it was last returned; empty where it never was. */
  Map<String, String> before(UUID id) {
    Map<String, String> before = new HashMap<>();
    jdbc.sql("select field, said from approval_plan_before where approval_id = :id")
        .param("id", id)
        .query(
            (RowCallbackHandler) row -> before.put(row.getString("field"), row.getString("said")));
    return before;
  }

  /** A plan is returned as it says. */
  void keepBefore(UUID id, Map<String, String> said) {
    said.forEach(
        (field, text) ->
            jdbc.sql(
                    """
                    insert into approval_plan_before (approval_id, field, said)
                      values (:id, :field, :said)
                      on conflict (approval_id, field) do update set said = excluded.said
                    """)
                .param("id", id)
                .param("field", field)
                .param("said", text)
                .update());
  }

  CaseQueries<ProjectApproval> queries() {
    return new CaseQueries<>(jdbc, SELECT, ProjectApproval.class);
  }

  /** Approvals that were given to a unit, the latest first. */
  List<ProjectApproval> given(UUID unit) {
    return jdbc.sql(
            SELECT
                + " where c.organization_id = :unit"
                + " and c.state in ('APPROVED', 'APPROVED_WITH_CONDITIONS')"
                + " order by c.id desc")
        .param("unit", unit)
        .query(ProjectApproval.class)
        .list();
  }

  /** Filed apps in force of a unit. */
  List<NamedRecord> filedOf(UUID unit) {
    return filed("o.id = :unit", unit, "", "");
  }

  /** Filed apps in force for the grassroots that a unit runs. */
  List<NamedRecord> grassrootsOf(UUID unit) {
    return filed("o.id = :unit and " + GRASSROOTS, unit, "", "");
  }

  /** Filed apps in force for the grassroots of the units of a level and division. */
  List<NamedRecord> grassrootsAt(String level, String division) {
    return filed(
        "o.level = :level and o.division = :division and " + GRASSROOTS,
        new UUID(0, 0),
        level,
        division);
  }

  private List<NamedRecord> filed(String condition, UUID unit, String level, String division) {
    return jdbc.sql(
            """
            select r.number, coalesce(nullif(r.official_number, ''), r.number) as shown,
              r.app_name, o.name as sponsor
            from organization o join filing_record r on r.organization_id = o.id
            where r.state in (:inForce) and not r.restricted and
            """
                + condition
                + " order by r.place limit 50")
        .param("unit", unit)
        .param("inForce", RecordGraph.IN_FORCE)
        .param("level", level)
        .param("division", division)
        .query(NamedRecord.class)
        .list();
  }
}
