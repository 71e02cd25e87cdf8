package cn.beian.filing.parameters;

import java.time.LocalDate;

/**
 * One value of a parameter, with its source.
 *
 * @param value as {@link ParameterKey#accepts} allows
 * @param source the citation: instrument and article, or why the value is assumed; never blank
 * @param verified whether the text of the provision was seen; a news report does not count. A date
 *     based on an unverified value only warns
 * @param since the first day on which the value applies
 */
public record PolicyParameter(
    ParameterKey key, String value, String source, boolean verified, LocalDate since) {
  /**
   * @throws IllegalArgumentException if the value is not valid or the source is blank
   */
  public PolicyParameter {
    if (!key.accepts(value)) {
      throw new IllegalArgumentException(
          key.id() + ": expected " + key.unit() + " " + key.choices() + ", found '" + value + "'");
    }
    if (source.isBlank()) {
      throw new IllegalArgumentException(key.id() + ": a value needs its citation");
    }
  }

  /** The value in working days. */
  public int workdays() {
    if (key.unit() != ParameterKey.Unit.WORKDAYS) {
      throw new IllegalStateException(key.id() + " is not a count of working days");
    }
    return Integer.parseInt(value);
  }

  /** The value in calendar months. */
  public int months() {
    if (key.unit() != ParameterKey.Unit.MONTHS) {
      throw new IllegalStateException(key.id() + " is not a count of months");
    }
    return Integer.parseInt(value);
  }

  /** The value as a day. */
  public LocalDate date() {
    if (key.unit() != ParameterKey.Unit.DATE) {
      throw new IllegalStateException(key.id() + " is not a date");
    }
    return LocalDate.parse(value);
  }
}
