package cn.beian.server.inventory;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.apps.App;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.Claims.Claim;
import cn.beian.server.inventory.Claims.Ending;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What units say of apps of inventories. */
@Repository
public class ClaimStore {
  private static final String CANDIDATE =
      """
      select a.id, a.name, a.form, a.online_since, coalesce(a.owner_id = :unit, false) as own,
        coalesce(mine.said = 'OURS', false) as claimed,
        mine.id as claim, mine.made_at as claimed_at, coalesce(mine.reason, '') as reason,
        coalesce((select e.unit_name from inventory_entry e
          where e.app_id = a.id and e.unit_name <> '' order by e.id desc limit 1), '') as unit,
        exists (select 1 from app_claim c where c.app_id = a.id and c.ended_at is null
          and c.said = 'OURS' and c.organization_id <> :unit) as others,
        coalesce(a.owner_id = :unit, false) and exists (
          select 1 from app_claim c where c.app_id = a.id
          and c.ending = 'CONFIRMED' and c.said = 'OURS' and c.organization_id = :unit) as decided,
        coalesce((select string_agg(i.identity, ' · ' order by i.identity) from app_identity i
          where i.app_id = a.id), '') as identities
      from app a left join app_claim mine on mine.app_id = a.id and mine.ended_at is null
        and mine.organization_id = :unit
      where a.merged_into is null and a.state in (:neverFiled) and a.region is not null
        and not exists (select 1 from app_offline f where f.app_id = a.id)
      """;

  static final String CLAIM =
      """
      select c.*, c.said = 'OURS' as ours, o.name as unit_name from app_claim c
        join organization o on o.id = c.organization_id
      """;

  private final JdbcClient jdbc;

  ClaimStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * An app that a unit may say is its own.
   *
   * @param own whether it is put down for the unit
   * @param claimed whether the unit said that it is its own
   * @param claim what it said last, if it stands
   * @param reason why it is not its own, as the unit said; empty otherwise
   * @param unit as the inventory names it; may be empty
   * @param others whether another unit says that it is its own
   * @param decided whether a supervisor decided that it is the unit's
   * @param identities package names and AppIDs; may be empty
   */
  public record Candidate(
      UUID id,
      String name,
      AppForm form,
      Optional<LocalDate> onlineSince,
      boolean own,
      boolean claimed,
      Optional<UUID> claim,
      Optional<Instant> claimedAt,
      String reason,
      String unit,
      boolean others,
      boolean decided,
      String identities) {}

  List<Candidate> ofUnit(UUID unit, int most) {
    return jdbc.sql(
            CANDIDATE
                + """
                  and (a.owner_id = :unit or mine.id is not null)
                  and not exists (select 1 from application p where p.app_id = a.id)
                order by a.name, a.id limit :most
                """)
        .param("unit", unit)
        .param("most", most)
        .param("neverFiled", RecordGraph.NEVER_FILED)
        .query(Candidate.class)
        .list();
  }

  List<Candidate> search(UUID unit, String division, String words, int most) {
    return jdbc.sql(
            CANDIDATE
                + """
                  and a.region in ('100000', left(:division, 2) || '0000',
                    left(:division, 4) || '00', :division)
                  and (a.owner_id is null or a.owner_id <> :unit and exists (
                    select 1 from app_claim c where c.app_id = a.id and c.ended_at is null
                      and c.said = 'OURS' and c.owner_before is null))
                  and (position(lower(:words) in lower(a.name)) > 0 or exists (
                    select 1 from app_identity i where i.app_id = a.id and i.identity = :words))
                order by a.name, a.id limit :most
                """)
        .param("unit", unit)
        .param("division", division)
        .param("words", words)
        .param("most", most)
        .param("neverFiled", RecordGraph.NEVER_FILED)
        .query(Candidate.class)
        .list();
  }

  Optional<Claim> find(UUID id) {
    return jdbc.sql(CLAIM + " where c.id = :id").param("id", id).query(Claim.class).optional();
  }

  Optional<Claim> open(UUID app, UUID unit) {
    return jdbc.sql(
            CLAIM + " where c.app_id = :app and c.organization_id = :unit and c.ended_at is null")
        .param("app", app)
        .param("unit", unit)
        .query(Claim.class)
        .optional();
  }

  List<Claim> ofApp(UUID app) {
    return jdbc.sql(CLAIM + " where c.app_id = :app order by c.made_at, c.id")
        .param("app", app)
        .query(Claim.class)
        .list();
  }

  void insert(
      UUID id,
      App app,
      Person by,
      boolean ours,
      String reason,
      Optional<UUID> before,
      Instant now) {
    jdbc.sql(
            """
            insert into app_claim (id, app_id, organization_id, person_id, said, reason,
              owner_before, made_at)
            values (:id, :app, :unit, :person, :said, :reason, :before, :now)
            """)
        .param("id", id)
        .param("app", app.id())
        .param("unit", by.organizationId())
        .param("person", by.id())
        .param("said", ours ? "OURS" : "NOT_OURS")
        .param("reason", reason)
        .param("before", before, Types.OTHER)
        .param("now", now)
        .update();
  }

  void end(UUID id, Ending how, UUID by, Instant now) {
    jdbc.sql(
            """
            update app_claim set ended_at = :now, ended_by = :by, ending = :how
              where id = :id and ended_at is null
            """)
        .param("id", id)
        .param("how", how)
        .param("by", by)
        .param("now", now)
        .update();
  }

  /** From now on an app is of this unit, or of none that is known. */
  void give(UUID app, Optional<UUID> unit) {
    jdbc.sql("update app set owner_id = :unit where id = :app")
        .param("app", app)
        .param("unit", unit, Types.OTHER)
        .update();
  }

  /** Whether it is a unit's only because the unit said so. */
  boolean claimed(UUID app) {
    return jdbc.sql(
            """
            select exists (select 1 from app_claim where app_id = :app and ended_at is null
              and said = 'OURS' and owner_before is null)
            """)
        .param("app", app)
        .query(Boolean.class)
        .single();
  }

  /** Whether a unit said of an app that it is not its own, and stands by it. */
  boolean disclaimed(UUID app, UUID unit) {
    return jdbc.sql(
            """
            select exists (select 1 from app_claim where app_id = :app and organization_id = :unit
              and said = 'NOT_OURS' and (ended_at is null or ending = 'CONFIRMED'))
            """)
        .param("app", app)
        .param("unit", unit)
        .query(Boolean.class)
        .single();
  }

  /** Whether anything was applied for. */
  boolean begun(UUID app) {
    return jdbc.sql("select exists (select 1 from application where app_id = :app)")
        .param("app", app)
        .query(Boolean.class)
        .single();
  }

  boolean inRegion(UUID app, String prefix) {
    return jdbc.sql(
            """
            select exists (select 1 from app a left join organization o on o.id = a.owner_id
              where a.id = :app and starts_with(coalesce(o.division, a.region, ''), :prefix))
            """)
        .param("app", app)
        .param("prefix", prefix)
        .query(Boolean.class)
        .single();
  }
}
