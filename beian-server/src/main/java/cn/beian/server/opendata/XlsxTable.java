package cn.beian.server.opendata;

import cn.beian.server.records.OpenRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Records as a workbook, written row by row. A sheet of a spreadsheet ends at 1,048,576 rows, so
 * another one begins before. Every cell is text.
 */
final class XlsxTable implements RecordTable {
  /** Records of a sheet, below its first row. */
  static final int SHEET = 1_000_000;

  private static final int FLUSH = 1_000;

  /** A cell ends at 32,767 characters. */
  private static final int LONGEST = 32_000;

  private final Workbook workbook;
  private final int perSheet;
  private @Nullable Worksheet sheet;
  private int sheets;
  private int row;

  XlsxTable(OutputStream out) throws IOException {
    this(out, SHEET);
  }

  /** With another number of records to a sheet. */
  XlsxTable(OutputStream out, int perSheet) throws IOException {
    this.workbook = new Workbook(out, "beian", null);
    this.perSheet = perSheet;
    this.sheet = next();
  }

  @Override
  public void add(OpenRecord record) throws IOException {
    if (row > perSheet) {
      finish();
    }
    Worksheet current = sheet == null ? next() : sheet;
    sheet = current;
    write(current, RecordFields.cells(record));
    if (row % FLUSH == 0) {
      current.flush();
    }
  }

  private Worksheet next() throws IOException {
    sheets++;
    Worksheet made = workbook.newWorksheet(sheets == 1 ? "records" : "records " + sheets);
    made.freezePane(0, 1);
    row = 0;
    write(made, RecordFields.names());
    return made;
  }

  private void write(Worksheet to, List<String> cells) {
    for (int column = 0; column < cells.size(); column++) {
      String text = cells.get(column);
      if (!text.isEmpty()) {
        to.inlineString(row, column, text.substring(0, Math.min(LONGEST, text.length())));
      }
    }
    row++;
  }

  private void finish() throws IOException {
    if (sheet != null) {
      sheet.finish();
      sheet = null;
    }
  }

  @Override
  public void close() throws IOException {
    finish();
    workbook.finish();
    workbook.close();
  }
}
