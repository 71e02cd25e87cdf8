package cn.beian.server.calendar;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.calendar.HolidayRequest.State;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notices that were proposed, in PostgreSQL. */
@Component
class HolidayRequestStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;
  private final Identity identity;
  private final Clock clock;

  HolidayRequestStore(
      JdbcClient jdbc, RegisterStandings standings, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.standings = standings;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * Puts a proposal.
   *
   * @throws org.springframework.dao.DuplicateKeyException where one for the year waits
   */
  void put(UUID id, HolidayNotice notice, Person asker) {
    jdbc.sql(
            """
            insert into holiday_notice_request (id, year, citation, days, requested_by,
              requested_at, state)
            values (:id, :year, :citation, :days, :by, :now, 'OPEN')
            """)
        .param("id", id)
        .param("year", notice.year())
        .param("citation", notice.citation())
        .param("days", NoticeText.write(notice))
        .param("by", asker.id())
        .param("now", clock.instant())
        .update();
    standings.record(StandingKind.NOTICE, String.valueOf(notice.year()));
  }

  /** The proposal, which nobody else closes before the caller's transaction ends. */
  Optional<HolidayRequest> lock(UUID id) {
    return jdbc.sql("select * from holiday_notice_request where id = :id for update")
        .param("id", id)
        .query(this::request)
        .optional();
  }

  Optional<HolidayRequest> find(UUID id) {
    return jdbc.sql("select * from holiday_notice_request where id = :id")
        .param("id", id)
        .query(this::request)
        .optional();
  }

  /** How many wait. */
  int count() {
    return jdbc.sql("select count(*) from holiday_notice_request where state = 'OPEN'")
        .query(Integer.class)
        .single();
  }

  /** Those that wait, by year. */
  List<HolidayRequest> waiting() {
    return jdbc.sql("select * from holiday_notice_request where state = 'OPEN' order by year")
        .query(this::request)
        .list();
  }

  /** Those that wait no more, the last one first. */
  List<HolidayRequest> past(int most) {
    return jdbc.sql(
            """
            select * from holiday_notice_request where state <> 'OPEN'
              order by decided_at desc limit :most
            """)
        .param("most", most)
        .query(this::request)
        .list();
  }

  void close(UUID id, State state, Person by, String reason) {
    int year =
        jdbc.sql(
                """
            update holiday_notice_request
              set state = :state, decided_by = :by, decided_at = :now, reason = :reason
              where id = :id returning year
            """)
            .param("state", state)
            .param("by", by.id())
            .param("now", clock.instant())
            .param("reason", reason)
            .param("id", id)
            .query(Integer.class)
            .single();
    standings.record(StandingKind.NOTICE, String.valueOf(year));
  }

  private HolidayRequest request(ResultSet row, int number) throws SQLException {
    return new HolidayRequest(
        uuid(row, "id"),
        NoticeText.read(row.getString("year"), row.getString("citation"), row.getString("days")),
        identity.person(uuid(row, "requested_by")).orElseThrow(),
        instant(row, "requested_at"),
        constant(row, "state", State.class),
        row.getString("reason"));
  }
}
