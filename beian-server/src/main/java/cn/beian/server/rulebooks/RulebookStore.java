package cn.beian.server.rulebooks;

import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Rulebooks and their versions in the database. */
@Repository
class RulebookStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  RulebookStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** Keeps a rulebook, unless it is there already; whether it was new. */
  @Transactional
  boolean put(RulebookDraft draft, byte[] canonical) {
    boolean stored =
        jdbc.sql(
                    """
            insert into rulebook (version, canonical, delivered, drafted_by, drafted_at, note)
            values (:version, :canonical, :delivered, :by, :at, :note)
            on conflict do nothing
            """)
                .param("version", draft.version())
                .param("canonical", canonical)
                .param("delivered", draft.draftedBy().isEmpty())
                .param("by", draft.draftedBy())
                .param("at", draft.draftedAt())
                .param("note", draft.note())
                .update()
            > 0;
    if (stored) {
      standings.record(StandingKind.RULEBOOK, draft.version());
    }
    return stored;
  }

  Optional<byte[]> canonical(String version) {
    return jdbc.sql("select canonical from rulebook where version = :version")
        .param("version", version)
        .query(byte[].class)
        .optional();
  }

  /** Adds a version; whether its number was free. */
  @Transactional
  boolean put(RulebookVersion version) {
    boolean stored =
        jdbc.sql(
                    """
            insert into rulebook_version (number, version, effective_from, signature, signed_by,
              signed_at)
            values (:number, :version, :from, :signature, :by, :at) on conflict do nothing
            """)
                .param("number", version.number())
                .param("version", version.version())
                .param("from", version.signed().effectiveFrom())
                .param("signature", version.signed().signature())
                .param("by", version.signedBy())
                .param("at", version.signedAt())
                .update()
            > 0;
    if (stored) {
      standings.record(StandingKind.RULEBOOK, version.version());
    }
    return stored;
  }

  /** All versions, the latest first. */
  List<RulebookVersion> versions() {
    return jdbc.sql("select * from rulebook_version order by number desc")
        .query(RulebookVersion.class)
        .list();
  }

  Optional<RulebookVersion> version(int number) {
    return jdbc.sql("select * from rulebook_version where number = :number")
        .param("number", number)
        .query(RulebookVersion.class)
        .optional();
  }

  /** What is in force on a day: the latest that has begun, else the first. */
  RulebookVersion inForce(LocalDate day) {
    return jdbc.sql(
            """
            select * from rulebook_version where effective_from <= :effectiveFrom or number = 1
            order by number desc limit 1
            """)
        .param("effectiveFrom", day)
        .query(RulebookVersion.class)
        .single();
  }

  /** What was drafted and never signed, the latest first. */
  List<RulebookDraft> drafts() {
    return jdbc.sql(
            """
            select version, drafted_by, drafted_at, note from rulebook r where not exists
            (select 1 from rulebook_version v where v.version = r.version)
            order by drafted_at desc, version
            """)
        .query(RulebookDraft.class)
        .list();
  }

  /** Who brought a rulebook in, signed or not. */
  Optional<RulebookDraft> draft(String version) {
    return jdbc.sql(
            """
            select version, drafted_by, drafted_at, note from rulebook where version = :version
            """)
        .param("version", version)
        .query(RulebookDraft.class)
        .optional();
  }
}
