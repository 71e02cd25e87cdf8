package cn.beian.filing.states;

/** Where a request stands that a unit of a low level may develop an app of its own. */
public enum LevelExceptionState {
  /** Being written; nobody outside the unit sees it. */
  DRAFT,
  /** With the upper unit. */
  ASKED,
  /** Sent back by the upper unit, to be completed and asked again. */
  RETURNED,
  CONFIRMED,
  REFUSED,
  /** Given up by the unit that asked. */
  WITHDRAWN
}
