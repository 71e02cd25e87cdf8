package cn.beian.server.web.inventory;

import cn.beian.server.cases.IssuedLetter;
import cn.beian.server.cases.IssuedLetters;
import cn.beian.server.inventory.UnitReminders;
import cn.beian.server.inventory.UnitReminders.Reminder;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.letters.LetterPages;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** Letters to a unit whose apps are not filed: what one would say now, and those issued. */
@Controller
class ReminderPages {
  private final UnitReminders reminders;
  private final ReminderWriter writer;
  private final IssuedLetters issued;
  private final LetterPages letters;
  private final MessageSource messages;

  ReminderPages(
      UnitReminders reminders,
      ReminderWriter writer,
      IssuedLetters issued,
      LetterPages letters,
      MessageSource messages) {
    this.reminders = reminders;
    this.writer = writer;
    this.issued = issued;
    this.letters = letters;
    this.messages = messages;
  }

  /** As it would be issued now, and those that were. */
  @GetMapping("/inventory/units/{id}/letter")
  String preview(@PathVariable UUID id, Locale locale, Model model) {
    Reminder reminder = reminders.of(id);
    String language = locale.getLanguage().equals("en") ? "en" : "zh";
    List<IssuedLetter> sent = issued.about(UnitReminders.LETTERS, id, language);
    if (reminder.isEmpty() && sent.isEmpty()) {
      return "redirect:/inventory/apps?noLetter=true&unit=" + id;
    }
    model.addAttribute("reminder", reminder);
    model.addAttribute("sent", sent);
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("preview", reminder.isEmpty() ? "" : writer.preview(reminder, locale));
    return "inventory/letter";
  }

  @PostMapping("/inventory/units/{id}/letter")
  String issue(@PathVariable UUID id) {
    try {
      String number = reminders.issue(id);
      String place = number.substring(number.lastIndexOf('-') + 1);
      return "redirect:/inventory/units/" + id + "/letters/" + place;
    } catch (RejectedInput nothingToWrite) {
      return "redirect:/inventory/units/" + id + "/letter";
    }
  }

  @GetMapping("/inventory/units/{id}/letters/{place}")
  String letter(@PathVariable UUID id, @PathVariable int place, Locale locale, Model model) {
    reminders.of(id);
    String back = "/inventory/units/" + id + "/letter";
    return letters.page(UnitReminders.LETTERS, id, place, back, locale, model);
  }

  @GetMapping("/inventory/units/{id}/letters/{place}" + LetterPages.PDF)
  ResponseEntity<Resource> pdf(@PathVariable UUID id, @PathVariable int place, Locale locale) {
    reminders.of(id);
    return letters.pdf(UnitReminders.LETTERS, id, place, locale);
  }
}
