package cn.beian.filing.states;

/** Where a request for information stands: not sent, with the sponsor, answered, closed. */
public enum InquiryState {
  NEW,
  ASKED,
  ANSWERED,
  CLOSED
}
