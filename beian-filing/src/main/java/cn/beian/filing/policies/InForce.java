package cn.beian.filing.policies;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;

/**
 * Since when the Measures are in force, which tells an existing app from a new one. While
 * the provision was not seen there are two readings, and a day between them takes either kind.
 *
 * @param reading the parameter
 * @param earliest first day of the earlier reading
 * @param latest first day of the later reading; the same once the value is verified
 */
public record InForce(PolicyParameter reading, LocalDate earliest, LocalDate latest) {
  private static final LocalDate DATED = LocalDate.of(2026, 1, 25);
  private static final LocalDate RELEASED = LocalDate.of(2026, 1, 28);

  /** By the parameters in force on a day. */
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

  /** Whether what went online on a day may be filed as an existing app. */
  public boolean mayBeExisting(LocalDate online) {
    return online.isBefore(latest);
  }

  /** Whether what went online on a day may be filed as a new app. */
  public boolean mayBeNew(LocalDate online) {
    return !online.isBefore(earliest);
  }
}
