package cn.beian.server.audit;

import cn.beian.server.audit.AuditCheck.Fault;
import cn.beian.server.audit.AuditCheck.Kind;
import cn.beian.server.database.OneMoment;
import cn.beian.server.platform.RecordClient;
import cn.beian.server.trail.OutsideChangeStore;
import cn.beian.server.trail.RegisterBaseline;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Whether what {@link RegisterStandings} records is as the trail says that it is. That the rows of
 * the trail are those that were written is for {@link AuditCheck}.
 */
public final class RegisterCheck {
  /** What differs of one kind; compared in the database, which keeps neither side in memory. */
  private static final String COMPARISON =
      """
      with now as (select :subject || key as subject, standing from (ALL_OF_A_KIND) as everything),
        latest as (select distinct on (subject) subject, id, detail from audit_entry
          where action = :action order by subject, id desc),
        found as (select coalesce(now.subject, latest.subject) as text,
            substr(coalesce(now.subject, latest.subject), length(:subject) + 1) as key,
            coalesce(latest.id, 0) as at, now.subject is null as gone
          from now full join latest on latest.subject = now.subject
          where now.standing is distinct from nullif(latest.detail, :none)
            and (latest.id is not null or :complete)
          order by 1 limit 1000)
      select found.text, found.at, (NAME) as name,
          (select a.detail from audit_entry a
            where found.gone and a.subject = found.text and a.action = 'organization.create'
            order by a.id desc limit 1) as created,
          case when found.at = 0 then 'REGISTER_UNRECORDED'
            when found.gone then 'REGISTER_GONE' else 'REGISTER_DIFFERS' end as kind
        from found order by found.text
      """;

  /** What follows the name in the row about the creation of a unit: its credit code first. */
  private static final Pattern AFTER_NAME = Pattern.compile(" [0-9A-Z]{18}(?: .*)?$");

  /** The key as an id; null where somebody put in a row with another. */
  private static final String ID =
      "(case when key ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then key::uuid end)";

  private final JdbcClient jdbc;

  private RegisterCheck(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Compares all of them with the latest rows about them; a server may work at the same time.
   *
   * @return at most 1,000 of each kind; while the trail has not recorded all of a kind once, only
   *     those of it that have rows
   */
  public static List<Fault> run(DataSource dataSource) {
    return run(dataSource, 0);
  }

  /**
   * The same.
   *
   * @param known accepts changes past the server that rows up to this one report
   */
  public static List<Fault> run(DataSource dataSource, long known) {
    RegisterCheck check = new RegisterCheck(RecordClient.of(dataSource));
    return OneMoment.of(dataSource)
        .read(
            () -> {
              List<Fault> faults = check.faults();
              faults.addAll(check.changedOutside(known));
              return faults;
            });
  }

  private List<Fault> faults() {
    Set<StandingKind> complete = RegisterBaseline.recorded(jdbc);
    List<Fault> faults = new ArrayList<>();
    for (StandingKind kind : StandingKind.values()) {
      faults.addAll(
          jdbc
              .sql(
                  COMPARISON
                      .replace("ALL_OF_A_KIND", kind.all())
                      .replace("NAME", name(kind.about())))
              .param("subject", kind.subject(""))
              .param("action", kind.action())
              .param("none", RegisterStandings.NONE)
              .param("complete", complete.contains(kind))
              .query(Found.class)
              .list()
              .stream()
              .map(Found::fault)
              .toList());
    }
    return faults;
  }

  /** Whether a row of the trail reports a change past the server. */
  public static boolean reports(DataSource dataSource, long row) {
    return RecordClient.of(dataSource)
        .sql("select exists (select 1 from audit_entry where id = :id and action = :action)")
        .param("id", row)
        .param("action", OutsideChangeStore.ACTION)
        .query(Boolean.class)
        .single();
  }

  private record Reported(long id, String subject) {}

  /** Rows that acts found changed before they changed them themselves. */
  private List<Fault> changedOutside(long known) {
    return jdbc
        .sql(
            """
            select id, subject from audit_entry where action = :action and id > :known
              order by id limit 1000
            """)
        .param("action", OutsideChangeStore.ACTION)
        .param("known", known)
        .query(Reported.class)
        .list()
        .stream()
        .map(this::fault)
        .toList();
  }

  private Fault fault(Reported one) {
    return OutsideChangeStore.trailRow(one.subject)
        .map(row -> new Fault(Kind.ROWS_CUT, one.id, row))
        .orElseGet(() -> new Fault(Kind.REGISTER_OVERWRITTEN, one.id, one.subject, nameOf(one)));
  }

  private String nameOf(Reported one) {
    int colon = one.subject.indexOf(':');
    String prefix = one.subject.substring(0, Math.max(colon, 0));
    String about = StandingKind.of(prefix).map(StandingKind::about).orElse(prefix);
    return jdbc.sql("select (" + name(about) + ") as name from (select :key as key) as one")
        .param("key", one.subject.substring(colon + 1))
        .query(Named.class)
        .single()
        .name()
        .orElse("");
  }

  private record Named(Optional<String> name) {}

  /** A query for the name of the unit, account, app or document with this key. */
  private static String name(String about) {
    String query =
        switch (about) {
          case "organization" -> "select o.name from organization o where o.id = ID";
          case "account" -> "select a.login from user_account a where a.id = ID";
          case "exception" -> "select c.app_name from level_exception c where c.id = ID";
          case "approval" -> "select c.app_name from approval_case c where c.id = ID";
          case "attachment" ->
              "select coalesce((select t.file_name from attachment t where t.id = ID),"
                  + " left(key, 8))";
          case "ending" -> "select c.app_name from ending_case c where c.id = ID";
          case "revocation" -> "select c.app_name from revocation_case c where c.id = ID";
          case "inquiry" -> "select c.app_name from inquiry_case c where c.id = ID";
          case "batch" -> "select b.name from official_batch b where b.id = ID";
          case "dispute" -> "select d.official from official_dispute d where d.id = ID";
          case "test" ->
              "select p.file_name from test_run r join package_upload p on p.id = r.package_id"
                  + " where r.id = ID";
          case "supervision" -> "select c.app_name from supervision_case c where c.id = ID";
          case "application" ->
              "select concat_ws(' ', a.app_name, a.number) from application a where a.id = ID";
          default -> "null";
        };
    return query.replace("ID", ID);
  }

  /**
   * A row of the comparison.
   *
   * @param name what people call it
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
