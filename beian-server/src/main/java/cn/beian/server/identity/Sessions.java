package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.UuidV7;
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

  private static final int LONGEST_BROWSER = 200;

  /** Older log-ins of an account are forgotten at its next one; the trail has them all. */
  private static final Duration KEPT = Duration.ofDays(30);

  /** Those of an account that stand: as it was at the log-in, not ended, not too old. */
  private static final String STANDING =
      """
       FROM account_session s JOIN user_account a ON a.id = s.account_id
       WHERE a.id = :account AND a.active AND a.version = s.account_version
         AND s.ended_at IS NULL AND s.opened_at > :oldest
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
    jdbc.sql("DELETE FROM account_session WHERE account_id = ? AND opened_at < ?")
        .params(account.personId(), at(clock.instant().minus(KEPT)))
        .update();
    jdbc.sql(
            """
            INSERT INTO account_session (id, account_id, account_version, opened_at, address, browser)
            VALUES (?, ?, ?, ?, ?, ?)
            """)
        .params(
            id,
            account.personId(),
            account.accountVersion(),
            at(clock.instant()),
            address,
            kept.substring(0, Math.min(LONGEST_BROWSER, kept.length())))
        .update();
    return id;
  }

  /** Lets a session go on under the account as its owner has changed it. */
  public void renew(UUID id, SignedIn account) {
    jdbc.sql("UPDATE account_session SET account_version = ? WHERE id = ? AND account_id = ?")
        .params(account.accountVersion(), id, account.personId())
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
    return jdbc.sql("SELECT EXISTS (SELECT 1 " + STANDING + " AND s.id = :id AND a.version = :as)")
        .param("account", account.personId())
        .param("oldest", at(oldest()))
        .param("id", id)
        .param("as", account.accountVersion())
        .query(Boolean.class)
        .single();
  }

  /** Those of the person of this request, newest first. */
  public List<Session> mine() {
    return jdbc.sql("SELECT s.* " + STANDING + " ORDER BY s.opened_at DESC LIMIT 50")
        .param("account", identity.current().id())
        .param("oldest", at(oldest()))
        .query(
            (row, number) ->
                new Session(
                    row.getObject("id", UUID.class),
                    instant(row, "opened_at"),
                    row.getString("address"),
                    row.getString("browser")))
        .list();
  }

  /** Ends one of the person of this request. */
  @Transactional
  public void end(UUID id) {
    Person me = identity.current();
    int ended =
        jdbc.sql(
                "UPDATE account_session SET ended_at = ? WHERE id = ? AND account_id = ? AND ended_at IS NULL")
            .params(at(clock.instant()), id, me.id())
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
            "UPDATE account_session SET ended_at = ? WHERE account_id = ? AND id <> ? AND ended_at IS NULL")
        .params(at(clock.instant()), me.id(), current)
        .update();
    audit.record("account.end-sessions", "account:" + me.id(), "");
  }

  /** Notes that a session of the web server is gone. */
  public void gone(UUID id) {
    jdbc.sql("UPDATE account_session SET ended_at = ? WHERE id = ? AND ended_at IS NULL")
        .params(at(clock.instant()), id)
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
