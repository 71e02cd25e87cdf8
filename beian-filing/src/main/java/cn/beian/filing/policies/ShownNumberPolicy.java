package cn.beian.filing.policies;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;

/** The date by which a filed app must show its number. */
public final class ShownNumberPolicy {
  private ShownNumberPolicy() {}

  /**
   * The last day for showing a number.
   *
   * @param since the day the app was accepted, or received its current number or version
   */
  public static Deadline limit(
      LocalDate since, PolicyParameters parameters, WorkCalendar calendar) {
    return Deadline.of(parameters.at(ParameterKey.NUMBER_SHOWN_WORKDAYS, since), since, calendar);
  }

  /** The latest start day for which a number that is not shown today is late. */
  public static LocalDate lateSince(
      LocalDate today, PolicyParameters parameters, WorkCalendar calendar) {
    LocalDate since = today;
    while (!limit(since, parameters, calendar).dueDate().isBefore(today)) {
      since = since.minusDays(1);
    }
    return since;
  }
}
