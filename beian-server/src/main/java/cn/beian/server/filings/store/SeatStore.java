package cn.beian.server.filings.store;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.server.filings.SeatMark;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What each seat of the provincial review has marked, by round; a seat's own until both voted. */
@Repository
public class SeatStore {
  private final JdbcClient jdbc;

  SeatStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The marks of a seat. */
  public List<SeatMark> marks(UUID applicationId, int round, Role seat) {
    return jdbc.sql(
            """
            select *, field as field_id from seat_mark
             where application_id = :application and round = :round and seat = :seat
             order by marked_at, field, item
            """)
        .param("application", applicationId)
        .param("round", round)
        .param("seat", seat)
        .query(SeatMark.class)
        .list();
  }

  /** Puts a mark in the place of what the seat said before; an item keeps its place in the list. */
  public void put(UUID applicationId, int round, Role seat, SeatMark mark, Instant now) {
    jdbc.sql(
            """
            insert into seat_mark (application_id, round, seat, field, item, made_good, demand,
              marked_by, marked_at)
            values (:application, :round, :seat, :field, :item, :madeGood, :demand, :by, :now)
            on conflict (application_id, round, seat, field, item) do update
              set made_good = excluded.made_good, demand = excluded.demand,
                marked_by = excluded.marked_by
            """)
        .param("application", applicationId)
        .param("round", round)
        .param("seat", seat)
        .param("field", mark.question().fieldId())
        .param("item", mark.question().item())
        .param("madeGood", mark.madeGood())
        .param("demand", mark.demand())
        .param("by", mark.by())
        .param("now", now)
        .update();
  }

  /** Takes a mark out. */
  public void clear(UUID applicationId, int round, Role seat, Question question) {
    jdbc.sql(
            """
            delete from seat_mark where application_id = :application and round = :round
              and seat = :seat and field = :field and item = :item
            """)
        .param("application", applicationId)
        .param("round", round)
        .param("seat", seat)
        .param("field", question.fieldId())
        .param("item", question.item())
        .update();
  }
}
