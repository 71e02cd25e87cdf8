package cn.beian.server.audit;

import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.OneMoment;
import cn.beian.server.identity.RegisterStandings;
import cn.beian.server.platform.RecordClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether units, legal parameters, working calendars, letters and certificates are as the trail
 * says that they are. That the rows of the trail are those that were written is for {@link
 * AuditCheck}.
 */
public final class RegisterCheck {
  /** What differs of one kind; compared in the database, which keeps neither side in memory. */
  private static final String COMPARISON =
      """
      with now as (select :subject || key as subject, standing from (ALL_OF_A_KIND) as everything),
        latest as (select distinct on (subject) subject, id, detail from audit_entry
          where action = :action order by subject, id desc)
      select coalesce(now.subject, latest.subject) as text, coalesce(latest.id, 0) as at,
          (select o.name from organization o where o.id = case when :subject = 'organization:'
            then cast(split_part(now.subject, ':', 2) as uuid) end) as name,
          (select a.detail from audit_entry a
            where now.subject is null and a.subject = latest.subject
              and a.action = 'organization.create'
            order by a.id desc limit 1) as created,
          case when latest.id is null then 'REGISTER_UNRECORDED'
            when now.subject is null then 'REGISTER_GONE' else 'REGISTER_DIFFERS' end as kind
        from now full join latest on latest.subject = now.subject
        where now.standing is distinct from latest.detail
        order by 1 limit 1000
      """;

  /** What follows the name in the row about the creation of a unit: its credit code first. */
  private static final Pattern AFTER_NAME = Pattern.compile(" [0-9A-Z]{18}(?: .*)?$");

  private final JdbcClient jdbc;

  private RegisterCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Compares all of them with the latest rows about them; a server may work at the same time.
   *
   * @return at most 1,000 of each kind; nothing while the trail has not recorded all of them once
   */
  public static List<Fault> run(DataSource dataSource) {
    RegisterCheck check = new RegisterCheck(RecordClient.of(dataSource));
    return OneMoment.of(dataSource).read(check::faults);
  }

  private List<Fault> faults() {
    if (!AccountCheck.recorded(jdbc, RegisterStandings.ALL)) {
      return List.of();
    }
    List<Fault> faults = new ArrayList<>();
    for (RegisterStandings.Kind kind : RegisterStandings.Kind.values()) {
      faults.addAll(
          jdbc
              .sql(COMPARISON.replace("ALL_OF_A_KIND", kind.all()))
              .param("subject", kind.subject(""))
              .param("action", kind.action())
              .query(Found.class)
              .list()
              .stream()
              .map(Found::fault)
              .toList());
    }
    return faults;
  }

  /**
   * A row of the comparison.
   *
   * @param name name of a unit
   * @param created what the trail says of its creation, where the unit is gone
   */
  private record Found(
      Kind kind, long at, String text, Optional<String> name, Optional<String> created) {
    Fault fault() {
      return new Fault(kind, at, text, name.or(this::nameWhenCreated).orElse(""));
    }

    private Optional<String> nameWhenCreated() {
      return created.map(detail -> AFTER_NAME.matcher(detail).replaceFirst(""));
    }
  }
}
