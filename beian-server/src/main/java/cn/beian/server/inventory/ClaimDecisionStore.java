package cn.beian.server.inventory;

import cn.beian.server.inventory.ClaimDecisions.Decision;
import cn.beian.server.inventory.Claims.Claim;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What supervisors found on claims, in PostgreSQL. */
@Repository
class ClaimDecisionStore {
  /** A decision stands until it is taken back; why it cannot be is told with it. */
  private static final String DECISION =
      """
      select d.*, a.name as app_name, c.said = 'OURS' as ours, u.name as unit_name,
        p.name as person, b.name as taken_back_person,
        case when d.taken_back_at is not null then 'over'
          when a.merged_into is not null or exists (select 1 from app_merge m
            where m.into_app_id = d.app_id and m.made_at >= d.made_at) then 'merged'
          when exists (select 1 from application x where x.app_id = d.app_id
            and (x.created_at >= d.made_at or x.signed_at >= d.made_at)) then 'begun'
          when a.owner_id is distinct from d.owner_after
            or exists (select 1 from app_claim n where n.app_id = d.app_id
              and n.ended_at is null and n.made_at >= d.made_at)
            or exists (select 1 from claim_decision n where n.app_id = d.app_id
              and n.taken_back_at is null and n.made_at > d.made_at) then 'later'
          end as against
      from claim_decision d join app a on a.id = d.app_id
        left join organization o on o.id = a.owner_id
        join app_claim c on c.id = d.claim_id join organization u on u.id = c.organization_id
        join user_account p on p.id = d.person_id
        left join user_account b on b.id = d.taken_back_by
      """;

  private final JdbcClient jdbc;

  ClaimDecisionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Claims that stand, of apps on which claims contradict each other or that were given back. */
  List<Claim> waiting(String prefix, int most) {
    return jdbc.sql(
            ClaimStore.CLAIM
                + """
                  where c.ended_at is null and c.app_id in (
                    select s.app_id from app_claim s join app a on a.id = s.app_id
                      left join organization owner on owner.id = a.owner_id
                    where s.ended_at is null and a.merged_into is null
                      and starts_with(coalesce(owner.division, a.region, ''), :prefix)
                    group by s.app_id
                    having bool_or(s.said = 'NOT_OURS') or count(*) > 1
                    order by s.app_id limit :most)
                  order by c.app_id, c.made_at, c.id
                """)
        .param("prefix", prefix)
        .param("most", most)
        .query(Claim.class)
        .list();
  }

  /** Of a region, the latest first. */
  List<Decision> decisions(String prefix, int most) {
    return jdbc.sql(
            DECISION
                + """
                  where a.merged_into is null
                    and starts_with(coalesce(o.division, a.region, ''), :prefix)
                  order by d.made_at desc, d.id limit :most
                """)
        .param("prefix", prefix)
        .param("most", most)
        .query(Decision.class)
        .list();
  }

  Optional<Decision> find(UUID id) {
    return jdbc.sql(DECISION + " where d.id = :id")
        .param("id", id)
        .query(Decision.class)
        .optional();
  }

  void insert(
      UUID id, Claim right, Optional<UUID> before, Optional<UUID> after, UUID by, Instant now) {
    jdbc.sql(
            """
            insert into claim_decision (id, app_id, claim_id, owner_before, owner_after, person_id,
              made_at)
            values (:id, :app, :claim, :before, :after, :person, :now)
            """)
        .param("id", id)
        .param("app", right.app())
        .param("claim", right.id())
        .param("before", before, Types.OTHER)
        .param("after", after, Types.OTHER)
        .param("person", by)
        .param("now", now)
        .update();
  }

  /** Notes which decision ended a claim. */
  void ended(UUID claim, UUID decision) {
    jdbc.sql("update app_claim set decision_id = :decision where id = :claim")
        .param("claim", claim)
        .param("decision", decision)
        .update();
  }

  /** Units whose claims a decision ended. */
  List<UUID> units(UUID decision) {
    return jdbc.sql("select organization_id from app_claim where decision_id = :decision")
        .param("decision", decision)
        .query(UUID.class)
        .list();
  }

  /** The claims that it ended stand again; that it was made stays noted. */
  void takeBack(UUID decision, UUID by, Instant now) {
    jdbc.sql(
            """
            update claim_decision set taken_back_at = :now, taken_back_by = :by
              where id = :decision
            """)
        .param("decision", decision)
        .param("by", by)
        .param("now", now)
        .update();
    jdbc.sql(
            """
            update app_claim set ended_at = null, ended_by = null, ending = null
              where decision_id = :decision
            """)
        .param("decision", decision)
        .update();
  }
}
