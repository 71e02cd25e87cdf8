package cn.beian.server.official;

import cn.beian.server.official.OfficialLists.Heading;
import cn.beian.server.records.OfficialNumberSource;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A list that a person acted on, as it is kept: its heading and batch in the first record, then its
 * rows.
 *
 * @param batch absent in one that was kept before batches could be corrected
 * @param sha256 digest of the file; empty of one that was kept before that was kept, too
 * @param source what its word counts; of one that was kept before that was known, the least
 */
record WrittenList(
    Heading heading,
    Optional<UUID> batch,
    OfficialNumberSource source,
    String sha256,
    List<ListedRow> rows) {
  WrittenList {
    rows = List.copyOf(rows);
  }

  String write() {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    csv.writeRecord(
        heading.batch(),
        heading.day().toString(),
        heading.source(),
        batch.map(UUID::toString).orElse(""),
        source.name(),
        sha256);
    rows.forEach(row -> row.write(csv));
    return text.toString();
  }

  static WrittenList read(String kept) {
    List<CsvRecord> all =
        CsvReader.builder()
            .allowMissingFields(true)
            .allowExtraFields(true)
            .ofCsvRecord(kept)
            .stream()
            .toList();
    CsvRecord first = all.get(0);
    return new WrittenList(
        new Heading(first.getField(0), LocalDate.parse(first.getField(1)), first.getField(2)),
        first.getFieldCount() < 4 || first.getField(3).isEmpty()
            ? Optional.empty()
            : Optional.of(UUID.fromString(first.getField(3))),
        first.getFieldCount() < 5
            ? OfficialNumberSource.LIST_OF_PROVINCE
            : OfficialNumberSource.valueOf(first.getField(4)),
        first.getFieldCount() < 6 ? "" : first.getField(5),
        all.subList(1, all.size()).stream().map(ListedRow::read).toList());
  }
}
