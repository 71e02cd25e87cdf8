package cn.beian.filing.states;

/** The causes of state changes of a request for information. */
public enum InquiryCause {
  ASK,
  ANSWER,
  CLOSE
}
