package cn.beian.filing.states;

/** The causes of state changes of a shut-down. */
public enum EndingCause {
  /** The plan is published; it names the last day of service. */
  ANNOUNCE,
  DROP,
  TAKE_BACK,
  /** The handler records since which day the app is offline, and the rest of the report. */
  WENT_OFFLINE,
  /** The record of going offline was wrong. */
  STILL_ONLINE,
  REPORT,
  SEND_BACK,
  NOTE,
  /** The noting was wrong: a reviewer or supervisor proposes to set it aside. */
  PROPOSE_SETTING_ASIDE,
  /** The noting is set aside by a person other than the one who proposed it. */
  SET_ASIDE,
  /** The proposal is rejected. */
  KEEP_NOTED
}
