package cn.beian.server.notifications;

import static cn.beian.server.platform.SqlColumns.at;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps how notifications were worded; the database itself refuses to change it. */
@Repository
class WordingStore {
  /** Notifications with what they are about as it is now, whoever reads them. */
  private static final String ROWS =
      """
      select n.*, coalesce(w.app_name, a.name, '') as app_name,
        coalesce((select coalesce(nullif(r.official_number, ''), r.number) from filing_record r
          where r.number = w.number), '') as number,
        coalesce(o.name, '') as sponsor, false as own, w.due_on, coalesce(w.said, '') as said,
        true as pending, ASKED
      from notification n
        left join work_item w on w.procedure_name = n.procedure_name and w.case_id = n.case_id
        left join app a on a.id = n.app_id
        left join user_account p on p.id = n.person_id
        ASKED_FROM
        left join organization o on o.id = coalesce(w.organization_id, meant.organization_id,
          case when n.app_id is not null then p.organization_id end)
      where n.sha256 is null
      """
          .replace("ASKED_FROM", NotificationStore.ASKED_FROM)
          .replace("ASKED", NotificationStore.ASKED);

  private final JdbcClient jdbc;

  WordingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of a moment that are not worded yet, as this transaction sees them. */
  List<Notification> unworded(Instant written) {
    return jdbc.sql(ROWS + " and n.at = :at order by n.id")
        .param("at", at(written))
        .query(NotificationStore::notification)
        .list();
  }

  /** Those after one that are not worded, at most so many. */
  List<Notification> unworded(long after, int most) {
    return jdbc.sql(ROWS + " and n.id > :after order by n.id limit :most")
        .param("after", after)
        .param("most", most)
        .query(NotificationStore::notification)
        .list();
  }

  boolean anyUnworded() {
    return jdbc.sql("select exists (select 1 from notification where sha256 is null)")
        .query(Boolean.class)
        .single();
  }

  void keep(Collection<Long> ids, Wording wording) {
    jdbc.sql(
            """
            update notification set zh = :zh, en = :en, sha256 = :sha256
              where id = any(:ids) and sha256 is null
            """)
        .param("zh", wording.zh().kept().toArray(String[]::new))
        .param("en", wording.en().kept().toArray(String[]::new))
        .param("sha256", wording.sha256())
        .param("ids", ids.toArray(Long[]::new))
        .update();
  }
}
