package cn.beian.rules;

/** How much it takes to mend a violation: a rough word for planning, no measure of days. */
public enum Effort {
  /** A setting, a text, a declaration, or a few lines in one place. */
  SMALL,
  /** A page or a function, or the same change in several places; to be tested again. */
  MEDIUM,
  /** A change of how the work is done, of the server, or together with others; needs a plan. */
  LARGE
}
