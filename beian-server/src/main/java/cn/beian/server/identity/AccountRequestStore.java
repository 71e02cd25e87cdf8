package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.UuidV7;
import cn.beian.server.identity.AccountRequest.Kind;
import cn.beian.server.identity.AccountRequest.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Requests in the database. */
@Component
class AccountRequestStore {
  private final JdbcClient jdbc;
  private final Identity identity;
  private final Clock clock;

  AccountRequestStore(JdbcClient jdbc, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Puts a request.
   *
   * @param code digest of the code that goes with the link; null where there is none
   */
  AccountRequest put(
      Kind kind,
      Person subject,
      Set<Role> roles,
      String region,
      Optional<UUID> successor,
      @Nullable String code,
      Person requester,
      Duration lifetime) {
    UUID id = UuidV7.next(clock);
    OffsetDateTime now = OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
    jdbc.sql(
            """
            INSERT INTO account_request (id, kind, account_id, roles_before, region_before, roles,
              region, successor_id, code_sha256, requested_by, requested_at, expires_at, state)
            VALUES (:id, :kind, :account, :before, :regionBefore, :roles, :region, :successor, :code,
              :by, :now, :expires, 'OPEN')
            """)
        .param("id", id)
        .param("kind", kind.name())
        .param("account", subject.id())
        .param("before", Rows.names(subject.roles()))
        .param("regionBefore", subject.region())
        .param("roles", Rows.names(roles))
        .param("region", region)
        .param("successor", successor.orElse(null), java.sql.Types.OTHER)
        .param("code", code, java.sql.Types.VARCHAR)
        .param("by", requester.id())
        .param("now", now)
        .param("expires", now.plus(lifetime))
        .update();
    return find(id).orElseThrow();
  }

  Optional<AccountRequest> find(UUID id) {
    return jdbc.sql("SELECT * FROM account_request WHERE id = ?")
        .param(id)
        .query(this::request)
        .optional();
  }

  /** The request, which nobody else closes before the caller's transaction ends. */
  Optional<AccountRequest> lock(UUID id) {
    return jdbc.sql("SELECT * FROM account_request WHERE id = ? FOR UPDATE")
        .param(id)
        .query(this::request)
        .optional();
  }

  /** Lets nobody else ask for something about an account until the transaction ends. */
  void lockAccount(UUID personId) {
    jdbc.sql("SELECT id FROM user_account WHERE id = ? FOR UPDATE")
        .param(personId)
        .query(UUID.class)
        .single();
  }

  /** Those that wait, oldest first. */
  List<AccountRequest> waiting() {
    return jdbc.sql(
            "SELECT * FROM account_request WHERE state = 'OPEN' AND expires_at > ? ORDER BY requested_at")
        .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .query(this::request)
        .list();
  }

  /** Those that were closed or ran out, newest first. */
  List<AccountRequest> past(int count) {
    return jdbc.sql(
            """
            SELECT * FROM account_request WHERE state <> 'OPEN' OR expires_at <= ?
             ORDER BY requested_at DESC LIMIT ?
            """)
        .params(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), count)
        .query(this::request)
        .list();
  }

  Optional<String> code(UUID id) {
    return jdbc.sql(
            "SELECT code_sha256 FROM account_request WHERE id = ? AND code_sha256 IS NOT NULL")
        .param(id)
        .query(String.class)
        .optional();
  }

  void close(UUID id, State state, Person by) {
    jdbc.sql("UPDATE account_request SET state = ?, closed_by = ?, closed_at = ? WHERE id = ?")
        .params(
            state.name(), by.id(), OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC), id)
        .update();
  }

  private AccountRequest request(ResultSet row, int number) throws SQLException {
    return new AccountRequest(
        row.getObject("id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        person(row.getObject("account_id", UUID.class)),
        Rows.roles(row, "roles_before"),
        row.getString("region_before"),
        Rows.roles(row, "roles"),
        row.getString("region"),
        Optional.ofNullable(row.getObject("successor_id", UUID.class)),
        person(row.getObject("requested_by", UUID.class)),
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getObject("expires_at", OffsetDateTime.class).toInstant(),
        State.valueOf(row.getString("state")),
        Optional.ofNullable(row.getObject("closed_by", UUID.class)).map(this::person));
  }

  private Person person(UUID id) {
    return identity.person(id).orElseThrow();
  }
}
