package cn.beian.rules;

/** What follows from a violation, strongest first. */
public enum Effect {
  /** Stops acceptance until mended, exempted or dismissed. */
  BLOCK,
  /** A question to the sponsor that stays open until a reviewer has judged the answer. */
  EXPLAIN,
  /** A recommendation. */
  ADVISE
}
