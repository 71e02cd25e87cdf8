package cn.beian.server.official;

import cn.beian.server.official.Disputes.Dispute;
import cn.beian.server.official.Disputes.Kind;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Disputes about numbers of the official system in PostgreSQL. */
@Repository
class DisputeStore {
  private static final int MOST = 100;

  /** Of both parties' divisions, where there are two. */
  private static final String OPEN =
      """
      select d.id, d.official, d.day, d.kind, d.reason, d.raised_at,
        c.number as claimant_number, c.app_name as claimant_app, c.sponsor_name as claimant_unit,
        c.official_number as claimant_official,
        h.number as holder_number, h.app_name as holder_app, h.sponsor_name as holder_unit,
        coalesce(h.official_number, '') as holder_official,
        coalesce(b.name || ' · ' || b.day || ' · ' || b.source, '') as list
      from official_dispute d
        join filing_record c on c.number = d.claimant
        left join filing_record h on h.number = d.holder
        left join official_batch b on b.id = d.batch_id
      where d.decided_at is null and starts_with(c.division, :prefix)
        and (h.number is null or starts_with(h.division, :prefix))
      """;

  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  DisputeStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** A dispute as it is raised. */
  record Raised(
      UUID id,
      String official,
      LocalDate day,
      String claimant,
      Optional<String> holder,
      Kind kind,
      @Nullable UUID batch,
      String reason,
      UUID person,
      Instant at) {}

  /** Whether it was raised; not where the record claims that number already. */
  boolean insert(Raised one) {
    boolean inserted =
        jdbc.sql(
                    """
                insert into official_dispute (id, official, day, claimant, holder, kind, batch_id,
                    reason, raised_by, raised_at)
                  values (:id, :official, :day, :claimant, :holder, :kind, :batch, :reason, :person,
                    :at)
                  on conflict do nothing
                """)
                .param("id", one.id())
                .param("official", one.official())
                .param("day", one.day())
                .param("claimant", one.claimant())
                .param("holder", one.holder())
                .param("kind", one.kind())
                .param("batch", one.batch())
                .param("reason", one.reason())
                .param("person", one.person())
                .param("at", one.at())
                .update()
            > 0;
    if (inserted) {
      changed(one.id());
    }
    return inserted;
  }

  /** Those that are open in a region, the earliest first. */
  List<Dispute> open(String prefix) {
    return jdbc.sql(OPEN + " order by d.raised_at, d.id limit " + MOST)
        .param("prefix", prefix)
        .query(Dispute.class)
        .list();
  }

  /** One of them, which nobody else decides in this transaction. */
  Optional<Dispute> lock(UUID id, String prefix) {
    return jdbc.sql(OPEN + " and d.id = :id for update of d")
        .param("prefix", prefix)
        .param("id", id)
        .query(Dispute.class)
        .optional();
  }

  /** Whether there was one in a region, open or decided. */
  boolean known(UUID id, String prefix) {
    return jdbc.sql(
            """
            select exists (select 1 from official_dispute d
                join filing_record c on c.number = d.claimant
                left join filing_record h on h.number = d.holder
              where d.id = :id and starts_with(c.division, :prefix)
                and (h.number is null or starts_with(h.division, :prefix)))
            """)
        .param("id", id)
        .param("prefix", prefix)
        .query(Boolean.class)
        .single();
  }

  void decide(UUID id, boolean gives, String grounds, UUID person, Instant now) {
    jdbc.sql(
            """
            update official_dispute set gives = :gives, grounds = :grounds, decided_by = :person,
                decided_at = :now
              where id = :id
            """)
        .param("id", id)
        .param("gives", gives)
        .param("grounds", grounds)
        .param("person", person)
        .param("now", now)
        .update();
    changed(id);
  }

  private void changed(UUID id) {
    standings.record(StandingKind.DISPUTE, id.toString());
  }
}
