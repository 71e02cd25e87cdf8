package cn.beian.filing.deadlines;

import cn.beian.filing.deadlines.WorkCalendar.DayKind;
import cn.beian.filing.parameters.PolicyParameter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A limit in working days and how its due date was calculated. The start day is not counted; the
 * due date is the last day on which to act.
 *
 * @param limit the parameter it is based on
 * @param start the day of receipt
 * @param dueDate the last day
 * @param provisional whether the count went through a year without notice, for which only weekends
 *     and the statutory days off are known; recalculated when the notice is published
 * @param skipped the days up to the due date that were not counted, in order
 * @param madeUp the weekend days that were counted as working days, in order
 * @param pauses the times in which the sponsor supplemented, in order
 * @param extensions the extensions decided, in order
 * @param ways the parameters besides its length that the calculation used, in order
 */
public record Deadline(
    PolicyParameter limit,
    LocalDate start,
    LocalDate dueDate,
    boolean provisional,
    List<SkippedDay> skipped,
    List<LocalDate> madeUp,
    List<Pause> pauses,
    List<Extension> extensions,
    List<PolicyParameter> ways) {
  /** Upper bound of any limit; a longer calculation means wrong data. */
  private static final int LAST_DAY = 10_000;

  public Deadline {
    skipped = List.copyOf(skipped);
    madeUp = List.copyOf(madeUp);
    pauses = List.copyOf(pauses);
    extensions = List.copyOf(extensions);
    ways = List.copyOf(ways);
  }

  /** The reason why a day was not counted. */
  public enum Why {
    WEEKEND,
    HOLIDAY,
    /** The sponsor was supplementing. */
    PAUSE
  }

  /**
   * A day that was not counted.
   *
   * @param holiday present if the reason is a holiday
   */
  public record SkippedDay(LocalDate day, Why why, Optional<Holiday> holiday) {}

  /**
   * Calculates the due date of a limit.
   *
   * @param limit a parameter in working days
   * @param start the day of receipt
   */
  public static Deadline of(PolicyParameter limit, LocalDate start, WorkCalendar calendar) {
    return sum(limit, start, calendar, List.of(), List.of(), limit.workdays(), start, List.of());
  }

  /**
   * Resumes this limit after a pause: the days that were left when the sponsor was asked are
   * counted from the answer. A pause that began after the due date does not move it.
   */
  public Deadline resumed(Pause pause, WorkCalendar calendar) {
    List<Pause> longer = new ArrayList<>(pauses);
    longer.add(pause);
    int counted = 0;
    for (LocalDate day = start.plusDays(1); !day.isAfter(dueDate); day = day.plusDays(1)) {
      if (calendar.worked(day) && !paused(day, pauses)) {
        counted++;
      }
    }
    LocalDate noEarlierThan = pause.asked().isBefore(dueDate) ? start : dueDate;
    return sum(limit, start, calendar, longer, extensions, counted, noEarlierThan, ways);
  }

  /**
   * The same limit, calculated with one more parameter; it is verified only if that parameter is.
   */
  public Deadline countedBy(PolicyParameter way) {
    if (ways.contains(way)) {
      return this;
    }
    List<PolicyParameter> more = new ArrayList<>(ways);
    more.add(way);
    return new Deadline(
        limit, start, dueDate, provisional, skipped, madeUp, pauses, extensions, more);
  }

  /**
   * This limit with the expected day of one more extension as its end. Whether the extension may
   * still be decided is checked by {@link CaseClock#permits}: a history is replayed even if its
   * limit is no longer verified.
   *
   * @throws IllegalArgumentException if it does not move the date
   */
  public Deadline extended(Extension decision, WorkCalendar calendar) {
    if (!decision.expected().isAfter(dueDate)
        || decision.expected().isAfter(start.plusDays(LAST_DAY))) {
      throw new IllegalArgumentException(
          "expected " + decision.expected() + ": not after " + dueDate + ", or far beyond");
    }
    List<Extension> more = new ArrayList<>(extensions);
    more.add(decision);
    return sum(limit, start, calendar, pauses, more, 0, decision.expected(), ways);
  }

  /**
   * Counts from the day after {@code start} until the given number of days is reached, and at least
   * to {@code noEarlierThan}.
   */
  private static Deadline sum(
      PolicyParameter limit,
      LocalDate start,
      WorkCalendar calendar,
      List<Pause> pauses,
      List<Extension> extensions,
      int workdays,
      LocalDate noEarlierThan,
      List<PolicyParameter> ways) {
    List<SkippedDay> skipped = new ArrayList<>();
    List<LocalDate> madeUp = new ArrayList<>();
    boolean provisional = false;
    int counted = 0;
    LocalDate day = start;
    while (counted < workdays || day.isBefore(noEarlierThan)) {
      day = day.plusDays(1);
      provisional |= !calendar.hasNotice(day.getYear());
      DayKind kind = calendar.kind(day);
      if (paused(day, pauses)) {
        skipped.add(new SkippedDay(day, Why.PAUSE, Optional.empty()));
      } else if (kind.worked()) {
        counted++;
        if (kind == DayKind.MAKE_UP) {
          madeUp.add(day);
        }
      } else {
        Why why = kind == DayKind.HOLIDAY ? Why.HOLIDAY : Why.WEEKEND;
        skipped.add(new SkippedDay(day, why, calendar.holiday(day)));
      }
      if (day.isAfter(start.plusDays(LAST_DAY))) {
        throw new IllegalArgumentException(
            "only " + counted + " of " + workdays + " working days within " + LAST_DAY + " days");
      }
    }
    return new Deadline(limit, start, day, provisional, skipped, madeUp, pauses, extensions, ways);
  }

  private static boolean paused(LocalDate day, List<Pause> pauses) {
    return pauses.stream().anyMatch(pause -> pause.holds(day));
  }

  /** Number of working days after {@code day} up to the due date; 0 after the due date. */
  public int workdaysLeft(LocalDate day, WorkCalendar calendar) {
    int left = 0;
    LocalDate from = day.isBefore(start) ? start : day;
    for (LocalDate d = from.plusDays(1); !d.isAfter(dueDate); d = d.plusDays(1)) {
      if (calendar.worked(d) && !paused(d, pauses)) {
        left++;
      }
    }
    return left;
  }

  /**
   * Whether all parameters behind the date are verified: its length and the other parameters of the
   * calculation. Otherwise the date only warns and has no automatic effect.
   */
  public boolean verified() {
    return limit.verified() && ways.stream().allMatch(PolicyParameter::verified);
  }

  /** Whether the due date has passed. */
  public boolean passed(LocalDate today) {
    return today.isAfter(dueDate);
  }

  /**
   * Whether the consequence follows automatically: the date has passed, is verified, and is not
   * provisional.
   */
  public boolean takesEffect(LocalDate today) {
    return passed(today) && verified() && !provisional;
  }
}
