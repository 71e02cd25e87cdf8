package cn.beian.server.opendata;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.TlogProof;
import cn.beian.server.database.OneMoment;
import cn.beian.server.intake.FreeSpace;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.OpenRecord;
import cn.beian.server.records.PublicEvent;
import cn.beian.server.records.PublicEvents;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a snapshot of the register: events, records in three forms, digests and the proof, all of
 * one moment and of the head that is signed then. Nothing is held but what is being written.
 */
@Service
class SnapshotJob {
  static final String EVENTS = "events.ndjson";
  static final String RECORDS = "records.ndjson";
  static final String CSV = "records.csv";
  static final String XLSX = "records.xlsx";
  static final String FIELDS = "fields.json";
  static final String PROOF = "register.tlog-proof";
  static final String SUMS = "SHA256SUMS";

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotJob.class);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT).withZone(OfficialTime.ZONE);

  /**
   * What an entry takes in all files together, about; the first time, there is nothing to measure.
   */
  private static final int BYTES_PER_ENTRY = 3_000;

  private static final int LOOK_AT_DISK = 10_000;

  private final PublicLedger ledger;
  private final PublicEvents events;
  private final Snapshots snapshots;
  private final OpenDataSettings settings;
  private final FreeSpace disk;
  private final DataSource dataSource;
  private final JsonMapper json;
  private final Clock clock;

  SnapshotJob(
      PublicLedger ledger,
      PublicEvents events,
      Snapshots snapshots,
      OpenDataSettings settings,
      FreeSpace disk,
      DataSource dataSource,
      JsonMapper json,
      Clock clock) {
    this.ledger = ledger;
    this.events = events;
    this.snapshots = snapshots;
    this.settings = settings;
    this.disk = disk;
    this.dataSource = dataSource;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Makes one, unless nothing changed since the last or the disk has no room, and removes those
   * that are too old.
   */
  void make() throws IOException {
    snapshots.removeUnfinished();
    Optional<Snapshot> last = snapshots.newest();
    try {
      Optional<Snapshot> made = OneMoment.of(dataSource).read(() -> madeNow(last));
      made.ifPresent(this::removeOld);
    } catch (UncheckedIOException e) {
      snapshots.removeUnfinished();
      throw e.getCause();
    }
  }

  private Optional<Snapshot> madeNow(Optional<Snapshot> last) {
    try {
      Optional<Checkpoint> head = ledger.checkpoint().filter(found -> found.size() > 0);
      if (head.isEmpty()) {
        return Optional.empty();
      }
      long size = head.get().size();
      String restricted = events.restrictedDigest();
      if (last.filter(same -> same.size() == size && same.restricted().equals(restricted))
          .isPresent()) {
        LOG.info("no snapshot: nothing changed since {}", last.get().id());
        return Optional.empty();
      }
      long expected =
          last.map(before -> before.bytes() * size / before.size() * 5 / 4)
              .orElse(size * BYTES_PER_ENTRY);
      if (!disk.admits(expected)) {
        LOG.error("no snapshot: the disk has no room for about {} bytes", expected);
        return Optional.empty();
      }
      return Optional.of(write(head.get(), restricted));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Snapshot write(Checkpoint head, String restricted) throws IOException {
    long start = System.nanoTime();
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    String id = DAY.format(now) + "-" + head.size();
    Path folder = snapshots.begin(id);
    List<Snapshot.File> files = new ArrayList<>();
    TlogProof proof = writeEvents(folder, head.size(), files);
    long records = writeRecords(folder, head.size(), files);
    files.add(small(folder, FIELDS, json.writeValueAsString(RecordFields.dictionary()) + "\n"));
    files.add(small(folder, PROOF, proof.format()));
    StringBuilder sums = new StringBuilder();
    files.forEach(file -> sums.append(file.sha256()).append("  ").append(file.name()).append('\n'));
    files.add(small(folder, SUMS, sums.toString()));
    Snapshot made =
        new Snapshot(id, head.size(), head.head().root().base64(), now, records, restricted, files);
    snapshots.finish(folder, made);
    LOG.info(
        "snapshot {}: {} records, {} events, {} bytes in {} s",
        id,
        records,
        head.size(),
        made.bytes(),
        Duration.ofNanos(System.nanoTime() - start).toSeconds());
    return made;
  }

  /**
   * Writes the events.
   *
   * @return the proof of the last of them, which is that of the head: the lines come to its root
   */
  private TlogProof writeEvents(Path folder, long size, List<Snapshot.File> files)
      throws IOException {
    MadeFile made = new MadeFile(folder, EVENTS);
    PublicEvent[] last = new PublicEvent[1];
    try (made) {
      events.scan(
          size,
          event -> {
            writeLine(made, event.line());
            requireRoom(event.index());
            last[0] = event;
          });
    }
    files.add(made.file());
    TlogProof proof = ledger.prove(size - 1).orElseThrow();
    return last[0].line().startsWith("{\"entry\":")
        ? proof.withExtra(ledger.entry(size - 1).orElseThrow())
        : proof;
  }

  private long writeRecords(Path folder, long size, List<Snapshot.File> files) throws IOException {
    MadeFile lines = new MadeFile(folder, RECORDS);
    MadeFile csv = new MadeFile(folder, CSV);
    MadeFile xlsx = new MadeFile(folder, XLSX);
    long[] count = new long[1];
    try (lines;
        csv;
        xlsx;
        RecordTable comma = new CsvTable(csv);
        RecordTable workbook = new XlsxTable(xlsx)) {
      events.scanRecords(
          size,
          record -> {
            writeLine(lines, record.line());
            add(comma, record);
            add(workbook, record);
            requireRoom(count[0]++);
          });
    }
    files.add(lines.file());
    files.add(csv.file());
    files.add(xlsx.file());
    return count[0];
  }

  private static void writeLine(MadeFile file, String line) {
    try {
      file.write((line + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(RecordTable table, OpenRecord record) {
    try {
      table.add(record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireRoom(long written) {
    if (written % LOOK_AT_DISK == 0 && disk.low()) {
      throw new UncheckedIOException(
          new IOException("the disk of the data folder is nearly full; nothing more is written"));
    }
  }

  private static Snapshot.File small(Path folder, String name, String text) throws IOException {
    MadeFile file = new MadeFile(folder, name);
    try (file) {
      file.write(text.getBytes(UTF_8));
    }
    return file.file();
  }

  /** Those beyond what is kept, and those from before a restriction, which still tell of it. */
  private void removeOld(Snapshot made) {
    List<Snapshot> all = snapshots.all();
    for (int i = 0; i < all.size(); i++) {
      Snapshot one = all.get(i);
      boolean tells = !one.restricted().equals(made.restricted());
      if (!one.id().equals(made.id()) && (i >= settings.keep() || tells)) {
        try {
          snapshots.remove(one);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}
