package cn.beian.filing.states;

/** What moves a request for an exception of the upper level from one state to another. */
public enum LevelExceptionCause {
  ASK,
  CONFIRM,
  REFUSE,
  RETURN,
  WITHDRAW
}
