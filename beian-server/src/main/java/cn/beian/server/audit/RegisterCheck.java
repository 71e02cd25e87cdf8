package cn.beian.server.audit;

import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.OneMoment;
import cn.beian.server.identity.RegisterStandings;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
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
      select coalesce(now.subject, latest.subject) as subject, coalesce(latest.id, 0) as id,
          (select o.name from organization o where o.id = case when :subject = 'organization:'
            then cast(split_part(now.subject, ':', 2) as uuid) end) as name,
          (select a.detail from audit_entry a
            where now.subject is null and a.subject = latest.subject
              and a.action = 'organization.create'
            order by a.id desc limit 1) as created,
          case when latest.id is null then 'REGISTER_UNRECORDED'
            when now.subject is null then 'REGISTER_GONE' else 'REGISTER_DIFFERS' end as fault
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
    RegisterCheck check = new RegisterCheck(JdbcClient.create(dataSource));
    return OneMoment.of(dataSource).read(check::faults);
  }

  private List<Fault> faults() {
    if (!AccountCheck.recorded(jdbc, RegisterStandings.ALL)) {
      return List.of();
    }
    List<Fault> faults = new ArrayList<>();
    for (RegisterStandings.Kind kind : RegisterStandings.Kind.values()) {
      faults.addAll(
          jdbc.sql(COMPARISON.replace("ALL_OF_A_KIND", kind.all()))
              .param("subject", kind.subject(""))
              .param("action", kind.action())
              .query(
                  (row, number) ->
                      new Fault(
                          Kind.valueOf(row.getString("fault")),
                          row.getLong("id"),
                          row.getString("subject"),
                          name(row.getString("name"), row.getString("created"))))
              .list());
    }
    return faults;
  }

  /** The name of a unit; of one that is gone, as the row about its creation has it. */
  private static String name(@Nullable String now, @Nullable String created) {
    return now != null ? now : created == null ? "" : AFTER_NAME.matcher(created).replaceFirst("");
  }
}
