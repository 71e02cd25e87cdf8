package cn.beian.filing.policies;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;

/**
 * The day from which the Measures are in force, which distinguishes existing apps from new ones
 * . Until the provision has been seen there are two readings, and a day between them allows
 * either kind.
 *
 * @param reading the parameter
 * @param earliest first day of the earlier reading
 * @param latest first day of the later reading; the same as the earlier one if the value is
 *     verified
 */
public record InForce(PolicyParameter reading, LocalDate earliest, LocalDate latest) {
  private static final LocalDate DATED = LocalDate.of(2026, 1, 25);
  private static final LocalDate RELEASED = LocalDate.of(2026, 1, 28);

  /** The reading of the parameters in force on a day. */
  public static InForce at(PolicyParameters parameters, LocalDate day) {
    PolicyParameter reading = parameters.at(ParameterKey.EXISTING_APPS_EFFECTIVE_DATE, day);
    LocalDate since = reading.date();
    return reading.verified()
        ? new InForce(reading, since, since)
        : new InForce(
            reading,
            since.isBefore(DATED) ? since : DATED,
            since.isAfter(RELEASED) ? since : RELEASED);
  }

  /** Whether an app that went online on a day may be filed as an existing app. */
  public boolean mayBeExisting(LocalDate online) {
    return online.isBefore(latest);
  }

  /** Whether an app that went online on a day may be filed as a new app. */
  public boolean mayBeNew(LocalDate online) {
    return !online.isBefore(earliest);
  }
}
