package cn.beian.server.holds;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.ApprovalState;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Revoked filings whose app was not filed again. */
@Repository
class HoldStore {
  private static final String SELECT =
      """
      select r.number, case when r.restricted then r.number else r.app_name end as app_name,
             r.sponsor_name as sponsor, r.credit_code, r.division,
             (v.at at time zone :zone)::date as since, v.case_id as revocation
        from filing_record r
        join lateral (select f.at, f.case_id, f.entry_index from filing_revision f
                       where f.number = r.number and f.event = r.state
                       order by f.revision desc limit 1) v on true
       where r.state = :revoked and r.number > :after
         and not exists (select 1 from filing_record again
                           join filing_revision first
                             on first.number = again.number and first.revision = 1
                          where again.app_id = r.app_id and again.state = any(:inForce)
                            and first.entry_index > v.entry_index)
         and CONDITION
       order by r.number limit :most
      """;

  private final JdbcClient jdbc;

  HoldStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Those of a region in the order of their numbers.
   *
   * @param prefix of the codes of its divisions; empty for all
   * @param after number of the last one before; empty to begin
   */
  List<Hold> page(String prefix, String after, int most) {
    return asked("starts_with(r.division, :prefix)", after, most)
        .param("prefix", prefix)
        .query(Hold.class)
        .list();
  }

  /** Those of a sponsor. */
  List<Hold> of(UUID unit, int most) {
    return asked("r.organization_id = :unit", "", most)
        .param("unit", unit)
        .query(Hold.class)
        .list();
  }

  /** Those of a unit, and of the sponsors for whose approved projects it pays. */
  List<Hold> paidBy(UUID unit, String after, int most) {
    return asked(
            """
            (r.organization_id = :unit or r.organization_id in (
              select c.organization_id from approval_case c
               where c.payer_id = :unit and c.state = any(:given)))
            """,
            after,
            most)
        .param("unit", unit)
        .param(
            "given",
            names(Arrays.stream(ApprovalState.values()).filter(ApprovalState::given).toList()))
        .query(Hold.class)
        .list();
  }

  private JdbcClient.StatementSpec asked(String condition, String after, int most) {
    return jdbc.sql(SELECT.replace("CONDITION", condition))
        .param("zone", OfficialTime.ZONE.getId())
        .param("revoked", RecordState.REVOKED.name())
        .param("inForce", names(RecordGraph.IN_FORCE))
        .param("after", after)
        .param("most", most);
  }

  private static String[] names(Collection<? extends Enum<?>> states) {
    return states.stream().map(Enum::name).toArray(String[]::new);
  }
}
