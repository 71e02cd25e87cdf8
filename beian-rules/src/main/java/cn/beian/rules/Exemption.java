package cn.beian.rules;

import java.time.LocalDate;

/**
 * An accepted exemption.
 *
 * @param target rule id or category, e.g. {@code FORM-101} or {@code CHECKIN}
 * @param scenario why the function is needed
 * @param basis document or provision
 * @param until last day on which it holds
 */
public record Exemption(String target, Scenario scenario, String basis, LocalDate until) {
  /** The two scenarios that the Measures leave open. */
  public enum Scenario {
    SECURITY,
    EMERGENCY
  }

  boolean covers(Rule rule, LocalDate asOf) {
    return (target.equals(rule.id()) || target.equals(rule.category())) && !asOf.isAfter(until);
  }
}
