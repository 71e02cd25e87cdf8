package cn.beian.server.official;

import cn.beian.server.official.OfficialLists.Heading;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordEvent;
import cn.beian.server.records.Records;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Published lists that were imported, and their records. A list is public once it has a record
 * here; until then only the office that imported it reads of it.
 */
@Service
public class Batches {
  /** Most batches, and most records of a batch, on a page. */
  public static final int PAGE = 100;

  private static final String ALL =
      """
      select b.id, b.name, b.day, b.source, b.records, b.made_at, b.changed_at, b.office_id,
        coalesce(o.name, '') as office
        from official_batch b left join organization o on o.id = b.office_id
      """;

  /** Restricted records are not counted: a number that no row shows would tell of them. */
  private static final String PUBLIC =
      """
      select b.id, b.name, b.day, b.source, b.records - b.restricted as records, b.made_at,
        b.changed_at, b.office_id, coalesce(o.name, '') as office
        from official_batch b left join organization o on o.id = b.office_id
        where b.records > b.restricted\s
      """;

  /** Of the office of whoever imported them; one of whom that is not known is the nation's. */
  private static final String OWN =
      ALL
          + """
             where (b.office_id = :unit or b.office_id is null and :national)
            """;

  private final JdbcClient jdbc;
  private final Records records;
  private final RegisterStandings standings;
  private final Clock clock;

  Batches(JdbcClient jdbc, Records records, RegisterStandings standings, Clock clock) {
    this.jdbc = jdbc;
    this.records = records;
    this.standings = standings;
    this.clock = clock;
  }

  /**
   * A published list.
   *
   * @param name as it is called, such as 第 3 批
   * @param day when it was published
   * @param source address or document number
   * @param office that imported it; empty of one from before that was kept
   * @param records how many of its rows are records here; in a public answer without those that are
   *     restricted
   * @param madeAt when it was imported
   * @param changedAt when it last gained a record, or was corrected
   */
  public record Batch(
      UUID id,
      String name,
      LocalDate day,
      String source,
      String office,
      int records,
      Instant madeAt,
      Instant changedAt) {

    /** What it is called, in one line: what a form was filled in from. */
    public String heading() {
      return name + " · " + day + " · " + source;
    }
  }

  /** The newest batches. */
  @Transactional(readOnly = true)
  public List<Batch> newest() {
    return jdbc.sql(PUBLIC + "order by b.day desc, b.made_at desc, b.id limit " + PAGE)
        .query(Batch.class)
        .list();
  }

  /** The batches that were imported last, the latest first. */
  @Transactional(readOnly = true)
  public List<Batch> latest(int most) {
    return jdbc.sql(PUBLIC + "order by b.made_at desc, b.id desc limit :most")
        .param("most", most)
        .query(Batch.class)
        .list();
  }

  /** A batch. */
  @Transactional(readOnly = true)
  public Optional<Batch> find(UUID id) {
    return jdbc.sql(PUBLIC + "and b.id = :id").param("id", id).query(Batch.class).optional();
  }

