package cn.beian.server.filings.store;

import cn.beian.filing.form.Question;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.DraftDocument;
import cn.beian.server.filings.FiledDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Documents of applications that are being prepared, and those of the unit's earlier filings. */
@Repository
public class DraftDocumentStore {
  private final JdbcClient jdbc;

  DraftDocumentStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** All of an application, the first first. */
  public List<DraftDocument> of(UUID applicationId) {
    return jdbc.sql(
            """
            select d.attachment_id, a.file_name, a.sha256, nullif(d.field, '') as field_id,
              d.item
              from draft_document d join attachment a on a.id = d.attachment_id
             where d.application_id = :application order by d.added_at, d.attachment_id
            """)
        .param("application", applicationId)
        .query(DraftDocument.class)
        .list();
  }

  /** Notes a document, and what it answers; one that is there gets another answer. */
  public void put(UUID applicationId, UUID attachmentId, Optional<Question> answers, Instant now) {
    jdbc.sql(
            """
            insert into draft_document (application_id, attachment_id, field, item, added_at)
            values (:application, :attachment, :field, :item, :now)
            on conflict (application_id, attachment_id) do update
              set field = excluded.field, item = excluded.item
            """)
        .param("application", applicationId)
        .param("attachment", attachmentId)
        .param("field", answers.map(Question::fieldId).orElse(""))
        .param("item", answers.map(Question::item).orElse(""))
        .param("now", now)
        .update();
  }

  public void remove(UUID applicationId, UUID attachmentId) {
    jdbc.sql(
            """
            delete from draft_document
             where application_id = :application and attachment_id = :attachment
            """)
        .param("application", applicationId)
        .param("attachment", attachmentId)
        .update();
  }

  /** Forgets them all: what was sent stands in the answers. */
  public void clear(UUID applicationId) {
    jdbc.sql("delete from draft_document where application_id = :application")
        .param("application", applicationId)
        .update();
  }

  /**
   * Documents that other accepted applications of the unit were sent with, the latest first; the
   * latest fifty applications are looked at.
   */
  public List<FiledDocument> filed(Application application, Collection<String> fields) {
    return jdbc.sql(
            """
            with accepted as (
              select id, number, app_name, updated_at from filed_application
               where organization_id = :unit and id <> :id
               order by updated_at desc limit 50)
            select r.field, t.id as attachment_id, t.file_name, a.number, a.app_name
              from accepted a join answer r on r.application_id = a.id
              join attachment t on t.organization_id = :unit
               and t.id = case r.origin when 'ATTACHMENT' then r.value::uuid end
             where r.item = '' and r.field = any(:fields)
             order by a.updated_at desc, a.id, r.field
            """)
        .param("unit", application.organizationId())
        .param("id", application.id())
        .param("fields", fields.toArray(String[]::new))
        .query(FiledDocument.class)
        .list();
  }
}
