package cn.beian.filing;

/**
 * Who acts in a filing. One user may hold several; {@code review.FourEyes} says where that is not
 * enough.
 */
public enum Role {
  /** Prepares applications for the sponsor. */
  HANDLER,
  /** Signs the undertaking for the sponsor, and so submits. */
  APPROVER,
  /** First seat of the completeness review, provincial cyberspace office. */
  COMPLETENESS_REVIEWER,
  /** Second seat of the completeness review, government-service department. */
  GOVERNMENT_SERVICE_REVIEWER,
  /** Reviews material and test at the national office. */
  NATIONAL_REVIEWER,
  /** Signs the national decision. */
  SIGNER,
  /** Inspects filed apps, orders rectification, revokes. */
  SUPERVISOR,
  /** Approves projects before an app is built, for the body that approves them in a region. */
  PROJECT_REVIEWER,
  /** Drafts and publishes rulebooks. */
  RULEBOOK_ADMINISTRATOR,
  /** Invites and manages the handlers and approvers of one unit; never reads cases. */
  UNIT_ADMINISTRATOR,
  /** Runs the installation; never reads cases. */
  SYSTEM_ADMINISTRATOR,
  /** Reads all, acts on nothing. */
  AUDITOR
}
