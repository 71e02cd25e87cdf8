package cn.beian.filing.policies;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;

/** By when a filed app shows its number. */
public final class ShownNumberPolicy {
  private ShownNumberPolicy() {}

  /**
   * The last day for showing a number.
   *
   * @param since when the app was accepted, or got the number or version that it has now
   */
  public static Deadline limit(
      LocalDate since, PolicyParameters parameters, WorkCalendar calendar) {
    return Deadline.of(parameters.at(ParameterKey.NUMBER_SHOWN_WORKDAYS, since), since, calendar);
  }

  /** The latest day since which a number that is not shown today is late. */
  public static LocalDate lateSince(
      LocalDate today, PolicyParameters parameters, WorkCalendar calendar) {
    LocalDate since = today;
    while (!limit(since, parameters, calendar).dueDate().isBefore(today)) {
      since = since.minusDays(1);
    }
    return since;
  }
}
