package cn.beian.filing.states;

/** The state of a request for information: not sent, with the sponsor, answered, closed. */
public enum InquiryState {
  NEW,
  ASKED,
  ANSWERED,
  CLOSED
}
