package cn.beian.server.records;

import cn.beian.server.platform.Sha256Hex;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * What a case is, as a digest that its entry commits to.
 *
 * <p>The digest is SHA-256 over UTF-8: the line {@code beian case v1}; then the rows of the case in
 * the order of the parts below and, within one, of its key in code points. A row is a line with the
 * number of its part and of its fields; then each field as its length in bytes, a colon, the text
 * and a line feed, or {@code -} and a line feed where there is none. Instants are microseconds
 * since 1970, days {@code YYYY-MM-DD}. What may lawfully change afterwards (who handles it, the
 * latest test of a package, what follows after the moment) is no part of it.
 */
final class CaseContentStore {
  private static final String FORMAT = "beian case v1\n";

  /** One case that is about to be committed to. */
  private static final String THIS_CASE = "select :id::uuid as id, :number::text as number";

  /** All cases that entries commit to, at a moment. */
  private static final String COMMITTED =
      """
      select case_id as id, number from filing_revision
       where case_id is not null and event in (:events)
      """;

  private static final String ACCEPTED =
      """
      select c.id, 0 as part, '' as place,
             array[r.number, r.organization_id::text, r.kind, r.credit_code, r.division,
                   to_char(r.filed_on, 'YYYY-MM-DD')] as fields
        from committed c join filing_record r on r.number = c.number
      union all
      select c.id, 1, '',
             array[a.kind, a.form, a.route, a.organization_id::text, a.division, a.signed_by::text,
                   (extract(epoch from a.signed_at) * 1000000)::bigint::text, a.round::text]
        from committed c join application a on a.id = c.id
      union all
      select c.id, 2, lpad(e.id::text, 20, '0'),
             array[(extract(epoch from e.at) * 1000000)::bigint::text, e.actor_id::text, e.name,
                   e.from_state, e.to_state, to_char(e.expected_on, 'YYYY-MM-DD'), e.ground, e.detail]
        from committed c join application_event e on e.application_id = c.id
        join (select application_id, min(id) as id from application_event
               where to_state = 'ACCEPTED' and from_state <> 'ACCEPTED' group by application_id) last
          on last.application_id = c.id and e.id <= last.id
      union all
      select c.id, 3, a.field || chr(10) || a.item,
             array[a.field, a.item, a.value, a.origin, a.evidence, a.confirmed::text,
                   a.answered_by::text, (extract(epoch from a.answered_at) * 1000000)::bigint::text]
        from committed c join answer a on a.application_id = c.id
      union all
      select c.id, 4, lpad(g.round::text, 10, '0') || g.field || chr(10) || g.item,
             array[g.round::text, g.field, g.item, g.demand, g.follows_field, g.follows_item,
                   (extract(epoch from g.told_at) * 1000000)::bigint::text]
        from committed c join gap g on g.application_id = c.id
      union all
      select c.id, 5, lpad(v.round::text, 10, '0') || v.seat,
             array[v.round::text, v.seat, v.decision, v.reason, v.voted_by::text,
                   (extract(epoch from v.voted_at) * 1000000)::bigint::text]
        from committed c join seat_vote v on v.application_id = c.id
      union all
      select c.id, 6, j.test_id || j.rule_id,
             array[j.test_id::text, j.rule_id, j.outcome, j.reason, j.judged_by::text,
                   (extract(epoch from j.judged_at) * 1000000)::bigint::text]
        from committed c join judgement j on j.application_id = c.id
      union all
      select c.id, 7, h.subject || h.rule_id,
             array[h.subject::text, h.rule_id, h.passed::text, h.tester,
                   to_char(h.tested_on, 'YYYY-MM-DD'), h.report_id::text, h.note,
                   h.recorded_by::text, (extract(epoch from h.recorded_at) * 1000000)::bigint::text]
        from committed c join human_test h on h.application_id = c.id
      union all
      select c.id, 8, x.rule_id,
             array[x.rule_id, x.scenario, x.basis, to_char(x.until, 'YYYY-MM-DD'),
                   x.accepted_by::text, (extract(epoch from x.accepted_at) * 1000000)::bigint::text]
        from committed c join exemption x on x.application_id = c.id
      union all
      select c.id, 9, lpad(l.id::text, 20, '0'),
             array[l.stated, l.accepted::text, l.reason, l.judged_by::text,
                   (extract(epoch from l.judged_at) * 1000000)::bigint::text]
        from committed c join level_judgement l on l.application_id = c.id
      union all
      select c.id, 10, p.package_id::text, array[p.package_id::text]
        from committed c join application_package p
          on p.application_id = c.id and p.part = 'REVIEW'
      """;

