package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkFilter.Due;
import cn.beian.server.identity.Person;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What of the worklist a person reads through a filter, as SQL with its values. */
final class WorkReading {
  private static final Set<Role> SPONSOR = EnumSet.of(Role.HANDLER, Role.APPROVER);
  private static final int WEEK = 7;

  /** Its parts, and their order, are those of an index. */
  private static final List<String> PLACE =
      List.of("coalesce(w.due_on, 'infinity'::date)", "w.since", "w.case_id");

  private static final String IN_REGION =
      "w.procedure_name = any(:regional) and w.opened_at is not null"
          + " and starts_with(w.division, :prefix)";

  private final UUID unit;
  private final WorkFilter filter;
  private final boolean official;
  private final boolean sponsor;
  private final boolean between;
  private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

  /**
   * A reading.
   *
   * @param regional procedures whose cases of his region he may read in an official role
   * @param between whether his unit has a part in cases of other units; else they are not looked
   *     for
   */
  WorkReading(
      Person me, List<String> regional, boolean between, WorkFilter filter, LocalDate today) {
    this.unit = me.organizationId();
    this.filter = filter;
    this.between = between;
    this.sponsor = me.roles().stream().anyMatch(SPONSOR::contains);
    this.official = !regional.isEmpty() && me.regionPrefix().isPresent();
    values.put("me", me.id());
    values.put("unit", me.organizationId());
    values.put("prefix", me.regionPrefix().orElse(""));
    values.put("regional", regional.toArray(String[]::new));
    values.put("roles", me.roles().stream().map(Role::name).toArray(String[]::new));
    values.put("today", today);
    values.put("week", today.plusDays(WEEK));
    values.put("text", filter.text());
    values.put("procedure", filter.procedure().orElse(null));
    values.put("state", filter.state().orElse(null));
    values.put("region", filter.region());
    values.put("letter", LetterNumber.lastDigits(filter.text()).orElse(null));
    values.put("firstDay", filter.days().from().map(WorkReading::start).orElse(null));
    values.put("afterDays", filter.days().until().map(d -> start(d.plusDays(1))).orElse(null));
  }

  /** The reader's own unit. */
  UUID unit() {
    return unit;
  }

  /** The statement with the values of this reading. */
  JdbcClient.StatementSpec on(JdbcClient jdbc, String sql) {
    return jdbc.sql(sql).params(values);
  }

  /** Which rows he may read. */
  String reach() {
    return either(sponsor ? ofUnit() : "", official ? IN_REGION : "");
  }

  private String ofUnit() {
    return between
        ? "(w.organization_id = :unit or w.other_id = :unit and w.opened_at is not null)"
        : "w.organization_id = :unit";
  }

  /** Whether he reads a row in an official role: never one of his own unit. */
  String officially() {
    return official ? IN_REGION + " and w.organization_id <> :unit" : "false";
  }

  /** Whether a turn {@code t} of a row that he may read is his. */
  String mine() {
    return "(t.begins_on is null or t.begins_on <= :today) and "
        + either(
            sponsor
                ? "t.role in ('HANDLER', 'APPROVER') and t.role = any(:roles)"
                    + (between
                        ? " and case when t.of_other then w.other_id else w.organization_id end"
                            + " = :unit"
                        : " and not t.of_other and w.organization_id = :unit")
                    + " and (t.person_id is null or t.person_id = :me)"
                : "",
            official
                ? "t.role not in ('HANDLER', 'APPROVER') and t.role = any(:roles)"
                    + (sponsor ? " and " + IN_REGION : "")
                    + " and w.organization_id <> :unit"
                    + " and (t.claimed_by is null or t.claimed_by = :me or exists (select 1"
                    + " from user_account u where u.id = t.claimed_by and not u.active))"
                : "");
  }

  /** From the tables to the condition. */
  String from() {
    List<String> all = new ArrayList<>(List.of(reach(), view()));
    if (values.get("letter") != null) {
      all.add("right(w.case_id::text, 12) = :letter");
    } else if (!filter.text().isEmpty()) {
      all.add("strpos(w.names, lower(normalize(:text, NFKC))) > 0");
    }
    if (filter.procedure().isPresent()) {
      all.add("w.procedure_name = :procedure");
    }
    if (filter.state().isPresent()) {
      all.add("w.state = :state");
    }
    if (!filter.region().isEmpty()) {
      all.add("starts_with(w.division, :region)");
    }
    if (filter.due() != Due.ANY) {
      all.add(
          filter.due() == Due.OVERDUE ? "w.due_on < :today" : "w.due_on between :today and :week");
    }
    if (filter.days().from().isPresent()) {
      all.add(moment() + " >= :firstDay");
    }
    if (filter.days().until().isPresent()) {
      all.add(moment() + " < :afterDays");
    }
    return " from work_item w where " + String.join(" and ", all);
  }

  /** What a row says of time: since when it waits, or is closed. */
  private String moment() {
    return filter.view() == WorkFilter.View.DONE ? "w.closed_at" : "w.since";
  }

  private String view() {
    String exists =
        "exists (select 1 from work_turn t where t.procedure_name = w.procedure_name"
            + " and t.case_id = w.case_id and "
            + mine()
            + ')';
    return switch (filter.view()) {
      case MINE -> "w.closed_at is null and " + exists;
      case WAITING -> "w.closed_at is null and not " + exists;
      case DONE -> "w.closed_at is not null";
    };
  }

  /** The row before, or after, the place {@code :due}, {@code :since}, {@code :case}. */
  String beside(boolean before) {
    return from()
        + " and ("
        + String.join(", ", PLACE)
        + (before ? ") < " : ") > ")
        + "(coalesce(:due, 'infinity'::date), :since, :case) order by "
        + String.join(before ? " desc, " : ", ", PLACE)
        + (before ? " desc" : "")
        + " limit 1";
  }

  private static OffsetDateTime start(LocalDate day) {
    return day.atStartOfDay(OfficialTime.ZONE).toOffsetDateTime();
  }

  /** The order, the same for equals: that of an index. */
  String order() {
    boolean done = filter.view() == WorkFilter.View.DONE;
    return " order by "
        + switch (filter.order()) {
          case DUE -> done ? "w.closed_at desc, w.case_id desc" : String.join(", ", PLACE);
          case WAITED -> moment() + ", w.case_id";
          case NAME -> "w.app_name, w.sponsor, w.case_id";
        };
  }

  private static String either(String one, String other) {
    if (one.isEmpty() && other.isEmpty()) {
      return "false";
    }
    return one.isEmpty()
        ? '(' + other + ')'
        : other.isEmpty() ? '(' + one + ')' : "((" + one + ") or (" + other + "))";
  }
}
