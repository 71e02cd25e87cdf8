package cn.beian.filing.states;

/** The causes of state changes of a request for an exception of the upper level. */
public enum LevelExceptionCause {
  ASK,
  CONFIRM,
  REFUSE,
  RETURN,
  WITHDRAW
}
