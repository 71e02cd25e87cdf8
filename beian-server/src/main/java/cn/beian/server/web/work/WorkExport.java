package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.platform.SpreadsheetText;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A worklist as a file, through the same filter, written as it is read. */
@Controller
class WorkExport {
  /** Most rows of a file; an office filters by then. */
  static final int MOST = 20_000;

  private static final int AT_ONCE = 500;
  private static final List<String> COLUMNS =
      List.of("app", "sponsor", "number", "matter", "state", "mark", "turn", "due", "since");

  private final Worklist worklist;
  private final AuditTrail audit;
  private final MessageSource messages;

  WorkExport(Worklist worklist, AuditTrail audit, MessageSource messages) {
    this.worklist = worklist;
    this.audit = audit;
    this.messages = messages;
  }

  /** Takes a row. */
  private interface Rows {
    void add(List<String> cells) throws IOException;
  }

  @GetMapping("/work.csv")
  void csv(@RequestParam Map<String, String> input, Locale locale, HttpServletResponse response)
      throws IOException {
    begin(response, "text/csv;charset=UTF-8", "csv");
    try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
      out.write('\uFEFF'); // spreadsheets read it as UTF-8 then
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
      write(
          input,
          locale,
          cells -> csv.writeRecord(cells.stream().map(SpreadsheetText::of).toList()));
      csv.flush();
    }
  }

  @GetMapping("/work.xlsx")
  void xlsx(@RequestParam Map<String, String> input, Locale locale, HttpServletResponse response)
      throws IOException {
    begin(response, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx");
    try (Workbook workbook = new Workbook(response.getOutputStream(), "beian", null)) {
      Worksheet sheet = workbook.newWorksheet("beian");
      sheet.freezePane(0, 1);
      int[] row = {0};
      write(
          input,
          locale,
          cells -> {
            for (int column = 0; column < cells.size(); column++) {
              sheet.inlineString(row[0], column, cells.get(column));
            }
            row[0]++;
            if (row[0] % AT_ONCE == 0) {
              sheet.flush();
            }
          });
      sheet.finish();
    }
  }

  private static void begin(HttpServletResponse response, String type, String extension) {
    response.setContentType(type);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"beian-work." + extension + '"');
  }

  private void write(Map<String, String> input, Locale locale, Rows rows) throws IOException {
    WorkFilter filter = WorkAddress.filter(input);
    audit.record("work.exported", "work:list", filter.view().name() + ' ' + filter.text());
    rows.add(
        COLUMNS.stream()
            .map(column -> messages.getMessage("work.column." + column, null, locale))
            .toList());
    WorkWords words = new WorkWords(messages, locale, worklist);
    for (int from = 0; from < MOST; from += AT_ONCE) {
      List<WorkItem> some = worklist.some(filter, from, AT_ONCE);
      for (WorkItem one : some) {
        rows.add(cells(one, words));
      }
      if (some.size() < AT_ONCE) {
        return;
      }
    }
    rows.add(List.of(messages.getMessage("work.more", new Object[] {MOST}, locale)));
  }

  private static List<String> cells(WorkItem one, WorkWords words) {
    return List.of(
        words.title(one),
        one.sponsor(),
        one.number(),
        words.matter(one),
        words.state(one),
        words.mark(one),
        words.holders(one),
        one.dueOn().map(LocalDate::toString).orElse(""),
        OfficialTime.dayOf(one.since()).toString());
  }
}
