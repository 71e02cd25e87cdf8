package cn.beian.server.web;

import cn.beian.server.platform.SpreadsheetText;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.http.HttpHeaders;

/** A list as a file for spreadsheets, CSV or XLSX, written as it is read. */
public final class TableFile {
  /** Most rows of a file; whoever has more filters by then. */
  public static final int MOST = 20_000;

  /** Media type of a CSV file. */
  public static final String CSV_TYPE = "text/csv;charset=UTF-8";

  /** Media type of an XLSX file. */
  public static final String XLSX_TYPE =
      "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

  private static final int AT_ONCE = 500;
  private static final String XLSX = ".xlsx";

  private TableFile() {}

  /** Takes a row. */
  public interface Rows {
    /** Adds a row under those before. */
    void add(List<String> cells) throws IOException;
  }

  /** What stands in a file, its titles first. */
  public interface Content {
    /** Adds all of it. */
    void write(Rows rows) throws IOException;
  }

  /**
   * Answers with a file.
   *
   * @param path that was asked for: it ends in the kind of file
   * @param name of the file, without its end
   */
  public static void answer(HttpServletResponse response, String path, String name, Content content)
      throws IOException {
    if (path.endsWith(XLSX)) {
      begin(response, XLSX_TYPE, name + XLSX);
      xlsx(response.getOutputStream(), content);
    } else {
      begin(response, CSV_TYPE, name + ".csv");
      csv(response.getOutputStream(), content);
    }
  }

  private static void begin(HttpServletResponse response, String type, String name) {
    response.setContentType(type);
    response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + '"');
  }

  /** Writes CSV in which no cell is taken for a formula, and ends the stream. */
  public static void csv(OutputStream to, Content content) throws IOException {
    try (Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8)) {
      out.write('\uFEFF'); // spreadsheets read it as UTF-8 then
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
      content.write(cells -> csv.writeRecord(cells.stream().map(SpreadsheetText::of).toList()));
      csv.flush();
    }
  }

  /** Writes XLSX in which each cell is text, and ends the stream. */
  public static void xlsx(OutputStream to, Content content) throws IOException {
    try (Workbook workbook = new Workbook(to, "beian", null)) {
      Worksheet sheet = workbook.newWorksheet("beian");
      sheet.freezePane(0, 1);
      int[] row = {0};
      content.write(
          cells -> {
            for (int column = 0; column < cells.size(); column++) {
              sheet.inlineString(row[0], column, SpreadsheetText.visible(cells.get(column)));
            }
            row[0]++;
            if (row[0] % AT_ONCE == 0) {
              sheet.flush();
            }
          });
      sheet.finish();
    }
  }
}
