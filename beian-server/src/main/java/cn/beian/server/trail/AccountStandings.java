package cn.beian.server.trail;

import cn.beian.server.platform.Sha256Hex;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How an account stands, as a row of the audit trail after each act that changes it, so that a
 * check of the trail finds an account that somebody changed past the server.
 *
 * <p>A standing is one line, {@code login=… active=… roles=…,… since=role@moment,… linked=…
 * region=… unit=… password=… factor=…}; {@code since} and {@code linked}, when a link gave the
 * password, are what a new role or password waits by. The last two are SHA-256 in hex of the stored
 * hash and of the sealed secret of the second factor, or {@code none}. Both contain more chance
 * than can be guessed, so neither leads back to a password; comparing them needs no key.
 */
@Component
public class AccountStandings {
  /** Action of the row about one account; its subject is {@code account:<id>}. */
  public static final String ACTION = "account.standing";

  /** Action of the row after which every account has one. */
  public static final String ALL = "account.standings";

  /** First part of the subject of the row about one. */
  static final String SUBJECT = "account:";

  private static final String SELECT =
      """
      select a.id,
             'login=' || a.login || ' active=' || a.active || ' roles='
             || array_to_string(array(select unnest(a.roles) collate "C" as role order by role), ',')
             || ' since='
             || array_to_string(array(select h.role || '@'
                  || to_char(h.given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
                  from role_holding h where h.account_id = a.id order by h.role collate "C"), ',')
             || ' linked='
             || coalesce(to_char(a.password_link_at at time zone 'UTC',
                  'YYYY-MM-DD"T"HH24:MI:SS.US'), 'none')
             || ' region=' || a.region || ' unit=' || a.organization_id
             || ' password='
             || coalesce(encode(sha256(convert_to(a.password_hash, 'UTF8')), 'hex'), 'none')
             || ' factor='
             || coalesce(encode(sha256(convert_to(t.secret, 'UTF8')), 'hex'), 'none') as standing
        from user_account a left join account_totp t on t.account_id = a.id
      """;

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final RegisterStandings register;

  AccountStandings(JdbcClient jdbc, AuditTrail audit, RegisterStandings register) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.register = register;
  }

  private record Standing(UUID id, String standing) {}

  /** Records how an account stands in the caller's transaction, after it was changed there. */
  public void record(UUID id) {
    String standing =
        jdbc.sql(SELECT + " where a.id = :id")
            .param("id", id)
            .query(Standing.class)
            .single()
            .standing();
    audit.record(ACTION, SUBJECT + id, standing);
  }

  /** The same of who made an account: recorded when it is made and when it gets a first link. */
  public void recordOrigin(UUID id) {
    register.record(StandingKind.ORIGIN, id.toString());
  }

  /**
   * Records that the secret of a second factor is sealed now, where it was the one of the latest
   * row: a secret that differed from it before still differs, as does all else of the account.
   *
   * @param before as it was stored
   * @param after as it is stored now
   */
  public void factorSealed(UUID id, String before, String after) {
    String was = " factor=" + Sha256Hex.of(before);
    jdbc.sql(
            """
            select detail from audit_entry where action = :action and subject = :subject
              order by id desc limit 1
            """)
        .param("action", ACTION)
        .param("subject", SUBJECT + id)
        .query(String.class)
        .optional()
        .filter(detail -> detail.endsWith(was))
        .map(detail -> detail.substring(0, detail.length() - was.length()))
        .ifPresent(
            rest -> audit.record(ACTION, SUBJECT + id, rest + " factor=" + Sha256Hex.of(after)));
  }

  /** Records how every account stands, and that all do. */
  public void recordAll() {
    Map<UUID, String> all = all(jdbc);
    all.forEach((id, standing) -> audit.record(ACTION, SUBJECT + id, standing));
    audit.record(ALL, "", String.valueOf(all.size()));
  }

  /** Statement that gives {@code key} and {@code standing} of the {@code keys} of a parameter. */
  static String these() {
    return "select id::text as key, standing from ("
        + SELECT
        + " where a.id = any(cast(:keys as uuid[]))) as accounts";
  }

  /** How every account stands now, by its id. */
  public static Map<UUID, String> all(JdbcClient jdbc) {
    Map<UUID, String> standings = new LinkedHashMap<>();
    jdbc.sql(SELECT + " order by a.login")
        .query(Standing.class)
        .list()
        .forEach(one -> standings.put(one.id(), one.standing()));
    return standings;
  }
}
