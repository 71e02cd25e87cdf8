package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.platform.InColumn;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What was done to an account, told to its owner when he next logs in. */
@Service
public class AccountNotices {
  private final JdbcClient jdbc;
  private final Identity identity;
  private final Clock clock;

  AccountNotices(JdbcClient jdbc, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.clock = clock;
  }

  /** What was done; stable, also the last part of message keys. */
  public enum Kind {
    /** Roles or region were changed. */
    ROLES,
    /** A link to a new password was made. */
    RECOVERY,
    /** A password was set by a link. */
    PASSWORD_BY_LINK,
    /** The owner changed his password. */
    PASSWORD_CHANGED,
    /** The second factor was set up. */
    SECOND_FACTOR_ON,
    /** The second factor was taken off. */
    SECOND_FACTOR_OFF
  }

  void write(UUID account, Kind kind, Set<Role> before, Set<Role> after, List<Person> by) {
    jdbc.sql(
            """
            insert into account_notice (account_id, at, kind, roles_before, roles_after, by_names)
            values (:account, :now, :kind, :before, :after, :by)
            """)
        .param("account", account)
        .param("now", clock.instant())
        .param("kind", kind)
        .param("before", Rows.names(before))
        .param("after", Rows.names(after))
        .param(
            "by",
            by.stream().map(one -> one.name() + " (" + one.login() + ")").toArray(String[]::new))
        .update();
  }

  void write(UUID account, Kind kind, List<Person> by) {
    write(account, kind, Set.of(), Set.of(), by);
  }

  /** What the person of this request has not marked as read, oldest first. */
  public List<AccountNotice> unread() {
    return jdbc.sql(
            """
            select * from account_notice where account_id = :accountId and read_at is null
              order by id limit 50
            """)
        .param("accountId", identity.current().id())
        .query(AccountNotice.class)
        .list();
  }

  /** What was done to the account of the person of this request, newest first. */
  public List<AccountNotice> newest(int count) {
    return jdbc.sql(
            """
            select * from account_notice where account_id = :accountId
              order by id desc limit :most
            """)
        .param("accountId", identity.current().id())
        .param("most", count)
        .query(AccountNotice.class)
        .list();
  }

  /** Marks what the person of this request was shown. */
  @Transactional
  public void read() {
    jdbc.sql(
            """
            update account_notice set read_at = :readAt where account_id = :accountId
              and read_at is null
            """)
        .param("readAt", clock.instant())
        .param("accountId", identity.current().id())
        .update();
  }

  /**
   * Something that was done.
   *
   * @param by names of those who did it; one, or two where it took two
   */
  public record AccountNotice(
      Instant at,
      Kind kind,
      @InColumn("roles_before") Set<Role> before,
      @InColumn("roles_after") Set<Role> after,
      @InColumn("by_names") List<String> by) {
    public AccountNotice {
      before = Set.copyOf(before);
      after = Set.copyOf(after);
      by = List.copyOf(by);
    }
  }
}
