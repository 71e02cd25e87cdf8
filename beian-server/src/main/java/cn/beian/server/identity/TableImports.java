package cn.beian.server.identity;

import cn.beian.server.personal.PersonalColumn;
import cn.beian.server.personal.PersonalData;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.TableRow;
import cn.beian.server.platform.UuidV7;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tables that people import: of each person a few of a kind between preview and act, and the latest
 * that were acted on with what became of their rows. Kept for a day, acted on once.
 */
@Service
public class TableImports {
  private static final Duration KEPT = Duration.ofDays(1);

  /** Most tables of a kind before the act: another one may be looked at beside the first. */
  private static final int PREVIEWS = 3;

  /** Most tables of a kind whose results a person finds again. */
  private static final int RESULTS = 10;

  private final JdbcClient jdbc;
  private final Identity identity;
  private final Clock clock;
  private final PersonalData data;

  TableImports(JdbcClient jdbc, Identity identity, Clock clock, PersonalData data) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.clock = clock;
    this.data = data;
  }

  /** What a table is of. */
  public enum Kind {
    UNITS,
    PEOPLE,
    /** A published list of the official system. */
    OFFICIAL_NUMBERS,
    INVENTORY,
    STORE_LIST
  }

  /**
   * A table.
   *
   * @param table without rows once it was acted on
   * @param results what became of its rows, as whoever acted wrote it
   * @param left how many rows a job has yet to write
   * @param heading what else is known of the table, as whoever sent it wrote it
   */
  public record Kept(MappedTable table, boolean done, String results, int left, String heading) {
    /** The rows, with our columns in our order. */
    public List<TableRow> rows() {
      return table.rows();
    }
  }

  /** Keeps a table of the person of this request; of his previews of the kind the latest stay. */
  @Transactional
  public UUID keep(Kind kind, MappedTable table, String heading) {
    UUID id = UuidV7.next(clock);
    UUID me = identity.current().id();
    jdbc.sql(
            """
            delete from table_import where person_id = :person and kind = :kind and left_rows = 0
              and id not in (select id from table_import
                where person_id = :person and kind = :kind and done_at is not null
                order by done_at desc limit :most)
              and id not in (select id from table_import
                where person_id = :person and kind = :kind and done_at is null
                order by made_at desc limit :previews)
            """)
        .param("previews", PREVIEWS - 1)
        .param("person", me)
        .param("kind", kind)
        .param("most", RESULTS)
        .update();
    jdbc.sql(
            """
            insert into table_import (id, kind, person_id, content, header_row, header_rows, places,
                heading, made_at)
              values (:id, :kind, :person, :content, :header, :headerRows, :places, :heading, :now)
            """)
        .param("id", id)
        .param("kind", kind)
        .param("person", me)
        .param("content", content(kind, id, table))
        .param("header", table.header())
        .param("headerRows", table.headerRows())
        .param("places", table.places().toArray(Integer[]::new))
        .param("heading", heading)
        .param("now", clock.instant())
        .update();
    return id;
  }

  /** A table of the person of this request; empty when it is another's or gone. */
  public Optional<Kept> find(Kind kind, UUID id) {
    return find(kind, id, "");
  }

  /** A table that was acted on. */
  public record Done(UUID id, @InColumn("done_at") Instant at) {}

  /** Tables of the person of this request that were acted on in the last day, the latest first. */
  public List<Done> done(Kind kind) {
    return jdbc.sql(
            """
            select id, done_at from table_import
            where person_id = :person and kind = :kind and done_at is not null
              and made_at >= :since
            order by done_at desc, id limit :most
            """)
        .param("person", identity.current().id())
        .param("kind", kind)
        .param("since", clock.instant().minus(KEPT))
        .param("most", RESULTS)
        .query(Done.class)
        .list();
  }

  private Optional<Kept> find(Kind kind, UUID id, String lock) {
    return jdbc.sql(
            "select content, header_row, header_rows, places, heading, results, done_at, left_rows"
                + " from table_import where id = :id"
                + " and kind = :kind and person_id = :person"
                + " and (made_at >= :since or left_rows > 0)"
                + lock)
        .param("since", clock.instant().minus(KEPT))
        .param("id", id)
        .param("kind", kind)
        .param("person", identity.current().id())
        .query((row, n) -> kept(row, kind, id))
        .optional();
  }

  private Kept kept(ResultSet row, Kind kind, UUID id) throws SQLException {
    boolean done = row.getObject("done_at") != null;
    return new Kept(
        done
            ? MappedTable.plain(List.of())
            : new MappedTable(
                read(opened(kind, id, row.getString("content"))),
                row.getInt("header_row"),
                row.getInt("header_rows"),
                List.of((Integer[]) row.getArray("places").getArray())),
        done,
        row.getString("results"),
        row.getInt("left_rows"),
        row.getString("heading"));
  }

  /**
   * Changes which column is which, or cells, of a table that was not acted on.
   *
   * @throws RejectedInput when it was acted on, or is gone
   */
  @Transactional
  public void change(Kind kind, UUID id, UnaryOperator<MappedTable> change) {
    MappedTable now = change.apply(open(kind, id).table());
    jdbc.sql(
            """
            update table_import set content = :content, header_row = :header,
                header_rows = :headerRows, places = :places
              where id = :id
            """)
        .param("content", content(kind, id, now))
        .param("header", now.header())
        .param("headerRows", now.headerRows())
        .param("places", now.places().toArray(Integer[]::new))
        .param("id", id)
        .update();
  }

  private Kept open(Kind kind, UUID id) {
    return find(kind, id, " for update")
        .filter(one -> !one.done())
        .orElseThrow(() -> new RejectedInput(List.of(Problem.of("file", "table.gone"))));
  }

  /**
   * The table, to be acted on in the caller's transaction, which nobody else does then.
   *
   * @throws RejectedInput when it was acted on, or is gone
   */
  @Transactional
  public Kept take(Kind kind, UUID id) {
    Kept kept = open(kind, id);
    jdbc.sql("update table_import set content = '', done_at = :now where id = :id")
        .param("now", clock.instant())
        .param("id", id)
        .update();
    return kept;
  }

  /** Keeps what became of the rows. */
  @Transactional
  public void finish(UUID id, String results) {
    keep(id, results, 0);
  }

  /**
   * Keeps what becomes of the rows, for a job to go on with.
   *
   * @param left how many it has yet to write
   */
  @Transactional
  public void keep(UUID id, String results, int left) {
    jdbc.sql("update table_import set results = :results, left_rows = :left where id = :id")
        .param("results", results)
        .param("left", left)
        .param("id", id)
        .update();
  }

  /** A part of a table was written. */
  @Transactional
  public void advance(UUID id, int left) {
    jdbc.sql("update table_import set left_rows = :left where id = :id")
        .param("left", left)
        .param("id", id)
        .update();
  }

  /**
   * A table that a job writes.
   *
   * @param results what becomes of the rows, as whoever acted wrote it
   * @param person who acted
   */
  public record Running(
      String results, @InColumn("left_rows") int left, @InColumn("person_id") UUID person) {}

  /** A table that is not written yet, which nobody else goes on with in this transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<Running> running(UUID id) {
    return jdbc.sql(
            """
            select results, left_rows, person_id from table_import where id = :id and left_rows > 0
              for update
            """)
        .param("id", id)
        .query(Running.class)
        .optional();
  }

  /** The job: removes those whose day is over. */
  @Transactional
  void removeOld() {
    jdbc.sql("delete from table_import where made_at < :before and left_rows = 0")
        .param("before", clock.instant().minus(KEPT))
        .update();
  }

  /** Tables of people contain telephone numbers and addresses: they are sealed. */
  private String content(Kind kind, UUID id, MappedTable table) {
    String content = write(table.sent());
    return kind == Kind.PEOPLE ? data.seal(PersonalColumn.IMPORTED_PEOPLE, id, content) : content;
  }

  private String opened(Kind kind, UUID id, String content) {
    return kind == Kind.PEOPLE
        ? data.open(PersonalColumn.IMPORTED_PEOPLE, id, content).orElse("")
        : content;
  }

  private static String write(List<TableRow> rows) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    for (TableRow row : rows) {
      List<String> fields = new ArrayList<>(List.of(String.valueOf(row.number()), row.problem()));
      fields.addAll(row.cells());
      csv.writeRecord(fields);
    }
    return text.toString();
  }

  private static List<TableRow> read(String content) {
    List<TableRow> rows = new ArrayList<>();
    for (CsvRecord one :
        CsvReader.builder().allowMissingFields(true).allowExtraFields(true).ofCsvRecord(content)) {
      List<String> fields = one.getFields();
      rows.add(
          new TableRow(
              Integer.parseInt(fields.get(0)), fields.subList(2, fields.size()), fields.get(1)));
    }
    return rows;
  }
}
