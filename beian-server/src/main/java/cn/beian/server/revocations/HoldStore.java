package cn.beian.server.revocations;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Revoked filings whose app was not filed again. */
@Repository
class HoldStore {
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
    return jdbc.sql(
            """
            select r.number, r.app_name, r.sponsor_name as sponsor, r.credit_code, r.division,
                   (v.at at time zone :zone)::date as since, v.case_id as revocation
              from filing_record r
              join lateral (select f.at, f.case_id from filing_revision f
                             where f.number = r.number and f.event = r.state
                             order by f.revision desc limit 1) v on true
             where r.state = :revoked and starts_with(r.division, :prefix) and r.number > :after
               and not exists (select 1 from filing_record again
                                where again.app_id = r.app_id and again.state = any(:inForce))
             order by r.number limit :most
            """)
        .param("zone", OfficialTime.ZONE.getId())
        .param("revoked", RecordState.REVOKED.name())
        .param("inForce", RecordGraph.IN_FORCE.stream().map(Enum::name).toArray(String[]::new))
        .param("prefix", prefix)
        .param("after", after)
        .param("most", most)
        .query(Hold.class)
        .list();
  }
}
