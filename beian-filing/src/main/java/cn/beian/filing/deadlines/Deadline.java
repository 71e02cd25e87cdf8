package cn.beian.filing.deadlines;

import cn.beian.filing.deadlines.WorkCalendar.DayKind;
import cn.beian.filing.parameters.PolicyParameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit in working days with its sum. The start day is not counted; the due day is the last on
 * which to act.
 *
 * @param limit the parameter it rests on
 * @param start the day of receipt
 * @param dueDate the last day
 * @param provisional whether a year without notice was walked through; computed again when the
 *     notice comes
 * @param skipped the days between that were not counted, in order
 * @param madeUp the weekend days between that were counted because they are worked, in order
 * @param pauses as given, in order
 * @param extension where one was decided, {@code dueDate} is its expected date
 */
public record Deadline(
    PolicyParameter limit,
    LocalDate start,
    LocalDate dueDate,
    boolean provisional,
    List<SkippedDay> skipped,
    List<LocalDate> madeUp,
    List<Pause> pauses,
    Optional<Extension> extension) {
  public Deadline {
    skipped = List.copyOf(skipped);
    madeUp = List.copyOf(madeUp);
    pauses = List.copyOf(pauses);
  }

  /** Why a day was not counted. */
  public enum Why {
    WEEKEND,
    HOLIDAY,
    /** The sponsor was supplementing. */
    PAUSE
  }

  /**
   * A day that was not counted.
   *
   * @param holiday present if that is why
   */
  public record SkippedDay(LocalDate day, Why why, Optional<Holiday> holiday) {}

  /**
   * The due date of a limit.
   *
   * @param limit a parameter in working days
   * @param start the day of receipt
   */
  public static Deadline of(PolicyParameter limit, LocalDate start, WorkCalendar calendar) {
    return of(limit, start, calendar, List.of());
  }

  /** The due date of a limit whose clock goes on after each pause. */
  public static Deadline of(
      PolicyParameter limit, LocalDate start, WorkCalendar calendar, List<Pause> pauses) {
    List<SkippedDay> skipped = new ArrayList<>();
    List<LocalDate> madeUp = new ArrayList<>();
    boolean provisional = false;
    int left = limit.workdays();
    LocalDate day = start;
    while (left > 0) {
      day = day.plusDays(1);
      provisional |= !calendar.hasNotice(day.getYear());
      DayKind kind = calendar.kind(day);
      LocalDate today = day;
      if (pauses.stream().anyMatch(pause -> pause.holds(today))) {
        skipped.add(new SkippedDay(day, Why.PAUSE, Optional.empty()));
      } else if (kind.worked()) {
        left--;
        if (kind == DayKind.MAKE_UP) {
          madeUp.add(day);
        }
      } else {
        Why why = kind == DayKind.HOLIDAY ? Why.HOLIDAY : Why.WEEKEND;
        skipped.add(new SkippedDay(day, why, calendar.holiday(day)));
      }
    }
    return new Deadline(limit, start, day, provisional, skipped, madeUp, pauses, Optional.empty());
  }

  /**
   * The due date after the sponsor's answers, by the policy {@code completeness.afterSupplement}.
   */
  public static Deadline afterSupplement(
      PolicyParameter limit,
      LocalDate start,
      WorkCalendar calendar,
      List<Pause> pauses,
      PolicyParameter afterSupplement) {
    if (pauses.isEmpty() || afterSupplement.value().equals("resume")) {
      return of(limit, start, calendar, pauses);
    }
    return of(limit, pauses.get(pauses.size() - 1).answered(), calendar);
  }

  /**
   * This limit, ending on the expected day of an extension.
   *
   * @throws IllegalStateException if it was extended before: once is lawful
   * @throws IllegalArgumentException if it was decided too late or does not move the date
   */
  public Deadline extended(Extension decision) {
    if (extension.isPresent()) {
      throw new IllegalStateException("already extended to " + dueDate);
    }
    if (decision.decided().isAfter(dueDate)) {
      throw new IllegalArgumentException("decided " + decision.decided() + " after " + dueDate);
    }
    if (!decision.expected().isAfter(dueDate)) {
      throw new IllegalArgumentException(
          "expected " + decision.expected() + ": not after " + dueDate);
    }
    return new Deadline(
        limit,
        start,
        decision.expected(),
        provisional,
        skipped,
        madeUp,
        pauses,
        Optional.of(decision));
  }

  /**
   * Whether the length of the limit is verified; else the date warns and has no effect of its own.
   */
  public boolean verified() {
    return limit.verified();
  }

  /** Whether the due day is over. */
  public boolean passed(LocalDate today) {
    return today.isAfter(dueDate);
  }

  /** Whether the consequence of R-15 follows by itself: passed, verified, and not provisional. */
  public boolean takesEffect(LocalDate today) {
    return passed(today) && verified() && !provisional;
  }
}
