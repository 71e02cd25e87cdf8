package cn.beian.server.audit;

import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.OneMoment;
import cn.beian.server.identity.RegisterStandings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether units, legal parameters, working calendars, letters and certificates are as the trail
 * says that they are. That the rows of the trail are those that were written is for {@link
 * AuditCheck}.
 */
public final class RegisterCheck {
  private final JdbcClient jdbc;

  private RegisterCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Compares all of them with the latest rows about them; a server may work at the same time.
   *
   * @return nothing while the trail has not recorded all of them once
   */
  public static List<Fault> run(DataSource dataSource) {
    RegisterCheck check = new RegisterCheck(JdbcClient.create(dataSource));
    return OneMoment.of(dataSource).read(check::faults);
  }

  /** Whether the trail holds the state of all of them. */
  static boolean recorded(JdbcClient jdbc) {
    return jdbc.sql("select exists (select 1 from audit_entry where action = :all)")
        .param("all", RegisterStandings.ALL)
        .query(Boolean.class)
        .single();
  }

  private record Row(long id, String detail) {}

  private List<Fault> faults() {
    if (!recorded(jdbc)) {
      return List.of();
    }
    List<Fault> faults = new ArrayList<>();
    for (RegisterStandings.Kind kind : RegisterStandings.Kind.values()) {
      Map<String, Row> rows = latest(kind.action());
      kind.all(jdbc)
          .forEach(
              (subject, standing) -> {
                Row row = rows.remove(subject);
                if (row == null) {
                  faults.add(new Fault(Kind.REGISTER_UNRECORDED, 0, subject));
                } else if (!row.detail().equals(standing)) {
                  faults.add(new Fault(Kind.REGISTER_DIFFERS, row.id(), subject));
                }
              });
      rows.forEach((subject, row) -> faults.add(new Fault(Kind.REGISTER_GONE, row.id(), subject)));
    }
    return faults;
  }

  private Map<String, Row> latest(String action) {
    Map<String, Row> rows = new TreeMap<>();
    jdbc.sql(
            """
            select distinct on (subject) subject, id, detail from audit_entry
             where action = :action order by subject, id desc
            """)
        .param("action", action)
        .query(
            row -> {
              rows.put(
                  row.getString("subject"), new Row(row.getLong("id"), row.getString("detail")));
            });
    return rows;
  }
}
