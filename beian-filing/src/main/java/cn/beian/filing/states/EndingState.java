package cn.beian.filing.states;

/** Where the ending of a filed app stands. */
public enum EndingState {
  /** The plan is written; only the sponsor knows of it. */
  PLANNED,
  /** The shut-down is announced and the app still online. */
  ANNOUNCED,
  /** The app is offline and the report not sent. */
  OFFLINE,
  /** The report is with the office. */
  REPORTED,
  /** The report lacks something that the office has named. */
  SENT_BACK,
  /** The report is with the office once more; it is not sent back again. */
  REPORTED_AGAIN,
  /** The report is complete and noted. */
  NOTED,
  /** Somebody proposes to set the noting aside; the signer decides. */
  SETTING_ASIDE,
  /** The noting was set aside: the app stays. */
  SET_ASIDE,
  /** The announcement was taken back: the app stays. */
  TAKEN_BACK,
  /** The plan was given up before anybody else knew of it. */
  DROPPED
}
