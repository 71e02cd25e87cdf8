package cn.beian.rules;

import java.time.LocalDate;

/**
 * An accepted exemption.
 *
 * @param target rule id or category, e.g. {@code FORM-101} or {@code CHECKIN}
 * @param scenario why the function is needed
 * @param basis document or provision; of another scenario the provision that allows it
 * @param until last day on which it holds
 */
public record Exemption(String target, Scenario scenario, String basis, LocalDate until) {
  /** The two scenarios that the Measures name, and any other that a provision allows. */
  public enum Scenario {
    SECURITY,
    EMERGENCY,
    OTHER
  }

  /** Whether it holds for the rule: such a rule knows exceptions. */
  public boolean covers(Rule rule, LocalDate asOf) {
    return names(rule) && rule.exemptible() && !asOf.isAfter(until);
  }

  /** Whether it was given for the rule, with or without effect. */
  public boolean names(Rule rule) {
    return target.equals(rule.id()) || target.equals(rule.category());
  }
}
