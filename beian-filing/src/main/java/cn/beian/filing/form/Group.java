package cn.beian.filing.form;

/** The groups of the filing form, and those for a change and a shut-down. */
public enum Group {
  BASIC,
  PROJECT_APPROVAL,
  FUNCTIONS,
  OPERATION_AND_SECURITY,
  LAUNCH_ACCEPTANCE,
  SAME_KIND_APPS,
  CHANGE,
  SHUT_DOWN,
  OTHER,
  UNDERTAKING
}
