package cn.beian.filing.form;

/** For what a field is answered again and again. */
public enum Repeat {
  /** One answer for the application. */
  ONCE,
  /** One answer for each package. */
  PACKAGE,
  /** One answer for each function of the app. */
  FUNCTION,
  /**
   * One answer for each check-in, points, ranking or online-time function found or declared,
   * as far as it is asked of that one.
   */
  FORMALISM_FUNCTION
}
