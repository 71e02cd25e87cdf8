package cn.beian.filing.states;

/** The causes of state changes of a proposed revocation. */
public enum RevocationCause {
  PROPOSE,
  STATE,
  REVOKE,
  DROP
}
