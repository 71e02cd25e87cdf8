package cn.beian.server.notifications;

import cn.beian.filing.Role;
import cn.beian.filing.parameters.PolicyParameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What somebody learned of, as it was worded then; whether it still is his turn follows the case.
 *
 * @param procedure as the audit trail calls its cases; empty where it is about no case
 * @param caseId of a case, if it is about one
 * @param role by which he learned of it
 * @param state of the case at that time
 * @param appName as far as it is known; may be empty
 * @param number to be shown by the app, where the case is about a filed one; else empty
 * @param sponsor name of the unit whose case it is, or that the app concerns
 * @param own whether it is a case of the reader's own unit
 * @param pending whether it still is his turn
 * @param dueOn when that is due
 * @param said why the case was sent back, in short; empty where it was not
 * @param request of roles, if it is about one
 * @param parameter with its value, if it is about one
 * @param holidays of a year, if it is about them
 * @param worded what it said when it was written, of which pages and messages alone show anything;
 *     empty while it is being written
 */
public record Notification(
    long id,
    Kind kind,
    String procedure,
    Optional<UUID> caseId,
    Role role,
    String state,
    Instant at,
    boolean read,
    String appName,
    String number,
    String sponsor,
    boolean own,
    boolean pending,
    Optional<LocalDate> dueOn,
    String said,
    Optional<AskedRoles> request,
    Optional<AskedParameter> parameter,
    Optional<AskedHolidays> holidays,
    Optional<Wording> worded) {

  /** What happened; stable, also the last part of message keys. */
  public enum Kind {
    /** His turn has begun. */
    TURN,
    /** The last day of his turn comes near. */
    DUE_SOON,
    /** Somebody handed the case to him. */
    HANDED,
    /** It was decided, withdrawn or closed. */
    CONCLUDED,
    /** The webhook of his unit was switched off. */
    WEBHOOK_OFF,
    /** The number that the official system gave his app was noted or corrected. */
    NUMBER_NOTED,
    /** A list or a supervisor gave the number of his app to another one. */
    NUMBER_REMOVED,
    /** A list or a unit says otherwise of the number of his app. */
    NUMBER_DISPUTED,
    /** A supervisor decided such a dispute. */
    NUMBER_DECIDED,
    /** His app should have shown its number by now. */
    NUMBER_LATE,
    /** A launch build of his app was compared and is as it was reviewed. */
    LAUNCH_MATCHES,
    /** An app that several units claimed was found to be of his. */
    CLAIM_FOR,
    /** An app that his unit claimed, or gave back, was found not to be of his. */
    CLAIM_AGAINST,
    /** Such a decision was taken back. */
    CLAIM_ANEW,
    /** An entry of his unit was found to be another unit's app. */
    APP_MERGED,
    /** Somebody of his unit, or of his region, is to get roles. */
    ROLES_ASKED,
    /** Another value of a legal parameter is asked for. */
    PARAMETER_ASKED,
    /** Another value of a legal parameter was confirmed. */
    PARAMETER_CHANGED,
    /** Holidays of a year wait for a second administrator. */
    CALENDAR_ASKED,
    /** Holidays of a year were confirmed. */
    CALENDAR_CHANGED;

    /** Whether it is about an app that is known and not filed, and about no case. */
    public boolean ofClaim() {
      return switch (this) {
        case CLAIM_FOR, CLAIM_AGAINST, CLAIM_ANEW, APP_MERGED -> true;
        default -> false;
      };
    }

    /** Whether it asks for something, and is settled once that is done. */
    public boolean asks() {
      return this == TURN || this == DUE_SOON;
    }
  }

  /**
   * A value of a legal parameter.
   *
   * @param by name of who asked for it
   */
  public record AskedParameter(PolicyParameter value, String by) {}

  /**
   * The holiday notice of a year.
   *
   * @param by name of who proposed it
   */
  public record AskedHolidays(UUID id, int year, String citation, String by) {}

  /**
   * Roles that somebody asked for another.
   *
   * @param person name of whoever is to get them
   * @param by name of who asked
   */
  public record AskedRoles(UUID id, String person, Set<Role> roles, String by) {
    public AskedRoles {
      roles = Set.copyOf(roles);
    }
  }
}
