package cn.beian.filing.policies;

import cn.beian.filing.states.ApplicationCause;

/** The office that an application goes to first. */
public enum Route {
  /** The provincial office, then the national one. */
  LOCAL,
  /** The national office directly. */
  MINISTRY;

  /** Ministries and central units apply to the national office directly. */
  public static Route of(OrganizationLevel level) {
    return level == OrganizationLevel.CENTRAL ? MINISTRY : LOCAL;
  }

  /** The cause of submission on this route. */
  public ApplicationCause submission() {
    return this == MINISTRY ? ApplicationCause.SUBMIT_TO_NATION : ApplicationCause.SUBMIT;
  }
}
