package cn.beian.filing.states;

/** The state of a request to let a unit of a low level develop its own app. */
public enum LevelExceptionState {
  /** Being written; visible only to the unit. */
  DRAFT,
  /** With the upper unit. */
  ASKED,
  /** Returned by the upper unit, to be completed and submitted again. */
  RETURNED,
  CONFIRMED,
  REFUSED,
  /** Withdrawn by the unit that asked. */
  WITHDRAWN
}
