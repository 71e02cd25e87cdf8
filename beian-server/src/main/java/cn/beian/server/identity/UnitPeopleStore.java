package cn.beian.server.identity;

import static cn.beian.server.platform.SqlColumns.at;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The people of a unit in PostgreSQL. */
@Component
class UnitPeopleStore {
  private static final String SELECT =
      """
      select a.*, a.password_hash is not null as has_password,
        (select max(l.expires_at) from one_time_link l where l.account_id = a.id
          and l.used_at is null and l.expires_at > :now) as link_until,
        exists (select 1 from recovery_request r where r.account_id = a.id
          and r.closed_at is null) as forgot
      from user_account a
      """;

  private final JdbcClient jdbc;
  private final Clock clock;

  UnitPeopleStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /** All of them, those who left last. */
  List<UnitMember> members(UUID unit) {
    return jdbc.sql(SELECT + " where organization_id = :unit order by active desc, name, login")
        .param("now", at(clock.instant()))
        .param("unit", unit)
        .query(UnitMember.class)
        .list();
  }

  Optional<UnitMember> member(UUID id) {
    return jdbc.sql(SELECT + " where id = :id")
        .param("now", at(clock.instant()))
        .param("id", id)
        .query(UnitMember.class)
        .optional();
  }
}
