package cn.beian.rules;

/** How strong the evidence of a violation is, weakest first. */
public enum Grade {
  /** A word. */
  HINT,
  /** A word plus a control, route or handler on the same screen. */
  INDICATOR,
  /**
   * An indicator plus what makes it real: a network write, an accumulating timer, a scored list.
   */
  PROOF
}
