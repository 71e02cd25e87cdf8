package cn.beian.filing.states;

/** What moves a request for information from one state to another. */
public enum InquiryCause {
  ASK,
  ANSWER,
  CLOSE
}
