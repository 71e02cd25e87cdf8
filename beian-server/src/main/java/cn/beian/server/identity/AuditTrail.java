package cn.beian.server.identity;

import java.time.Instant;
import java.util.List;

/** Who did what, when. Entries are written in the caller's transaction and never changed. */
public interface AuditTrail {

  /**
   * Records a command of the current person, or of the system when nobody is logged in.
   *
   * @param action what was done, such as {@code account.invite}
   * @param subject what it was done to, such as {@code account:<id>}
   * @param detail one line for an auditor; no secrets, no personal data beyond names
   */
  void record(String action, String subject, String detail);

  /** The newest entries, newest first. */
  List<Entry> newest(int count);

  /**
   * One entry.
   *
   * @param actor login of the person, {@code system} or {@code public}
   */
  record Entry(long id, Instant at, String actor, String action, String subject, String detail) {}
}
