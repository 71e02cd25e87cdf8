package cn.beian.filing.deadlines;

import cn.beian.filing.Messages;
import cn.beian.filing.deadlines.Deadline.SkippedDay;
import cn.beian.filing.deadlines.Deadline.Why;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** A deadline in words: the date first, and the sum behind it, line by line. */
public final class DeadlineText {
  private DeadlineText() {}

  /** A date with its weekday: {@code Friday 27 February 2026}. */
  public static String date(LocalDate day, Messages messages) {
    return messages.text(
        "date.long",
        day.getYear(),
        messages.text("month." + day.getMonthValue()),
        day.getDayOfMonth(),
        messages.text("weekday." + day.getDayOfWeek().getValue()));
  }

  /** The one sentence: {@code by Friday 27 February 2026 (10 working days)}. */
  public static String by(Deadline deadline, Messages messages) {
    return messages.text(
        "deadline.by", date(deadline.dueDate(), messages), deadline.limit().workdays());
  }

  /**
   * How the date comes about: the beginning, runs of days that were not counted, make-up days that
   * were, extensions, the last day, and what the date is worth if its limit is not verified or a
   * year has no notice yet.
   */
  public static List<String> sum(Deadline deadline, Messages messages) {
    List<String> lines = new ArrayList<>();
    lines.add(
        messages.text(
            "deadline.sum", date(deadline.start(), messages), deadline.limit().workdays()));
    List<SkippedDay> skipped = deadline.skipped();
    int first = 0;
    for (int i = 0; i < skipped.size(); i++) {
      if (i + 1 == skipped.size() || !continues(skipped.get(i), skipped.get(i + 1))) {
        lines.add(
            messages.text(
                "deadline.skipped",
                range(skipped.get(first).day(), skipped.get(i).day(), messages),
                why(skipped.get(i), messages)));
        first = i + 1;
      }
    }
    for (LocalDate day : deadline.madeUp()) {
      lines.add(messages.text("deadline.madeUp", date(day, messages)));
    }
    for (Extension extension : deadline.extensions()) {
      lines.add(
          messages.text(
              "deadline.extended",
              date(extension.expected(), messages),
              messages.text(extension.ground()),
              extension.reason()));
    }
    lines.add(messages.text("deadline.due", date(deadline.dueDate(), messages)));
    if (!deadline.verified()) {
      lines.add(messages.text("deadline.unverified"));
    }
    if (deadline.provisional()) {
      lines.add(messages.text("deadline.provisional", deadline.dueDate().getYear()));
    }
    return List.copyOf(lines);
  }

  private static boolean continues(SkippedDay day, SkippedDay next) {
    return next.day().equals(day.day().plusDays(1))
        && next.why() == day.why()
        && next.holiday().equals(day.holiday());
  }

  private static String range(LocalDate first, LocalDate last, Messages messages) {
    return first.equals(last)
        ? date(first, messages)
        : messages.text("date.range", date(first, messages), date(last, messages));
  }

  private static String why(SkippedDay day, Messages messages) {
    return day.why() == Why.HOLIDAY
        ? day.holiday().map(messages::text).orElseGet(() -> messages.text(Why.HOLIDAY))
        : messages.text(day.why());
  }
}
