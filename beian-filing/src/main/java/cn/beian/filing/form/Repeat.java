package cn.beian.filing.form;

/** The items that a field is repeated for. */
public enum Repeat {
  /** One answer for the application. */
  ONCE,
  /** One answer for each package. */
  PACKAGE,
  /** One answer for each function of the app. */
  FUNCTION,
  /**
   * One answer for each check-in, points, ranking or online-time function found or declared,
   * if the question applies to that function.
   */
  FORMALISM_FUNCTION
}
