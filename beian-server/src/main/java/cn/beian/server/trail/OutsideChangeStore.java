package cn.beian.server.trail;

import cn.beian.server.database.DatabaseUse;
import cn.beian.server.platform.RecordClient;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Finds rows that were changed past the server before an act changes them lawfully: the row of the
 * trail about the act would hide that. The state committed before the act is compared with the
 * latest row of the trail, in one statement on a connection outside the act. Every writer records a
 * row with its change, so that both are committed together and no act that runs at the same time
 * looks like a change past the server.
 */
@Repository
public class OutsideChangeStore {
  /** Action of the row about such a change; its subject is that of the row that it differs from. */
  public static final String ACTION = "register.changed-outside";

  private static final String TRAIL = "trail:";

  private static final String COMPARISON =
      """
      with now as (select :about || key as subject, standing from (THESE) as everything),
        latest as (select one.subject, a.id, a.detail
          from unnest(cast(:subjects as text[])) as one (subject)
          cross join lateral (select id, detail from audit_entry
            where subject = one.subject and action = :action order by id desc limit 1) a)
      select coalesce(now.subject, latest.subject) as subject, coalesce(latest.id, 0) as row,
          coalesce(now.standing, :none) as found
        from now full join latest on latest.subject = now.subject
        where now.standing is distinct from nullif(latest.detail, :none)
          and (latest.id is not null or :complete)
        order by 1
      """;

  private final JdbcClient jdbc;

  OutsideChangeStore(@Qualifier(DatabaseUse.COMMITTED_ROWS) DataSource committed) {
    this.jdbc = RecordClient.of(committed);
  }

  /** Subject of the row about rows of the trail itself that are gone up to one. */
  public static String trail(long row) {
    return TRAIL + row;
  }

  /** The row that a subject of {@link #trail} names; empty for other subjects. */
  public static Optional<String> trailRow(String subject) {
    return subject.startsWith(TRAIL)
        ? Optional.of(subject.substring(TRAIL.length()))
        : Optional.empty();
  }

  /**
   * A change past the server.
   *
   * @param subject of the rows of the trail about it
   * @param row id of the latest of these; 0 where there is none
   * @param found state that was there before the act
   */
  public record OutsideChange(String subject, long row, String found) {
    /** Detail of the row about it. */
    public String detail() {
      return "row=" + row + " found=" + found;
    }
  }

  /**
   * The changes of what an act is about to record.
   *
   * @param subjects by the action of their rows; actions that record no state are ignored
   */
  public List<OutsideChange> before(Map<String, ? extends Collection<String>> subjects) {
    List<OutsideChange> changes = new ArrayList<>();
    subjects.forEach(
        (action, those) -> {
          if (action.equals(AccountStandings.ACTION)) {
            changes.addAll(
                compared(
                    AccountStandings.these(),
                    action,
                    AccountStandings.SUBJECT,
                    those,
                    accountsAreRecorded()));
          }
          kind(action)
              .ifPresent(
                  kind ->
                      changes.addAll(
                          compared(
                              kind.these(),
                              action,
                              kind.subject(""),
                              those,
                              RegisterBaseline.recorded(jdbc).contains(kind))));
        });
    return changes;
  }

  private static Optional<StandingKind> kind(String action) {
    return Arrays.stream(StandingKind.values())
        .filter(kind -> kind.action().equals(action))
        .findFirst();
  }

  private List<OutsideChange> compared(
      String these, String action, String about, Collection<String> subjects, boolean everything) {
    String[] all = subjects.stream().distinct().toArray(String[]::new);
    return jdbc.sql(COMPARISON.replace("THESE", these))
        .param("about", about)
        .param("subjects", all)
        .param(
            "keys",
            Arrays.stream(all).map(one -> one.substring(about.length())).toArray(String[]::new))
        .param("action", action)
        .param("none", RegisterStandings.NONE)
        .param("complete", everything)
        .query(OutsideChange.class)
        .list();
  }

  private boolean accountsAreRecorded() {
    return jdbc.sql("select exists (select 1 from audit_entry where action = :action)")
        .param("action", AccountStandings.ALL)
        .query(Boolean.class)
        .single();
  }
}
