package cn.beian.server.platform;

import cn.beian.server.platform.RejectedInput.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads a table that somebody sends: the first sheet of an XLSX workbook, or lines separated by
 * commas or tabulators, or tables of HTML, in UTF-8, UTF-16 with a byte order mark or, where
 * neither is it, GB 18030. Formulas are never computed, and rows, cells and inflated bytes are
 * bounded.
 */
public final class SentTable {
  /** Most columns that are read of a row. */
  static final int MOST_COLUMNS = 20;

  private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");

  private SentTable() {}

  /**
   * The rows that are not empty, in order.
   *
   * @param field of the form, which problems name
   * @param mostRows most of them, the first with the names of columns included
   * @throws RejectedInput when the file is no table or has more rows
   */
  public static List<TableRow> read(byte[] file, String field, int mostRows) {
    return read(file, field, mostRows - 1, 1);
  }

  /**
   * The same of a table whose names of columns may be preceded by titles.
   *
   * @param mostRows most of them below the names of columns
   * @param heads most rows before these
   */
  public static List<TableRow> read(byte[] file, String field, int mostRows, int heads) {
    int all = mostRows + heads;
    if (OtherFile.is(file)) {
      throw new RejectedInput(List.of(Problem.of(field, "table.none")));
    }
    boolean zip = file.length > 3 && file[0] == 'P' && file[1] == 'K' && file[2] == 3;
    try {
      return zip ? new XlsxSheet(all).read(file) : text(decode(file), all);
    } catch (TooManyRowsException e) {
      throw new RejectedInput(List.of(Problem.of(field, "table.tooLong", mostRows)));
    } catch (XlsxSheet.NoWorkbookException e) {
      throw new RejectedInput(List.of(Problem.of(field, "table.none")));
    } catch (IOException e) {
      throw new RejectedInput(List.of(Problem.of(field, "table.unreadable")));
    }
  }

  private static List<TableRow> text(String text, int mostRows) throws TooManyRowsException {
    if (!text.stripLeading().startsWith("<")) {
      return csv(text, mostRows);
    }
    List<TableRow> rows = new ArrayList<>();
    for (List<String> cells : HtmlTables.rows(text, mostRows)) {
      add(rows, rows.size() + 1, cells, mostRows);
    }
    return rows;
  }

  /**
   * The lines of a text in which blanks stand between the cells, as they come out of a PDF.
   *
   * @throws RejectedInput when there are more of them
   */
  public static List<TableRow> spaced(String text, String field, int mostRows) {
    List<TableRow> rows = new ArrayList<>();
    int line = 0;
    try {
      for (String one : text.lines().toList()) {
        line++;
        List<String> cells = List.of(BLANKS.split(one.strip(), MOST_COLUMNS));
        add(rows, line, cells, mostRows);
      }
    } catch (TooManyRowsException e) {
      throw new RejectedInput(List.of(Problem.of(field, "table.tooLong", mostRows - 1)));
    }
    return rows;
  }

  /** A table has more rows than are taken. */
  static final class TooManyRowsException extends IOException {
    private static final long serialVersionUID = 1;
  }

  private static String decode(byte[] file) {
    if (file.length > 1 && (file[0] ^ file[1]) == 1 && (file[0] == -1 || file[1] == -1)) {
      return new String(file, StandardCharsets.UTF_16); // marked; what Excel calls Unicode text
    }
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    } catch (CharacterCodingException e) {
      text = new String(file, Charset.forName("GB18030"));
    }
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /** CSV as in RFC 4180; a quote that is never closed runs to the end. */
  private static List<TableRow> csv(String text, int mostRows) throws TooManyRowsException {
    List<TableRow> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    char separator = separator(text);
    boolean quoted = false;
    int line = 1;
    int begun = 1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      line += c == '\n' ? 1 : 0;
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == separator) {
        end(row, cell);
      } else if (c == '\n') {
        end(row, cell);
        add(rows, begun, row, mostRows);
        row = new ArrayList<>();
        begun = line;
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    end(row, cell);
    add(rows, begun, row, mostRows);
    return rows;
  }

  /** A comma, or a tabulator where the first line has one and no comma. */
  private static char separator(String text) {
    String first = text.lines().findFirst().orElse("");
    return first.indexOf('\t') >= 0 && first.indexOf(',') < 0 ? '\t' : ',';
  }

  private static void end(List<String> row, StringBuilder cell) {
    if (row.size() < MOST_COLUMNS) {
      row.add(cell.toString());
    }
    cell.setLength(0);
  }

  private static void add(List<TableRow> rows, int number, List<String> cells, int mostRows)
      throws TooManyRowsException {
    // a spreadsheet would compute what begins so; our own files mark such text by an apostrophe
    boolean formula = cells.stream().anyMatch(one -> one.strip().startsWith("="));
    TableRow row = TableRow.of(number, cells.stream().map(SpreadsheetText::read).toList(), formula);
    if (row.isBlank()) {
      return;
    }
    if (rows.size() >= mostRows) {
      throw new TooManyRowsException();
    }
    rows.add(row);
  }
}
