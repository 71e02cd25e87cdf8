package cn.beian.server.web.inventory;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.Identity;
import cn.beian.server.inventory.AppCoverage;
import cn.beian.server.inventory.SentReminders;
import cn.beian.server.inventory.UnitReminders;
import cn.beian.server.inventory.UnitReminders.Reminder;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The letter to a unit whose apps are not filed, to be read and printed. */
@Controller
class ReminderPages {
  private final UnitReminders reminders;
  private final AppCoverage coverage;
  private final SentReminders sent;
  private final Identity identity;
  private final MessageSource messages;

  ReminderPages(
      UnitReminders reminders,
      AppCoverage coverage,
      SentReminders sent,
      Identity identity,
      MessageSource messages) {
    this.reminders = reminders;
    this.coverage = coverage;
    this.sent = sent;
    this.identity = identity;
    this.messages = messages;
  }

  /** Its number is of the unit and the day. */
  @GetMapping({"/inventory/units/{id}/letter", "/inventory/units/{id}/letter/pdf"})
  String letter(@PathVariable UUID id, Locale locale, Model model, HttpServletRequest request) {
    Reminder reminder = reminders.of(id);
    if (reminder.isEmpty()) {
      return "redirect:/inventory/apps?noLetter=true&unit=" + id;
    }
    model.addAttribute("reminder", reminder);
    if (!request.getRequestURI().endsWith("/pdf")) {
      Form.show(model, Map.of("day", OfficialTime.dayOf(reminder.at()).toString()));
      model.addAttribute("sent", sent.of(id));
      model.addAttribute("office", identity.current().organizationId());
    }
    model.addAttribute("days", coverage.days());
    model.addAttribute("words", new FilingText(messages, locale));
    LocalDate today = OfficialTime.dayOf(reminder.at());
    int place = Integer.parseInt(today.format(DateTimeFormatter.BASIC_ISO_DATE));
    LetterHead.show(model, "inventory.letter", id, place, reminder.at());
    return LetterViews.of("inventory/letter", request.getRequestURI());
  }

  /** Notes that the letter was sent. */
  @PostMapping("/inventory/units/{id}/letter/sent")
  String sent(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String day,
      Locale locale,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      sent.note(id, day);
      return "redirect:/inventory/units/" + id + "/letter";
    } catch (RejectedInput rejected) {
      String view = letter(id, locale, model, request);
      Form.reject(model, Map.of("day", day), rejected, response);
      return view;
    }
  }

  /** Takes back that it was sent. */
  @PostMapping("/inventory/letters/{id}/undo")
  String undo(@PathVariable UUID id) {
    return "redirect:/inventory/units/" + sent.undo(id) + "/letter";
  }
}
