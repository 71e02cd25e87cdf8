package cn.beian.server.trail;

/**
 * Who did what, when. Entries are written with the caller's transaction, just before it commits,
 * and never changed.
 */
public interface AuditTrail {
  /** Actor of what no person did. */
  String SYSTEM = "system";

  /** Actor of what somebody did who is not logged in. */
  String PUBLIC = "public";

  /**
   * Records a command of the current person, or of the system when nobody is logged in.
   *
   * @param action what was done, such as {@code account.invite}
   * @param subject what it was done to, such as {@code account:<id>}
   * @param detail one line for an auditor; no secrets, no personal data beyond names
   */
  void record(String action, String subject, String detail);

  /**
   * Has rows written that are recorded while the caller's transaction commits; without it only
   * those of a transaction that recorded some before are.
   */
  void expectLast();

  /** As {@link #record}, where the person of the request is not known yet or no longer. */
  void recordAs(String actor, String action, String subject, String detail);
}
