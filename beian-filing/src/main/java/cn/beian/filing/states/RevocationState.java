package cn.beian.filing.states;

/**
 * The state of a proposed revocation: not sent, with the sponsor to be heard, with the national
 * level, decided either way.
 */
public enum RevocationState {
  NEW,
  PROPOSED,
  HEARD,
  REVOKED,
  DROPPED
}
