package cn.beian.server.notifications;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.policies.ShownNumberPolicy;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.notifications.Notification.Kind;
import cn.beian.server.notifications.RecipientStore.Day;
import cn.beian.server.notifications.RecipientStore.Late;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Notifies people of days: that a turn has begun because a limit has passed, and that a last day
 * comes near. Each once, some hundred cases a transaction.
 */
@Component
class CaseDays {
  private static final int AT_ONCE = 500;

  /** A server that stood still for longer does not notify people of all that it missed. */
  private static final int MISSED_DAYS = 30;

  /** Whose turn began since has just read of the last day. */
  private static final Duration JUST = Duration.ofHours(20);

  private final RecipientStore recipients;
  private final NotificationWordings wordings;
  private final WorkCalendars calendars;
  private final Policies policies;
  private final NotificationSettings settings;
  private final TransactionTemplate transactions;
  private final Clock clock;

  CaseDays(
      RecipientStore recipients,
      NotificationWordings wordings,
      WorkCalendars calendars,
      Policies policies,
      NotificationSettings settings,
      TransactionTemplate transactions,
      Clock clock) {
    this.recipients = recipients;
    this.wordings = wordings;
    this.calendars = calendars;
    this.policies = policies;
    this.settings = settings;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The job, which does nothing on days that are not worked. */
  void notifyOfDays() {
    Instant now = clock.instant();
    LocalDate today = OfficialTime.dayOf(now);
    if (!calendars.current().worked(today)) {
      return;
    }
    List<Day> begun = recipients.begun(today.minusDays(MISSED_DAYS), today, AT_ONCE);
    while (!begun.isEmpty()) {
      write(Kind.TURN, begun, now);
      begun = recipients.begun(today.minusDays(MISSED_DAYS), today, AT_ONCE);
    }
    if (settings.dueSoon() > 0) {
      dueSoon(today, now);
    }
    numbersLate(today, now);
  }

  private void dueSoon(LocalDate today, Instant now) {
    LocalDate last = afterWorkingDays(today, settings.dueSoon());
    Day after = new Day("", new UUID(0, 0), today);
    List<Day> due = recipients.dueSoon(after, last, now.minus(JUST), AT_ONCE);
    while (!due.isEmpty()) {
      write(Kind.DUE_SOON, due, now);
      due = recipients.dueSoon(due.get(due.size() - 1), last, now.minus(JUST), AT_ONCE);
    }
  }

  private void numbersLate(LocalDate today, Instant now) {
    LocalDate since = ShownNumberPolicy.lateSince(today, policies.current(), calendars.current());
    List<Late> late = recipients.numbersLate(since, AT_ONCE);
    while (!late.isEmpty()) {
      List<Late> these = late;
      transactions.executeWithoutResult(
          status -> {
            List<String> numbers = these.stream().map(Late::number).toList();
            recipients.ofNumber(Kind.NUMBER_LATE, numbers, new UUID(0, 0), now);
            wordings.word(now);
            recipients.mark(Kind.NUMBER_LATE, these.stream().map(Late::day).toList());
          });
      late = recipients.numbersLate(since, AT_ONCE);
    }
  }

  private void write(Kind kind, List<Day> days, Instant now) {
    transactions.executeWithoutResult(
        status -> {
          recipients.byDay(kind, days.stream().map(Day::caseId).toList(), now);
          wordings.word(now);
          recipients.mark(kind, days);
        });
  }

  /** Removes what has been kept long enough. */
  void removeOld() {
    Instant before = clock.instant().minus(settings.keep());
    boolean more = true;
    while (more) {
      more =
          Boolean.TRUE.equals(transactions.execute(status -> recipients.remove(before, AT_ONCE)));
    }
  }

  private LocalDate afterWorkingDays(LocalDate from, int days) {
    WorkCalendar calendar = calendars.current();
    LocalDate day = from;
    for (int left = days; left > 0; ) {
      day = day.plusDays(1);
      left -= calendar.worked(day) ? 1 : 0;
    }
    return day;
  }
}
