package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccountRequest.Kind;
import cn.beian.server.identity.AccountRequest.State;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
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
      "select r.*, "
          + String.join(
              ", ",
              Rows.personColumns("subject"),
              Rows.personColumns("requester"),
              Rows.personColumns("closer"))
          + """
             from account_request r
             join user_account subject on subject.id = r.account_id
             join user_account requester on requester.id = r.requested_by
             left join user_account closer on closer.id = r.closed_by
            """;

  private static final String WAITING = SELECT + " where r.state = 'OPEN' and r.expires_at > :now";
  private static final String PAST = SELECT + " where (r.state <> 'OPEN' or r.expires_at <= :now)";

  /** Those that can concern the unit of an account: all roles that they give are a unit's. */
  private static final String OF_UNIT =
      """
       and subject.organization_id = :unit and (r.kind = 'RECOVERY'
         or r.kind in ('INVITATION', 'ROLES') and not r.roles <@ r.roles_before
           and r.roles <@ (r.roles_before || array['HANDLER', 'APPROVER', 'UNIT_ADMINISTRATOR']))
      """;

  private static final String OLDEST_FIRST = " order by r.requested_at";
  private static final String NEWEST_FIRST = " order by r.requested_at desc limit :most";

  private final JdbcClient jdbc;
  private final RegisterStandings standings;
  private final Clock clock;

  AccountRequestStore(JdbcClient jdbc, RegisterStandings standings, Clock clock) {
    this.jdbc = jdbc;
    this.standings = standings;
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
            insert into account_request (id, kind, account_id, roles_before, region_before, roles,
              region, successor_id, code_sha256, requested_by, requested_at, expires_at, state)
            values (:id, :kind, :account, :before, :regionBefore, :roles, :region, :successor,
              :code,
              :by, :now, :expires, 'OPEN')
            """)
        .param("id", id)
        .param("kind", kind)
        .param("account", subject.id())
        .param("before", Rows.names(subject.roles()))
        .param("regionBefore", subject.region())
        .param("roles", Rows.names(roles))
        .param("region", region)
        .param("successor", successor, java.sql.Types.OTHER)
        .param("code", code, java.sql.Types.VARCHAR)
        .param("by", requester.id())
        .param("now", now)
        .param("expires", now.plus(lifetime))
        .update();
    standings.record(StandingKind.ACCESS, subject.id().toString());
    return find(id).orElseThrow();
  }

  Optional<AccountRequest> find(UUID id) {
    return jdbc.sql(SELECT + " where r.id = :id")
        .param("id", id)
        .query(AccountRequest.class)
        .optional();
  }

  /** The request, which nobody else closes before the caller's transaction ends. */
  Optional<AccountRequest> lock(UUID id) {
    return jdbc.sql("select id from account_request where id = :id for update")
        .param("id", id)
        .query(UUID.class)
        .optional()
        .flatMap(this::find); // read when it is ours: its persons as they are now
  }

  /** Lets nobody else ask for something about an account until the transaction ends. */
  void lockAccount(UUID personId) {
    jdbc.sql("select id from user_account where id = :id for update")
        .param("id", personId)
        .query(UUID.class)
        .single();
  }

  /** Those that wait, oldest first. */
  List<AccountRequest> waiting() {
    return jdbc.sql(WAITING + OLDEST_FIRST)
        .param("now", clock.instant())
        .query(AccountRequest.class)
        .list();
  }

  /** Those that wait and can concern a unit, oldest first. */
  List<AccountRequest> waitingOfUnit(UUID unit) {
    return jdbc.sql(WAITING + OF_UNIT + OLDEST_FIRST)
        .param("now", clock.instant())
        .param("unit", unit)
        .query(AccountRequest.class)
        .list();
  }

  /** The one that waits for an account. */
  Optional<AccountRequest> waitingFor(UUID account) {
    return jdbc.sql(WAITING + " and r.account_id = :account" + OLDEST_FIRST + " limit 1")
        .param("now", clock.instant())
        .param("account", account)
        .query(AccountRequest.class)
        .optional();
  }

  /** Those that were closed or ran out, newest first. */
  List<AccountRequest> past(int count) {
    return jdbc.sql(PAST + NEWEST_FIRST)
        .param("now", clock.instant())
        .param("most", count)
        .query(AccountRequest.class)
        .list();
  }

  /** As {@link #past}, of those that can concern a unit. */
  List<AccountRequest> pastOfUnit(UUID unit, int count) {
    return jdbc.sql(PAST + OF_UNIT + NEWEST_FIRST)
        .param("now", clock.instant())
        .param("unit", unit)
        .param("most", count)
        .query(AccountRequest.class)
        .list();
  }

  Optional<String> code(UUID id) {
    return jdbc.sql(
            """
            select code_sha256 from account_request where id = :id and code_sha256 is not null
            """)
        .param("id", id)
        .query(String.class)
        .optional();
  }

  void close(UUID id, State state, Person by) {
    UUID account =
        jdbc.sql(
                """
            update account_request
              set state = :state, closed_by = :closedBy, closed_at = :closedAt where id = :id
              returning account_id
            """)
            .param("state", state)
            .param("closedBy", by.id())
            .param("closedAt", clock.instant())
            .param("id", id)
            .query(UUID.class)
            .single();
    standings.record(StandingKind.ACCESS, account.toString());
  }
}
