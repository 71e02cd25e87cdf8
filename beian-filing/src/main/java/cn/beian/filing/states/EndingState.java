package cn.beian.filing.states;

/** The state of the shut-down of a filed app. */
public enum EndingState {
  /** The plan is written; only the sponsor can see it. */
  PLANNED,
  /** The shut-down is announced; the app is still online. */
  ANNOUNCED,
  /** The app is offline; the report has not been sent. */
  OFFLINE,
  /** The report is with the office. */
  REPORTED,
  /** The office has named what the report lacks. */
  SENT_BACK,
  /** The report is with the office again; it cannot be sent back a second time. */
  REPORTED_AGAIN,
  /** The report is complete and noted. */
  NOTED,
  /** Setting the noting aside has been proposed; the signer decides. */
  SETTING_ASIDE,
  /** The noting was set aside: the app remains. */
  SET_ASIDE,
  /** The announcement was withdrawn: the app remains. */
  TAKEN_BACK,
  /** The plan was dropped before it was announced. */
  DROPPED
}
