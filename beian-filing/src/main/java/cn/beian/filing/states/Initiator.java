package cn.beian.filing.states;

/** Who takes an edge of a graph. */
public enum Initiator {
  /** A person with one of the roles of the edge. */
  ROLE_HOLDER,
  /** A member of the public, who needs no account. */
  PUBLIC,
  /** The deadline job, once the running limit has passed. */
  CLOCK,
  /** The server, as a consequence of an event elsewhere. */
  SYSTEM
}
