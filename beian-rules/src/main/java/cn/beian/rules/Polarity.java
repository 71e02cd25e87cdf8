package cn.beian.rules;

/** Which way a rule is violated. */
public enum Polarity {
  /** By something that is there. */
  PROHIBITED_PRESENT,
  /** By something that is not there, where enough was readable to say so. */
  REQUIRED_MISSING
}
