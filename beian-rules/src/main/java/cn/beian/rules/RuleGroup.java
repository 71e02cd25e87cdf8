package cn.beian.rules;

/** The groups of the rulebook; a rule's id begins with its group. */
public enum RuleGroup {
  /** Functions of fingertip formalism. */
  FORM,
  /** Duties to display. */
  DISP,
  /** Personal information. */
  PRIV,
  /** Security. */
  SEC,
  /** Cryptography. */
  CRYP,
  /** Engineering. */
  ENG
}
