package cn.beian.server.inventory;

import cn.beian.server.inventory.SentReminders.Sent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** That letters about unfiled apps were sent, in PostgreSQL. */
@Repository
class SentReminderStore {
  private static final String SENT =
      """
      select s.id, s.organization_id, o.name as office, s.office_id, s.sent_on
        from reminder_sent s join organization o on o.id = s.office_id
        where s.undone_at is null
      """;

  private final JdbcClient jdbc;

  SentReminderStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Whether it was noted now; not where it is noted already. */
  boolean insert(UUID id, UUID unit, UUID office, LocalDate day, UUID person, Instant now) {
    return jdbc.sql(
                """
                insert into reminder_sent (id, organization_id, office_id, sent_on, made_by, made_at)
                  values (:id, :unit, :office, :day, :person, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("unit", unit)
            .param("office", office)
            .param("day", day)
            .param("person", person)
            .param("now", now)
            .update()
        > 0;
  }

  /** Letters to units, the latest first. */
  List<Sent> of(Collection<UUID> units) {
    return jdbc.sql(
            SENT + " and s.organization_id = any(:units) order by s.sent_on desc, s.id desc")
        .param("units", units.toArray(UUID[]::new))
        .query(Sent.class)
        .list();
  }

  /** One that is not undone. */
  Optional<Sent> find(UUID id) {
    return jdbc.sql(SENT + " and s.id = :id for update of s")
        .param("id", id)
        .query(Sent.class)
        .optional();
  }

  void undo(UUID id, UUID person, Instant now) {
    jdbc.sql("update reminder_sent set undone_by = :person, undone_at = :now where id = :id")
        .param("id", id)
        .param("person", person)
        .param("now", now)
        .update();
  }
}
