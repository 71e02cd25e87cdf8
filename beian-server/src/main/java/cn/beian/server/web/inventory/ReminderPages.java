package cn.beian.server.web.inventory;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.IssuedLetter;
import cn.beian.server.cases.IssuedLetters;
import cn.beian.server.identity.Identity;
import cn.beian.server.inventory.SentReminders;
import cn.beian.server.inventory.UnitReminders;
import cn.beian.server.inventory.UnitReminders.Reminder;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.letters.LetterPages;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Letters to a unit whose apps are not filed: what one would say now, and those issued. */
@Controller
class ReminderPages {
  private final UnitReminders reminders;
  private final ReminderWriter writer;
  private final IssuedLetters issued;
  private final LetterPages letters;
  private final SentReminders sent;
  private final Identity identity;
  private final MessageSource messages;

  ReminderPages(
      UnitReminders reminders,
      ReminderWriter writer,
      IssuedLetters issued,
      LetterPages letters,
      SentReminders sent,
      Identity identity,
      MessageSource messages) {
    this.reminders = reminders;
    this.writer = writer;
    this.issued = issued;
    this.letters = letters;
    this.sent = sent;
    this.identity = identity;
    this.messages = messages;
  }

  /** As it would be issued now, and those that were. */
  @GetMapping("/inventory/units/{id}/letter")
  String preview(@PathVariable UUID id, Locale locale, Model model) {
    Reminder reminder = reminders.of(id);
    String language = locale.getLanguage().equals("en") ? "en" : "zh";
    List<IssuedLetter> letters = issued.about(UnitReminders.LETTERS, id, language);
    if (reminder.isEmpty() && letters.isEmpty()) {
      return "redirect:/inventory/apps?noLetter=true&unit=" + id;
    }
    model.addAttribute("reminder", reminder);
    model.addAttribute("issued", letters);
    Form.show(model, Map.of("day", OfficialTime.dayOf(reminder.at()).toString()));
    model.addAttribute("sent", sent.of(id));
    model.addAttribute("office", identity.current().organizationId());
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

  /** Notes that the letter was sent. */
  @PostMapping("/inventory/units/{id}/letter/sent")
  String sent(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String day,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      sent.note(id, day);
      return "redirect:/inventory/units/" + id + "/letter";
    } catch (RejectedInput rejected) {
      String view = preview(id, locale, model);
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
