package cn.beian.server.web.revocations;

import cn.beian.server.holds.Hold;
import cn.beian.server.holds.Holds;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.cases.CasePages;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The hold list of one's region, for people and for programs of those who approve and pay. */
@CasePages
class HoldPages {
  private static final int PAGE = 50;
  private static final List<String> COLUMNS =
      List.of(
          "holds.number",
          "holds.app",
          "holds.sponsor",
          "holds.creditCode",
          "holds.division",
          "holds.since",
          "holds.ground");

  private final Holds holds;
  private final AuditTrail audit;
  private final MessageSource messages;

  HoldPages(Holds holds, AuditTrail audit, MessageSource messages) {
    this.holds = holds;
    this.audit = audit;
    this.messages = messages;
  }

  @GetMapping("/holds")
  String list(@RequestParam(defaultValue = "") String after, Model model) {
    List<Hold> found = holds.page(after, PAGE + 1);
    model.addAttribute("holds", found.subList(0, Math.min(PAGE, found.size())));
    model.addAttribute("more", found.size() > PAGE);
    model.addAttribute("later", !after.isEmpty());
    return "revocations/holds";
  }

  @GetMapping({"/holds.csv", "/holds.xlsx"})
  void file(Locale locale, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    audit.record("work.exported", "work:list", "holds");
    List<Hold> found = holds.page("", TableFile.MOST);
    TableFile.answer(
        response, request.getRequestURI(), "beian-holds", rows -> write(found, locale, rows));
  }

  private void write(List<Hold> found, Locale locale, TableFile.Rows rows) throws IOException {
    rows.add(COLUMNS.stream().map(column -> messages.getMessage(column, null, locale)).toList());
    String ground = messages.getMessage("revocations.letter.REVOKE", null, locale);
    for (Hold one : found) {
      rows.add(
          List.of(
              one.number(),
              one.appName(),
              one.sponsor(),
              one.creditCode(),
              one.division(),
              one.since().toString(),
              ground + one.revocation().map(id -> " /revocations/" + id).orElse("")));
    }
  }
}
