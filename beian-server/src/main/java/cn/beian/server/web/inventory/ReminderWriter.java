package cn.beian.server.web.inventory;

import cn.beian.server.cases.LetterNumber;
import cn.beian.server.cases.LetterText;
import cn.beian.server.cases.LetterWriter;
import cn.beian.server.inventory.AppCoverage;
import cn.beian.server.inventory.UnitReminders;
import cn.beian.server.inventory.UnitReminders.Reminder;
import cn.beian.server.web.filings.FilingText;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterPress;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Writes the letters to units whose apps are not filed; what they are about is the unit. */
@Component
class ReminderWriter implements LetterWriter {
  private final UnitReminders reminders;
  private final AppCoverage coverage;
  private final LetterPress press;
  private final MessageSource messages;

  ReminderWriter(
      UnitReminders reminders, AppCoverage coverage, LetterPress press, MessageSource messages) {
    this.reminders = reminders;
    this.coverage = coverage;
    this.press = press;
    this.messages = messages;
  }

  @Override
  public String procedure() {
    return UnitReminders.LETTERS;
  }

  @Override
  public LetterText write(
      UUID unit, int place, Locale language, Optional<LocalDate> reconstructedOn) {
    return text(reminders.of(unit), LetterNumber.of(unit, place), language);
  }

  /** The same before it is issued, without a number. */
  String preview(Reminder reminder, Locale language) {
    return text(reminder, "", language).html();
  }

  private LetterText text(Reminder reminder, String number, Locale language) {
    return press.write(
        "inventory/letter",
        new LetterHead("inventory.letter", number, reminder.at(), Optional.empty()),
        language,
        Map.of(
            "reminder",
            reminder,
            "days",
            coverage.days(),
            "words",
            new FilingText(messages, language)));
  }
}
