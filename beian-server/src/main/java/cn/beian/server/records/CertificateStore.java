package cn.beian.server.records;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which certificates were issued; the database itself refuses to change or remove one. */
@Repository
class CertificateStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  CertificateStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** Digest of the certificate of a revision; of the newest where none is asked for. */
  Optional<String> find(String number, String language, Optional<Integer> revision) {
    return jdbc.sql(
            """
            select sha256 from filing_certificate
              where number = :number and language = :language
                and revision = coalesce(:revision, revision)
              order by revision desc limit 1
            """)
        .param("number", number)
        .param("language", language)
        .param("revision", revision.orElse(null), java.sql.Types.INTEGER)
        .query(String.class)
        .optional();
  }

  /** Revisions of which there is a certificate in a language, the earliest first. */
  List<Integer> revisions(String number, String language) {
    return jdbc.sql(
            """
            select revision from filing_certificate
              where number = :number and language = :language order by revision
            """)
        .param("number", number)
        .param("language", language)
        .query(Integer.class)
        .list();
  }

  /** Adds one, and its digest to the audit trail; one that is there stays. */
  @Transactional
  public void add(String number, String language, int revision, String sha256, Instant madeAt) {
    int added =
        jdbc.sql(
                """
            insert into filing_certificate (number, language, revision, sha256, made_at)
              values (:number, :language, :revision, :sha256, :madeAt)
              on conflict (number, language, revision) do nothing
            """)
            .param("number", number)
            .param("language", language)
            .param("revision", revision)
            .param("sha256", sha256)
            .param("madeAt", at(madeAt))
            .update();
    if (added > 0) {
      standings.record(StandingKind.CERTIFICATE, number + '/' + language + '/' + revision);
    }
  }
}
