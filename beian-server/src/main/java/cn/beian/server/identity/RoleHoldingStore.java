package cn.beian.server.identity;

import cn.beian.filing.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Since when somebody holds a role, in PostgreSQL. */
@Component
class RoleHoldingStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  RoleHoldingStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** Roles that somebody gets now; those that he holds already are held since before. */
  void give(UUID account, Set<Role> roles) {
    jdbc.sql(
            """
            insert into role_holding (account_id, role, given_at)
            select :account, role, :now from unnest(:roles) as given (role)
            on conflict (account_id, role) do update set given_at = excluded.given_at
            """)
        .param("account", account)
        .param("now", clock.instant())
        .param("roles", Rows.names(roles))
        .update();
  }

  /** Notes other roles than before; in another region all of them are new. */
  void change(Person before, Set<Role> roles, String region) {
    jdbc.sql("delete from role_holding where account_id = :account and role <> all(:roles)")
        .param("account", before.id())
        .param("roles", Rows.names(roles))
        .update();
    Set<Role> given = EnumSet.noneOf(Role.class);
    given.addAll(roles);
    if (before.region().equals(region)) {
      given.removeAll(before.roles());
    }
    give(before.id(), given);
  }

  /** Notes that a link gave him the password that he has. */
  void passwordByLink(UUID account) {
    jdbc.sql("update user_account set password_link_at = :now where id = :account")
        .param("now", clock.instant())
        .param("account", account)
        .update();
  }

  /** Since when he holds a role with the password that he has. */
  Instant since(UUID account, Role role) {
    return jdbc.sql(
            """
            select greatest(coalesce(h.given_at, a.created_at), a.password_link_at) as since
            from user_account a
              left join role_holding h on h.account_id = a.id and h.role = :role
            where a.id = :account
            """)
        .param("account", account)
        .param("role", role)
        .query(Instant.class)
        .single();
  }

  /** When the first account was made; empty before. */
  Optional<Instant> installed() {
    return jdbc.sql("select min(created_at) from user_account having count(*) > 0")
        .query(Instant.class)
        .optional();
  }
}
