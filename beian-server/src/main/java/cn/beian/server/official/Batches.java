package cn.beian.server.official;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Published lists that were imported, and their records; public. */
@Service
public class Batches {
  /** Most batches, and most records of a batch, on a page. */
  public static final int PAGE = 100;

  private static final String BATCHES =
      """
      select b.id, b.name, b.day, b.source, b.records, b.made_at, b.changed_at
        from official_batch b
      """;

  private final JdbcClient jdbc;
  private final Records records;
  private final Clock clock;

  Batches(JdbcClient jdbc, Records records, Clock clock) {
    this.jdbc = jdbc;
    this.records = records;
    this.clock = clock;
  }

  /**
   * A published list.
   *
   * @param name as it is called, such as 第 3 批
   * @param day when it was published
   * @param source address or document number
   * @param records how many of its rows are records here, those that are restricted included
   * @param madeAt when it was imported
   * @param changedAt when it last gained a record
   */
  public record Batch(
      UUID id,
      String name,
      LocalDate day,
      String source,
      int records,
      Instant madeAt,
      Instant changedAt) {}

  /** The newest batches. */
  @Transactional(readOnly = true)
  public List<Batch> newest() {
    return jdbc.sql(BATCHES + "order by b.day desc, b.made_at desc, b.id limit " + PAGE)
        .query(Batches::batch)
        .list();
  }

  /** The batches that were imported last, the latest first. */
  @Transactional(readOnly = true)
  public List<Batch> latest(int most) {
    return jdbc.sql(BATCHES + "order by b.made_at desc, b.id desc limit :most")
        .param("most", most)
        .query(Batches::batch)
        .list();
  }

  /** A batch. */
  @Transactional(readOnly = true)
  public Optional<Batch> find(UUID id) {
    return jdbc.sql(BATCHES + "where b.id = :id").param("id", id).query(Batches::batch).optional();
  }

  /** The batches that name a record, the newest first. */
  @Transactional(readOnly = true)
  public List<Batch> of(String number) {
    return jdbc.sql(
            BATCHES
                + "where b.id in (select batch_id from official_batch_record where number = :number)"
                + " order by b.day desc, b.made_at desc, b.id limit "
                + PAGE)
        .param("number", number)
        .query(Batches::batch)
        .list();
  }

  /**
   * Records of a batch by their numbers; those that are restricted are left out.
   *
   * @param after the last number that was seen, empty to begin
   */
  @Transactional(readOnly = true)
  public List<PublicRecord> records(UUID id, String after, int most) {
    return records.all(
        jdbc.sql(
                """
                select r.number from official_batch_record r
                join filing_record f on f.number = r.number and not f.restricted
                where r.batch_id = :id and r.number > :after order by r.number limit :most
                """)
            .param("id", id)
            .param("after", after)
            .param("most", most)
            .query(String.class)
            .list());
  }

  /** The batch of that name, day and source, which is made where there is none. */
  @Transactional
  UUID make(String name, LocalDate day, String source) {
    jdbc.sql(
            """
            insert into official_batch (id, name, day, source, made_at, changed_at)
              values (:id, :name, :day, :source, :now, :now) on conflict do nothing
            """)
        .param("id", UuidV7.next(clock))
        .param("name", name)
        .param("day", day)
        .param("source", source)
        .param("now", at(clock.instant()))
        .update();
    return jdbc.sql(
            "select id from official_batch where name = :name and day = :day and source = :source")
        .param("name", name)
        .param("day", day)
        .param("source", source)
        .query(UUID.class)
        .single();
  }

  /** A record is one of a batch. */
  @Transactional
  void add(UUID batch, String number) {
    int added =
        jdbc.sql(
                """
            insert into official_batch_record (batch_id, number) values (:batch, :number)
              on conflict do nothing
            """)
            .param("batch", batch)
            .param("number", number)
            .update();
    if (added > 0) {
      jdbc.sql(
              """
              update official_batch set records = records + :added, changed_at = :now
                where id = :batch
              """)
          .param("added", added)
          .param("now", at(clock.instant()))
          .param("batch", batch)
          .update();
    }
  }

  private static Batch batch(ResultSet row, int n) throws SQLException {
    return new Batch(
        uuid(row, "id"),
        row.getString("name"),
        row.getObject("day", LocalDate.class),
        row.getString("source"),
        row.getInt("records"),
        instant(row, "made_at"),
        instant(row, "changed_at"));
  }
}
