package cn.beian.server.notifications;

import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.facts.VisibleText;
import cn.beian.server.notifications.OutgoingMessage.Purpose;
import cn.beian.server.notifications.OutgoingMessage.State;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Messages that wait, and what became of others. */
@Repository
class OutgoingStore {
  private static final int LONGEST_FAILURE = 300;

  private final JdbcClient jdbc;

  OutgoingStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds a test of a unit's webhook; nothing where one waits already. */
  void addTest(UUID organization, Instant now) {
    jdbc.sql(
            """
            insert into outgoing_message (purpose, organization_id, created_at, next_at)
            select 'WEBHOOK_TEST', :organization, :now, :now
              where not exists (select 1 from outgoing_message
                where state = 'WAITING' and purpose = 'WEBHOOK_TEST'
                  and organization_id = :organization)
            """)
        .param("organization", organization)
        .param("now", now)
        .update();
  }

  /**
   * Adds a code, in the place of one that waits: what that is being mailed to may be another
   * address.
   */
  void addCode(UUID person, Instant now) {
    jdbc.sql(
            """
            with replaced as (
              update outgoing_message set state = 'DROPPED', done_at = :now
                where person_id = :person and purpose = 'CODE' and state = 'WAITING')
            insert into outgoing_message (purpose, person_id, created_at, next_at)
            values ('CODE', :person, :now, :now)
            """)
        .param("person", person)
        .param("now", now)
        .update();
  }

  /** Whether the code that was to be mailed last was given up. */
  boolean codeFailed(UUID person) {
    return jdbc.sql(
            """
            select state = 'FAILED' from outgoing_message
              where person_id = :person and purpose = 'CODE' order by created_at desc limit 1
            """)
        .param("person", person)
        .query(Boolean.class)
        .optional()
        .orElse(false);
  }

  /** Adds a daily mail for everybody who wants one and has anything to read in it. */
  int addDaily(Instant now) {
    return jdbc.sql(
            """
            insert into outgoing_message (purpose, person_id, created_at, next_at)
            select 'DIGEST', m.person_id, :now, :now from mail_address m
              where m.delivery = 'DAILY' and m.verified_at is not null
                and exists (select 1 from notification n where n.person_id = m.person_id
                  and n.id > m.digest_id and n.read_at is null)
                and not exists (select 1 from outgoing_message o
                  where o.person_id = m.person_id and o.purpose = 'DIGEST'
                    and o.state = 'WAITING')
            """)
        .param("now", now)
        .update();
  }

  /**
   * The next one that is due, for whoever asks: it is his until the lease ends, so that one which a
   * node was about to send when it ended is tried again.
   */
  Optional<OutgoingMessage> take(Collection<Purpose> purposes, Instant now, Instant lease) {
    return take(purposes, Set.of(), now, lease);
  }

  /**
   * The same, of any unit but these.
   *
   * @param away units whose turn it is not
   */
  Optional<OutgoingMessage> take(
      Collection<Purpose> purposes, Set<UUID> away, Instant now, Instant lease) {
    return jdbc.sql(
            """
            update outgoing_message set attempts = attempts + 1, next_at = :lease where id = (
              select id from outgoing_message
                where state = 'WAITING' and next_at <= :now and purpose = any(:purposes)
                  and (organization_id is null or organization_id <> all(:away))
                order by next_at, id limit 1 for update skip locked)
            returning *
            """)
        .param("purposes", purposes.stream().map(Purpose::name).toArray(String[]::new))
        .param("away", away.toArray(UUID[]::new))
        .param("now", now)
        .param("lease", lease)
        .query(OutgoingMessage.class)
        .optional();
  }

  /** It was sent, or is not sent any more. */
  void done(OutgoingMessage one, State state, String failure, Instant now) {
    jdbc.sql(
            """
            update outgoing_message set state = :state, failure = :failure, done_at = :now
              where id = :id
            """)
        .param("state", state)
        .param("failure", line(failure))
        .param("now", now)
        .param("id", one.id())
        .update();
  }

  /** It is tried again later. */
  void later(OutgoingMessage one, String failure, Instant next) {
    jdbc.sql("update outgoing_message set failure = :failure, next_at = :next where id = :id")
        .param("failure", line(failure))
        .param("next", next)
        .param("id", one.id())
        .update();
  }

  /** It was not tried: there was no room for it in this hour. */
  void postpone(OutgoingMessage one, Instant next) {
    jdbc.sql(
            """
            update outgoing_message set attempts = attempts - 1, next_at = :next where id = :id
            """)
        .param("next", next)
        .param("id", one.id())
        .update();
  }

  /** When each of the notifications was mailed to a person since then, oldest first. */
  List<Instant> mailed(UUID person, Instant since) {
    return jdbc.sql(
            """
            select done_at from outgoing_message where person_id = :person and done_at > :since
                and purpose = 'NOTIFICATION' and state = 'SENT' order by done_at
            """)
        .param("person", person)
        .param("since", since)
        .query((row, n) -> instant(row, "done_at"))
        .list();
  }

  /** Mails that were given up, newest first. */
  List<OutgoingMessage> failed(int most) {
    return jdbc.sql(
            """
            select * from outgoing_message where state = 'FAILED' and person_id is not null
              order by created_at desc, id limit :most
            """)
        .param("most", most)
        .query(OutgoingMessage.class)
        .list();
  }

  /** Mails that did not go at their last try and wait for the next. */
  List<OutgoingMessage> waiting(int most) {
    return jdbc.sql(
            """
            select * from outgoing_message where state = 'WAITING' and failure <> '' and person_id is not null
              order by next_at, id limit :most
            """)
        .param("most", most)
        .query(OutgoingMessage.class)
        .list();
  }

  /** The latest of a unit's webhook, newest first. */
  List<OutgoingMessage> ofUnit(UUID organization, int most) {
    return jdbc.sql(
            """
            select * from outgoing_message where organization_id = :organization
              order by created_at desc, id limit :most
            """)
        .param("organization", organization)
        .param("most", most)
        .query(OutgoingMessage.class)
        .list();
  }

  /** Tries a mail that was given up from the beginning; false where it was not. */
  boolean again(UUID id, Instant now) {
    return jdbc.sql(
                """
                update outgoing_message set state = 'WAITING', attempts = 0, next_at = :now,
                    done_at = null
                  where id = :id and state = 'FAILED' and person_id is not null
                """)
            .param("id", id)
            .param("now", now)
            .update()
        == 1;
  }

  /** What waits for a webhook is dropped. */
  void drop(UUID organization, Instant now) {
    jdbc.sql(
            """
            update outgoing_message set state = 'DROPPED', done_at = :now
              where organization_id = :organization and state = 'WAITING'
            """)
        .param("organization", organization)
        .param("now", now)
        .update();
  }

  private static String line(String failure) {
    String visible = VisibleText.of(failure.strip());
    return visible.substring(0, Math.min(LONGEST_FAILURE, visible.length()));
  }
}
