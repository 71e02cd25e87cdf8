package cn.beian.server.web.inventory;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.inventory.AppCoverage;
import cn.beian.server.inventory.UnitReminders;
import cn.beian.server.inventory.UnitReminders.Reminder;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** The letter to a unit whose apps are not filed, to be read and printed. */
@Controller
class ReminderPages {
  private final UnitReminders reminders;
  private final AppCoverage coverage;
  private final MessageSource messages;

  ReminderPages(UnitReminders reminders, AppCoverage coverage, MessageSource messages) {
    this.reminders = reminders;
    this.coverage = coverage;
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
    model.addAttribute("days", coverage.days());
    model.addAttribute("words", new FilingText(messages, locale));
    LocalDate today = OfficialTime.dayOf(reminder.at());
    int place = Integer.parseInt(today.format(DateTimeFormatter.BASIC_ISO_DATE));
    LetterHead.show(model, "inventory.letter", id, place, reminder.at());
    return LetterViews.of("inventory/letter", request.getRequestURI());
  }
}
