package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.web.NumbersToShow;
import cn.beian.server.web.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A worklist as a file, through the same filter. */
@Controller
class WorkExport {
  private static final int AT_ONCE = 500;
  private static final List<String> COLUMNS =
      List.of("app", "sponsor", "number", "matter", "state", "mark", "turn", "due", "since");

  private final Worklist worklist;
  private final NumbersToShow numbers;
  private final AuditTrail audit;
  private final MessageSource messages;

  WorkExport(Worklist worklist, NumbersToShow numbers, AuditTrail audit, MessageSource messages) {
    this.worklist = worklist;
    this.numbers = numbers;
    this.audit = audit;
    this.messages = messages;
  }

  @GetMapping({"/work.csv", "/work.xlsx"})
  void file(
      @RequestParam Map<String, String> input,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    WorkFilter filter = worklist.known(WorkAddress.filter(input));
    TableFile.answer(
        response, request.getRequestURI(), "beian-work", rows -> write(filter, locale, rows));
  }

  private void write(WorkFilter filter, Locale locale, TableFile.Rows rows) throws IOException {
    audit.record("work.exported", "work:list", filter.view().name() + ' ' + filter.text());
    rows.add(
        COLUMNS.stream()
            .map(column -> messages.getMessage("work.column." + column, null, locale))
            .toList());
    WorkWords words = new WorkWords(messages, locale, worklist);
    for (int from = 0; from < TableFile.MOST; from += AT_ONCE) {
      List<WorkItem> some = worklist.some(filter, from, AT_ONCE);
      Map<String, String> shown = numbers.all(some.stream().map(WorkItem::number).toList());
      for (WorkItem one : some) {
        rows.add(cells(one, shown.getOrDefault(one.number(), one.number()), words));
      }
      if (some.size() < AT_ONCE) {
        return;
      }
    }
    rows.add(List.of(messages.getMessage("work.more", new Object[] {TableFile.MOST}, locale)));
  }

  private static List<String> cells(WorkItem one, String number, WorkWords words) {
    return List.of(
        words.title(one),
        one.sponsor(),
        number,
        words.matter(one),
        words.state(one),
        words.mark(one),
        words.holders(one),
        one.dueOn().map(LocalDate::toString).orElse(""),
        OfficialTime.dayOf(one.since()).toString());
  }
}