  /** The batches that name a record, the newest first. */
  @Transactional(readOnly = true)
  public List<Batch> of(String number) {
    return jdbc.sql(
            PUBLIC
                + "and b.id in (select batch_id from official_batch_record where number = :number)"
                + " order by b.day desc, b.made_at desc, b.id limit "
                + PAGE)
        .param("number", number)
        .query(Batch.class)
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

  /** The latest batches that people of a unit imported, those without a record included. */
  List<Batch> ofUnit(UUID unit, boolean national) {
    return jdbc.sql(OWN + " order by b.made_at desc, b.id desc limit " + PAGE)
        .param("unit", unit)
        .param("national", national)
        .query(Batch.class)
        .list();
  }

  /** One of those. */
  Optional<Batch> find(UUID id, UUID unit, boolean national) {
    return jdbc.sql(OWN + " and b.id = :id")
        .param("id", id)
        .param("unit", unit)
        .param("national", national)
        .query(Batch.class)
        .optional();
  }

  /** Has nobody else change a batch until the transaction ends. */
  void lock(UUID id) {
    jdbc.sql("select id from official_batch where id = :id for update")
        .param("id", id)
        .query(UUID.class)
        .optional();
  }

  /** Whether there is a batch, which then stays until the transaction ends. */
  boolean holds(UUID id) {
    return jdbc.sql("select id from official_batch where id = :id for key share")
        .param("id", id)
        .query(UUID.class)
        .optional()
        .isPresent();
  }

  /** The batch of that heading, which is made where there is none. */
  @Transactional
  UUID make(Heading heading, UUID person) {
    UUID made = UuidV7.next(clock);
    int inserted =
        jdbc.sql(
                """
            insert into official_batch (id, name, day, source, made_at, changed_at, made_by,
                office_id)
              select :id, :name, :day, :source, :now, :now, u.id, u.organization_id
                from user_account u where u.id = :person
              on conflict do nothing
            """)
            .param("id", made)
            .param("name", heading.batch())
            .param("day", heading.day())
            .param("source", heading.source())
            .param("now", clock.instant())
            .param("person", person)
            .update();
    if (inserted > 0) {
      changed(made);
    }
    return jdbc.sql(
            """
            select b.id from official_batch b join user_account u on u.organization_id = b.office_id
              where u.id = :person and b.name = :name and b.day = :day and b.source = :source
            """)
        .param("person", person)
        .param("name", heading.batch())
        .param("day", heading.day())
        .param("source", heading.source())
        .query(UUID.class)
        .single();
  }

  private void changed(UUID batch) {
    standings.record(StandingKind.BATCH, batch.toString());
  }

  /** A file was imported as a batch. */
  void file(UUID batch, String sha256) {
    int inserted =
        jdbc.sql(
                """
            insert into official_batch_file (batch_id, sha256, at) values (:batch, :sha256, :now)
              on conflict do nothing
            """)
            .param("batch", batch)
            .param("sha256", sha256)
            .param("now", clock.instant())
            .update();
    if (inserted > 0) {
      changed(batch);
    }
  }

  /** SHA-256 digests of the files that were imported as a batch, the first one first. */
  @Transactional(readOnly = true)
  public List<String> files(UUID batch) {
    return jdbc.sql(
            "select sha256 from official_batch_file where batch_id = :batch order by at, sha256")
        .param("batch", batch)
        .query(String.class)
        .list();
  }

  /** Public batches of other offices that are called the same. */
  List<Batch> namesakes(UUID id) {
    return jdbc.sql(
            PUBLIC
                + """
                  and exists (select 1 from official_batch s where s.id = :id and s.name = b.name
                    and s.day = b.day and s.source = b.source
                    and s.office_id is distinct from b.office_id)
                  order by b.made_at, b.id
                  """)
        .param("id", id)
        .query(Batch.class)
        .list();
  }

  /** A batch is called otherwise. */
  void rename(UUID id, Heading heading) {
    jdbc.sql(
            """
            update official_batch set name = :name, day = :day, source = :source, changed_at = :now
              where id = :id
            """)
        .param("id", id)
        .param("name", heading.batch())
        .param("day", heading.day())
        .param("source", heading.source())
        .param("now", clock.instant())
        .update();
    changed(id);
  }

  /** A batch without a record goes; whether it had none. */
  boolean removeEmpty(UUID id) {
    boolean removed =
        jdbc.sql("delete from official_batch where id = :id and records = 0")
                .param("id", id)
                .update()
            > 0;
    if (removed) {
      changed(id);
    }
    return removed;
  }

  /** A restricted record is counted as one in its batches, an opened one no longer. */
  @EventListener
  void count(RecordEvent.Restricted record) {
    jdbc.sql(
            """
            update official_batch
              set restricted = restricted + case when :restricted then 1 else -1 end,
                changed_at = :now
              where id in (select batch_id from official_batch_record where number = :number)
            """)
        .param("restricted", record.restricted())
        .param("number", record.number())
        .param("now", clock.instant())
        .update();
  }

  /** A record is one of a batch. */
  @Transactional
  void add(UUID batch, String number, String official) {
    int added =
        jdbc.sql(
                """
                insert into official_batch_record (batch_id, number, official)
                  values (:batch, :number, :official) on conflict do nothing
                """)
            .param("batch", batch)
            .param("number", number)
            .param("official", official)
            .update();
    jdbc.sql(
            """
            update official_batch_record set official = :official
              where batch_id = :batch and number = :number and official <> :official
            """)
        .param("batch", batch)
        .param("number", number)
        .param("official", official)
        .update();
    if (added > 0) {
      boolean restricted = // the lock keeps it so until this is committed
          jdbc.sql("select restricted from filing_record where number = :number for share")
              .param("number", number)
              .query(Boolean.class)
              .single();
      jdbc.sql(
              """
              update official_batch set records = records + 1, changed_at = :now,
                  restricted = restricted + case when :restricted then 1 else 0 end
                where id = :batch
              """)
          .param("restricted", restricted)
          .param("now", clock.instant())
          .param("batch", batch)
          .update();
    }
  }
}
