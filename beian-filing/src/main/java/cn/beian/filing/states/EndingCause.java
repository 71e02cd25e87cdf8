package cn.beian.filing.states;

/** What moves the ending of a filed app from one state to another. */
public enum EndingCause {
  /** The plan is made public; it names the last day of service. */
  ANNOUNCE,
  DROP,
  TAKE_BACK,
  /** The handler writes down since which day the app is offline, and what else is reported. */
  WENT_OFFLINE,
  /** What was written of going offline was wrong. */
  STILL_ONLINE,
  REPORT,
  SEND_BACK,
  NOTE,
  /** The noting was wrong: who reviews or supervises proposes to set it aside. */
  PROPOSE_SETTING_ASIDE,
  /** The noting is set aside, by another person than the one who proposed it. */
  SET_ASIDE,
  /** The proposal is turned down. */
  KEEP_NOTED
}
