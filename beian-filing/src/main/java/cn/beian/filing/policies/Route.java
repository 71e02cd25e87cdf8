package cn.beian.filing.policies;

import cn.beian.filing.states.ApplicationCause;

/** To whom an application goes first. */
public enum Route {
  /** The provincial office, then the national one. */
  LOCAL,
  /** The national office at once. */
  MINISTRY;

  /** Ministries and central units go to the national office at once. */
  public static Route of(OrganizationLevel level) {
    return level == OrganizationLevel.CENTRAL ? MINISTRY : LOCAL;
  }

  /** The cause by which an application on this route is submitted. */
  public ApplicationCause submission() {
    return this == MINISTRY ? ApplicationCause.SUBMIT_TO_NATION : ApplicationCause.SUBMIT;
  }
}
