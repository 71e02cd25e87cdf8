package cn.beian.server.identity;

import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Log-ins that stand: each ends by log-out, from elsewhere, or after its longest time. */
@Service
public class Sessions {
  /** Attribute of a session of the web server that names one. */
  public static final String ATTRIBUTE = "beian.session";

  private static final int LONGEST_BROWSER = 512;

  /** Older log-ins of an account are forgotten at its next one; the trail has them all. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** Those of an account that stand: as it was at the log-in, not ended, not too old. */
  private static final String STANDING =
      """
       from account_session s join user_account a on a.id = s.account_id
       where a.id = :account and a.active and a.version = s.account_version
         and s.ended_at is null and s.opened_at > :oldest
      """;

  private final JdbcClient jdbc;
  private final Identity identity;
  private final AuditTrail audit;
  private final BeianSettings settings;
  private final Clock clock;

  Sessions(
      JdbcClient jdbc, Identity identity, AuditTrail audit, BeianSettings settings, Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.audit = audit;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Notes a log-in.
   *
   * @param browser what it says of itself
   */
  public UUID open(SignedIn account, String address, String browser) {
    UUID id = UuidV7.next(clock);
    String kept = browser.replaceAll("\\p{Cntrl}", " ");
    jdbc.sql(
            """
            delete from account_session where account_id = :accountId and opened_at < :openedAt
            """)
        .param("accountId", account.personId())
        .param("openedAt", clock.instant().minus(KEPT))
        .update();
    jdbc.sql(
            """
            insert into account_session (id, account_id, account_version, opened_at, address,
              browser)
            values (:id, :accountId, :accountVersion, :openedAt, :address, :browser)
            """)
        .param("id", id)
        .param("accountId", account.personId())
        .param("accountVersion", account.accountVersion())
        .param("openedAt", clock.instant())
        .param("address", address)
        .param("browser", kept.substring(0, Math.min(LONGEST_BROWSER, kept.length())))
        .update();
    return id;
  }

  /** Lets a session go on under the account as its owner has changed it. */
  public void renew(UUID id, SignedIn account) {
    jdbc.sql(
            """
            update account_session set account_version = :accountVersion where id = :id
              and account_id = :accountId
            """)
        .param("accountVersion", account.accountVersion())
        .param("id", id)
        .param("accountId", account.personId())
        .update();
  }

  /**
   * Whether a session still stands, which a change of the password or of the roles ends, too.
   *
   * @param named the {@link #ATTRIBUTE} of the session of the web server
   */
  public boolean stands(@Nullable Object named, SignedIn account) {
    return named instanceof UUID id && holds(id, account);
  }

  private boolean holds(UUID id, SignedIn account) {
    return jdbc.sql("select exists (select 1 " + STANDING + " and s.id = :id and a.version = :as)")
        .param("account", account.personId())
        .param("oldest", oldest())
        .param("id", id)
        .param("as", account.accountVersion())
        .query(Boolean.class)
        .single();
  }

  /** Those of the person of this request, newest first. */
  public List<Session> mine() {
    return jdbc.sql("select s.* " + STANDING + " order by s.opened_at desc limit 50")
        .param("account", identity.current().id())
        .param("oldest", oldest())
        .query(Session.class)
        .list();
  }

  /** Ends one of the person of this request. */
  @Transactional
  public void end(UUID id) {
    Person me = identity.current();
    int ended =
        jdbc.sql(
                """
            update account_session set ended_at = :endedAt where id = :id
              and account_id = :accountId and ended_at is null
            """)
            .param("endedAt", clock.instant())
            .param("id", id)
            .param("accountId", me.id())
            .update();
    if (ended > 0) {
      audit.record("account.end-session", "account:" + me.id(), "");
    }
  }

  /** Ends all of the person of this request but one. */
  @Transactional
  public void endOthers(UUID current) {
    Person me = identity.current();
    jdbc.sql(
            """
            update account_session set ended_at = :endedAt where account_id = :accountId
              and id <> :id and ended_at is null
            """)
        .param("endedAt", clock.instant())
        .param("accountId", me.id())
        .param("id", current)
        .update();
    audit.record("account.end-sessions", "account:" + me.id(), "");
  }

  /** Notes that a session of the web server is gone. */
  public void gone(UUID id) {
    jdbc.sql(
            """
            update account_session set ended_at = :endedAt where id = :id and ended_at is null
            """)
        .param("endedAt", clock.instant())
        .param("id", id)
        .update();
  }

  private Instant oldest() {
    return clock.instant().minus(settings.login().sessionLimit());
  }

  /**
   * A log-in that stands.
   *
   * @param browser what it said of itself
   */
  public record Session(UUID id, Instant openedAt, String address, String browser) {}
}
