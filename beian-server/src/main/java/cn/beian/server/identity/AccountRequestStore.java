package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccountRequest.Kind;
import cn.beian.server.identity.AccountRequest.State;
import cn.beian.server.platform.UuidV7;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
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
  /** With the persons, who are not asked for one by one. */
  private static final String SELECT =
      "SELECT r.*, "
          + String.join(
              ", ",
              Rows.personColumns("subject"),
              Rows.personColumns("requester"),
              Rows.personColumns("closer"))
          + """
             FROM account_request r
             JOIN user_account subject ON subject.id = r.account_id
             JOIN user_account requester ON requester.id = r.requested_by
             LEFT JOIN user_account closer ON closer.id = r.closed_by
            """;

  private static final String WAITING = SELECT + " WHERE r.state = 'OPEN' AND r.expires_at > ?";
  private static final String PAST = SELECT + " WHERE (r.state <> 'OPEN' OR r.expires_at <= ?)";
  private static final String RECOVERY_OF_UNIT =
      " AND r.kind = 'RECOVERY' AND subject.organization_id = ?";
  private static final String OLDEST_FIRST = " ORDER BY r.requested_at";
  private static final String NEWEST_FIRST = " ORDER BY r.requested_at DESC LIMIT ?";

  private final JdbcClient jdbc;
  private final Clock clock;

  AccountRequestStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
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
    OffsetDateTime now = at(clock.instant());
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
    return jdbc.sql(SELECT + " WHERE r.id = ?").param(id).query(this::request).optional();
  }

  /** The request, which nobody else closes before the caller's transaction ends. */
  Optional<AccountRequest> lock(UUID id) {
    return jdbc.sql("SELECT id FROM account_request WHERE id = ? FOR UPDATE")
        .param(id)
        .query(UUID.class)
        .optional()
        .flatMap(this::find); // read when it is ours: its persons as they are now
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
    return jdbc.sql(WAITING + OLDEST_FIRST).param(at(clock.instant())).query(this::request).list();
  }

  /** Those that wait for a new password of somebody of a unit, oldest first. */
  List<AccountRequest> waitingRecoveries(UUID unit) {
    return jdbc.sql(WAITING + RECOVERY_OF_UNIT + OLDEST_FIRST)
        .params(at(clock.instant()), unit)
        .query(this::request)
        .list();
  }

  /** The one that waits for an account. */
  Optional<AccountRequest> waitingFor(UUID account) {
    return jdbc.sql(WAITING + " AND r.account_id = ?" + OLDEST_FIRST + " LIMIT 1")
        .params(at(clock.instant()), account)
        .query(this::request)
        .optional();
  }

  /** Those that were closed or ran out, newest first. */
  List<AccountRequest> past(int count) {
    return jdbc.sql(PAST + NEWEST_FIRST)
        .params(at(clock.instant()), count)
        .query(this::request)
        .list();
  }

  /** As {@link #past}, of those for a new password of somebody of a unit. */
  List<AccountRequest> pastRecoveries(UUID unit, int count) {
    return jdbc.sql(PAST + RECOVERY_OF_UNIT + NEWEST_FIRST)
        .params(at(clock.instant()), unit, count)
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
        .params(state.name(), by.id(), at(clock.instant()), id)
        .update();
  }

  private AccountRequest request(ResultSet row, int number) throws SQLException {
    return new AccountRequest(
        row.getObject("id", UUID.class),
        Kind.valueOf(row.getString("kind")),
        Rows.person(row, "subject_"),
        Rows.roles(row, "roles_before"),
        row.getString("region_before"),
        Rows.roles(row, "roles"),
        row.getString("region"),
        Optional.ofNullable(row.getObject("successor_id", UUID.class)),
        Rows.person(row, "requester_"),
        instant(row, "requested_at"),
        instant(row, "expires_at"),
        State.valueOf(row.getString("state")),
        row.getObject("closed_by") == null
            ? Optional.empty()
            : Optional.of(Rows.person(row, "closer_")));
  }
}
