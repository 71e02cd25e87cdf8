package cn.beian.rules;

/** How much a violation of the rule matters, apart from its effect on the filing. */
public enum Severity {
  HIGH,
  MEDIUM,
  LOW
}