  private static final String PLAN =
      """
      select c.id, 0 as part, '' as place,
             array[e.number, e.organization_id::text, e.division, e.route,
                   to_char(e.last_day, 'YYYY-MM-DD'), e.announcement, e.data_disposal, e.migration,
                   e.target, e.informing] as fields
        from committed c join ending_case e on e.id = c.id
      """;

  private static final String REPORT =
      """
      union all
      select c.id, 1, '',
             array[to_char(e.offline_on, 'YYYY-MM-DD'), e.early_reason, e.disposed, e.evidence]
        from committed c join ending_case e on e.id = c.id
      union all
      select c.id, 2, lpad(e.id::text, 20, '0'),
             array[(extract(epoch from e.at) * 1000000)::bigint::text, e.actor_id::text, e.name,
                   e.from_state, e.to_state, to_char(e.day, 'YYYY-MM-DD'), e.note, e.detail]
        from committed c join ending_event e on e.case_id = c.id
        join (select case_id, min(id) as id from ending_event
               where to_state = 'NOTED' and from_state <> 'NOTED' group by case_id) last
          on last.case_id = c.id and e.id <= last.id
      """;

  private static final String REVOCATION =
      """
      select c.id, 0 as part, '' as place,
             array[e.number, e.organization_id::text, e.division] as fields
        from committed c join revocation_case e on e.id = c.id
      union all
      select c.id, 1, lpad(e.id::text, 20, '0'),
             array[(extract(epoch from e.at) * 1000000)::bigint::text, e.actor_id::text, e.name,
                   e.from_state, e.to_state, to_char(e.day, 'YYYY-MM-DD'), e.note, e.detail]
        from committed c join revocation_event e on e.case_id = c.id
        join (select case_id, min(id) as id from revocation_event
               where name = 'REVOKE' group by case_id) last
          on last.case_id = c.id and e.id <= last.id
      """;

  private final NamedParameterJdbcTemplate jdbc;

  CaseContentStore(JdbcTemplate jdbc) {
    this.jdbc = new NamedParameterJdbcTemplate(jdbc);
  }

  /** The digest of a case that leads to an entry of a number, lower-case hex. */
  String digest(CaseMoment moment, UUID id, String number) {
    return digests(
            moment,
            THIS_CASE,
            new MapSqlParameterSource().addValue("id", id.toString()).addValue("number", number))
        .getOrDefault(id, nothing());
  }

  /** The digests of all cases that entries commit to at a moment, by the cases; as they are now. */
  Map<UUID, String> digests(CaseMoment moment) {
    return digests(
        moment, COMMITTED, new MapSqlParameterSource().addValue("events", moment.events()));
  }

  /** Digest of a case of which there is nothing (any more). */
  static String nothing() {
    return Sha256Hex.of(FORMAT);
  }

  private Map<UUID, String> digests(
      CaseMoment moment, String cases, MapSqlParameterSource parameters) {
    Map<UUID, String> digests = new HashMap<>();
    Rows rows = new Rows(digests);
    jdbc.query(
        "with committed as ("
            + cases
            + ") select id, part, fields from ("
            + content(moment)
            + ") content order by id, part, place collate \"C\"",
        parameters,
        rows::add);
    rows.end();
    return digests;
  }

  private static String content(CaseMoment moment) {
    return switch (moment) {
      case ACCEPTED -> ACCEPTED;
      case ANNOUNCED -> PLAN;
      case NOTED -> PLAN + REPORT;
      case REVOKED -> REVOCATION;
    };
  }

  /** The rows of one case after the other. */
  private static final class Rows {
    private final Map<UUID, String> digests;
    private final StringBuilder text = new StringBuilder();
    private @Nullable UUID id;

    Rows(Map<UUID, String> digests) {
      this.digests = digests;
    }

    void add(ResultSet row) throws SQLException {
      UUID of = row.getObject("id", UUID.class);
      if (!of.equals(id)) {
        end();
        id = of;
        text.append(FORMAT);
      }
      Array fields = row.getArray("fields");
      List<@Nullable String> values = Arrays.asList((String[]) fields.getArray());
      text.append(row.getInt("part")).append(' ').append(values.size()).append('\n');
      for (@Nullable String value : values) {
        if (value == null) {
          text.append("-\n");
        } else {
          text.append(value.getBytes(StandardCharsets.UTF_8).length).append(':');
          text.append(value).append('\n');
        }
      }
    }

    /** The case that was read last. */
    void end() {
      UUID of = id;
      if (of != null) {
        digests.put(of, Sha256Hex.of(text.toString()));
        text.setLength(0);
        id = null;
      }
    }
  }
}
