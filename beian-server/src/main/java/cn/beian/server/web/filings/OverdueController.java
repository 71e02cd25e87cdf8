package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.overdue.OverdueFiling;
import cn.beian.server.filings.overdue.OverdueFilings;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Identity;
import cn.beian.server.web.TableFile;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Existing apps of one's region that should have a number by now. */
@Controller
class OverdueController {
  private static final List<String> COLUMNS =
      List.of("filings.sponsor", "filings.app", "filings.overdue.since", "filings.overdue.stands");

  private final Cases cases;
  private final OverdueFilings overdue;
  private final Identity identity;
  private final AuditTrail audit;
  private final MessageSource messages;

  OverdueController(
      Cases cases,
      OverdueFilings overdue,
      Identity identity,
      AuditTrail audit,
      MessageSource messages) {
    this.cases = cases;
    this.overdue = overdue;
    this.identity = identity;
    this.audit = audit;
    this.messages = messages;
  }

  @GetMapping("/overdue")
  String list(@RequestParam Optional<UUID> after, Model model) {
    model.addAttribute("overdue", overdue.page(after));
    model.addAttribute("later", after.isPresent());
    model.addAttribute("deadline", cases.deadline());
    model.addAttribute("opensCases", AccessRules.opens(identity.current(), "/cases"));
    return "filings/overdue";
  }

  @GetMapping({"/overdue.csv", "/overdue.xlsx"})
  void file(Locale locale, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    TableFile.answer(
        response, request.getRequestURI(), "beian-overdue", rows -> write(locale, rows));
  }

  private void write(Locale locale, TableFile.Rows rows) throws IOException {
    audit.record("work.exported", "work:list", "overdue");
    FilingText words = new FilingText(messages, locale);
    rows.add(COLUMNS.stream().map(column -> messages.getMessage(column, null, locale)).toList());
    OverdueFilings.Page page = overdue.page(Optional.empty());
    for (int written = 0; written < TableFile.MOST; written += page.rows().size()) {
      for (OverdueFiling one : page.rows()) {
        rows.add(
            List.of(
                one.sponsor(),
                words.title(one.application()),
                one.onlineSince().map(LocalDate::toString).orElse(""),
                words.name(one.application().state())));
      }
      if (!page.more()) {
        return;
      }
      page = overdue.page(Optional.of(page.last().application().id()));
    }
    rows.add(List.of(messages.getMessage("work.more", new Object[] {TableFile.MOST}, locale)));
  }
}
