package cn.beian.server.opendata;

import cn.beian.server.platform.SpreadsheetText;
import cn.beian.server.records.OpenRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Records as RFC 4180 in UTF-8 with a byte order mark, which spreadsheets need. What one would take
 * for a formula begins with an apostrophe; records.ndjson has it as it is.
 */
final class CsvTable implements RecordTable {
  private final CsvWriter csv;

  CsvTable(OutputStream out) throws IOException {
    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
    writer.write('\uFEFF');
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(writer);
    csv.writeRecord(RecordFields.names());
  }

  @Override
  public void add(OpenRecord record) {
    List<String> cells = RecordFields.cells(record);
    csv.writeRecord(cells.stream().map(SpreadsheetText::of).toList());
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
