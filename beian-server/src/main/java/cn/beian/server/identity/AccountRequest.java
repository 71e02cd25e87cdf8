package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * An act that one person asked for and another has to confirm.
 *
 * @param subject whose account it is about, as it is now
 * @param rolesBefore roles when it was asked
 * @param roles roles after it
 * @param requester who asked
 * @param closedBy who confirmed, declined or withdrew
 */
public record AccountRequest(
    UUID id,
    Kind kind,
    Person subject,
    Set<Role> rolesBefore,
    String regionBefore,
    Set<Role> roles,
    String region,
    Optional<UUID> successorId,
    Person requester,
    Instant requestedAt,
    Instant expiresAt,
    State state,
    @InColumn("closer") Optional<Person> closedBy) {
  public AccountRequest {
    rolesBefore = Set.copyOf(rolesBefore);
    roles = Set.copyOf(roles);
  }

  /** What is asked for. */
  public enum Kind {
    /** A new account gets its roles, and its owner a link. */
    INVITATION,
    /** Roles are given, or powerful ones taken. */
    ROLES,
    /** The owner gets a link to a new password. */
    RECOVERY,
    /** The account of a holder of powerful roles ends. */
    LEAVE;

    /** Whether the second person is shown a link, and the first a code that goes with it. */
    public boolean givesLink() {
      return this == INVITATION || this == RECOVERY;
    }
  }

  /** What became of it. */
  public enum State {
    OPEN,
    CONFIRMED,
    DECLINED,
    WITHDRAWN
  }

  /** Roles that it gives. */
  public Set<Role> given() {
    Set<Role> given = EnumSet.noneOf(Role.class);
    given.addAll(roles);
    given.removeAll(rolesBefore);
    return given;
  }

  /** Roles that it takes. */
  public Set<Role> taken() {
    Set<Role> taken = EnumSet.noneOf(Role.class);
    taken.addAll(rolesBefore);
    taken.removeAll(roles);
    return taken;
  }

  /** Whether it is to give roles of a unit that files, and no others. */
  boolean givesRolesOfUnit() {
    return (kind == Kind.INVITATION || kind == Kind.ROLES)
        && !given().isEmpty()
        && PowerfulRoles.ofUnit(given())
        && PowerfulRoles.among(rolesBefore).isEmpty();
  }

  /**
   * Whether it concerns the unit of the account: roles of a unit, or a lost password of somebody
   * without a powerful role.
   */
  boolean ofUnit() {
    return givesRolesOfUnit()
        || (kind == Kind.RECOVERY && PowerfulRoles.among(subject.roles()).isEmpty());
  }

  /** Whether it waits at a moment. */
  public boolean waits(Instant now) {
    return state == State.OPEN && now.isBefore(expiresAt);
  }
}
