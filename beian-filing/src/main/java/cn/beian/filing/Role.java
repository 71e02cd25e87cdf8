package cn.beian.filing;

/**
 * The role of a person in a filing. One user may have several; {@code review.FourEyes} says when
 * roles must be separate.
 */
public enum Role {
  /** Prepares applications for the sponsor. */
  HANDLER,
  /** Signs the undertaking for the sponsor and thereby submits. */
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
  /** Approves projects before an app is built, for the approving body of a region. */
  PROJECT_REVIEWER,
  /** Drafts and publishes rulebooks. */
  RULEBOOK_ADMINISTRATOR,
  /** Invites and manages the handlers and approvers of one unit; never reads cases. */
  UNIT_ADMINISTRATOR,
  /** Runs the installation; never reads cases. */
  SYSTEM_ADMINISTRATOR,
  /** Reads everything, changes nothing. */
  AUDITOR
}
