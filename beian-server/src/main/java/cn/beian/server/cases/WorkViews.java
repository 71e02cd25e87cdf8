package cn.beian.server.cases;

import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.StorableText;
import cn.beian.server.platform.UuidV7;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filters that the current person has saved under names. They are his alone: nobody else reads
 * them, and they hold no cases.
 */
@Service
@Transactional
public class WorkViews {
  /** Most that a person keeps. */
  public static final int MOST = 20;

  /** Most characters of a name. */
  public static final int LONGEST = 40;

  private static final int LONGEST_QUERY = 2_000;
  private static final Duration UNDONE_WITHIN = Duration.ofDays(1);

  private final JdbcClient jdbc;
  private final Identity identity;
  private final Clock clock;

  WorkViews(JdbcClient jdbc, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A view.
   *
   * @param query as the address of the list says it
   */
  public record SavedView(UUID id, String name, String query) {}

  /** Those of the current person, in the order in which he saved them. */
  @Transactional(readOnly = true)
  public List<SavedView> mine() {
    return jdbc.sql(
            """
            select id, name, query from work_view
            where person_id = :me and removed_at is null order by saved_at, id
            """)
        .param("me", me())
        .query(SavedView.class)
        .list();
  }

  /** The name of one that the current person has taken away and may bring back. */
  @Transactional(readOnly = true)
  public Optional<String> removed(UUID id) {
    return jdbc.sql(
            """
            select name from work_view
            where id = :id and person_id = :me and removed_at > :since
            """)
        .param("id", id)
        .param("me", me())
        .param("since", clock.instant().minus(UNDONE_WITHIN))
        .query(String.class)
        .optional();
  }

  /**
   * Saves a filter; what was taken away more than a day ago is forgotten by then.
   *
   * @throws RejectedInput if the name cannot be taken, or there are too many; nothing is saved
   */
  public void save(String name, String query) {
    lock();
    List<SavedView> held = mine();
    requireName(name, held);
    requireRoom(held);
    if (query.length() > LONGEST_QUERY) {
      throw new IllegalArgumentException("a filter of " + query.length() + " characters");
    }
    jdbc.sql("delete from work_view where person_id = :me and removed_at <= :since")
        .param("me", me())
        .param("since", clock.instant().minus(UNDONE_WITHIN))
        .update();
    jdbc.sql(
            """
            insert into work_view (id, person_id, name, query, saved_at)
            values (:id, :me, :name, :query, :now)
            """)
        .param("id", UuidV7.next(clock))
        .param("me", me())
        .param("name", name.strip())
        .param("query", query)
        .param("now", clock.instant())
        .update();
  }

  /**
   * Gives a view another name; of others' nothing happens.
   *
   * @throws RejectedInput if the name cannot be taken
   */
  public void rename(UUID id, String name) {
    lock();
    requireName(name, mine().stream().filter(one -> !one.id().equals(id)).toList());
    jdbc.sql(
            """
            update work_view set name = :name
            where id = :id and person_id = :me and removed_at is null
            """)
        .param("name", name.strip())
        .param("id", id)
        .param("me", me())
        .update();
  }

  /** Takes a view away; for a day it can be brought back. */
  public void remove(UUID id) {
    jdbc.sql(
            """
            update work_view set removed_at = :now
            where id = :id and person_id = :me and removed_at is null
            """)
        .param("now", clock.instant())
        .param("id", id)
        .param("me", me())
        .update();
  }

  /**
   * Brings a view back.
   *
   * @throws RejectedInput if there are too many by now, or another has its name
   */
  public void restore(UUID id) {
    lock();
    Optional<String> name = removed(id);
    if (name.isEmpty()) {
      return;
    }
    List<SavedView> held = mine();
    requireRoom(held);
    requireName(name.get(), held);
    jdbc.sql("update work_view set removed_at = null where id = :id and person_id = :me")
        .param("id", id)
        .param("me", me())
        .update();
  }

  private static void requireRoom(List<SavedView> held) {
    if (held.size() >= MOST) {
      throw new RejectedInput(List.of(Problem.of("", "work.view.problem.many", MOST)));
    }
  }

  private static void requireName(String name, List<SavedView> others) {
    if (name.isBlank()) {
      throw new RejectedInput(List.of(Problem.of("name", "work.view.problem.name")));
    }
    String stripped = name.strip();
    if (!StorableText.storable(stripped)
        || stripped.chars().anyMatch(Character::isISOControl)
        || stripped.codePointCount(0, stripped.length()) > LONGEST) {
      throw new RejectedInput(List.of(Problem.of("name", "work.view.problem.long", LONGEST)));
    }
    if (others.stream().anyMatch(one -> one.name().equals(stripped))) {
      throw new RejectedInput(List.of(Problem.of("name", "work.view.problem.taken", stripped)));
    }
  }

  /** Two saves of one person come one after the other. */
  private void lock() {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", "work_view " + me())
        .query((row, n) -> n)
        .single();
  }

  private UUID me() {
    return identity.current().id();
  }
}
