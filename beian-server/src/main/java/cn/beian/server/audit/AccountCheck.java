package cn.beian.server.audit;

import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.OneMoment;
import cn.beian.server.platform.RecordClient;
import cn.beian.server.trail.AccountStandings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether every account stands as the trail says that it does: roles, region, unit, whether it is
 * active, and the digests of password and second factor. That the rows of the trail are those that
 * were written is for {@link AuditCheck}.
 */
public final class AccountCheck {
  private final JdbcClient jdbc;

  private AccountCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Compares all accounts with the latest rows about them; a server may work at the same time.
   *
   * @return nothing while the trail has not recorded every account once
   */
  public static List<Fault> run(DataSource dataSource) {
    AccountCheck check = new AccountCheck(RecordClient.of(dataSource));
    return OneMoment.of(dataSource).read(check::faults);
  }

  /** Whether the trail has a row of an action, such as the one after which all are recorded. */
  static boolean recorded(JdbcClient jdbc, String action) {
    return jdbc.sql("select exists (select 1 from audit_entry where action = :action)")
        .param("action", action)
        .query(Boolean.class)
        .single();
  }

  private List<Fault> faults() {
    if (!recorded(jdbc, AccountStandings.ALL)) {
      return List.of();
    }
    Map<String, Row> rows = latest();
    List<Fault> faults = new ArrayList<>();
    AccountStandings.all(jdbc)
        .forEach((id, standing) -> faults.addAll(compare(rows.remove(subject(id)), standing)));
    rows.forEach(
        (subject, row) -> faults.add(new Fault(Kind.ACCOUNT_GONE, row.id(), login(row.detail()))));
    return faults;
  }

  private record Row(String subject, long id, String detail) {}

  private static String subject(UUID id) {
    return "account:" + id;
  }

  private Map<String, Row> latest() {
    return new TreeMap<>(
        jdbc
            .sql(
                """
            select distinct on (subject) subject, id, detail from audit_entry
             where action = :action order by subject, id desc
            """)
            .param("action", AccountStandings.ACTION)
            .query(Row.class)
            .list()
            .stream()
            .collect(Collectors.toMap(Row::subject, row -> row)));
  }

  private static List<Fault> compare(@Nullable Row row, String standing) {
    if (row == null) {
      return List.of(new Fault(Kind.ACCOUNT_UNRECORDED, 0, login(standing)));
    }
    if (row.detail().equals(standing)) {
      return List.of();
    }
    Map<String, String> before = parts(row.detail());
    String others =
        parts(standing).entrySet().stream()
            .filter(part -> !part.getValue().equals(before.get(part.getKey())))
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(", "));
    return List.of(new Fault(Kind.ACCOUNT_DIFFERS, row.id(), login(row.detail()) + ": " + others));
  }

  private static String login(String standing) {
    return parts(standing).getOrDefault("login", "");
  }

  private static Map<String, String> parts(String standing) {
    Map<String, String> parts = new LinkedHashMap<>();
    for (String part : standing.split(" ", -1)) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        parts.put(part.substring(0, equals), part.substring(equals + 1));
      }
    }
    return parts;
  }
}
