package cn.beian.server.filings.store;

import java.time.LocalDate;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Existing apps that are still to be filed: one condition for the list of a region and for
 * the page of a case.
 */
@Repository
public class UnfiledAppStore {
  /**
   * Of an application {@code a}: it has come to no number; its unit has begun no other for a
   * package of the same name, and recorded none as needing no filing; it did not go online on
   * {@code :inForce} or later; and it is no draft that was withdrawn unsent of an app that no
   * inventory names.
   */
  public static final String CONDITION =
      """
      a.kind = 'EXISTING' and a.number is null
        and not exists (select 1 from no_filing_due n where n.application_id = a.id)
        and not (a.state = 'WITHDRAWN' and a.signed_at is null and not exists (
          select 1 from app known where known.id = a.app_id and known.region is not null))
        and coalesce((select max(r.value collate "C") from answer_as_submitted r
          where r.application_id = a.id and r.field = 'app.onlineSince'
            and r.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'), '') < :inForce
        and not exists (
          select 1 from application_package p
            join application_package q on q.identity = p.identity and p.identity <> ''
            join application later on later.id = q.application_id
          where p.application_id = a.id and later.organization_id = a.organization_id
            and (later.number is not null or later.created_at > a.created_at))
      """;

  private final JdbcClient jdbc;

  UnfiledAppStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether an application is of an existing app that is still to be filed. */
  public boolean contains(UUID applicationId, LocalDate inForce) {
    return jdbc.sql(
            "select exists (select 1 from application a where a.id = :id and " + CONDITION + ')')
        .param("id", applicationId)
        .param("inForce", inForce.toString())
        .query(Boolean.class)
        .single();
  }

  /** Whether it was recorded that no filing is due. */
  public boolean exempt(UUID applicationId) {
    return jdbc.sql("select exists (select 1 from no_filing_due where application_id = :id)")
        .param("id", applicationId)
        .query(Boolean.class)
        .single();
  }
}
