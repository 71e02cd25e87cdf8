package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The roles that hold power over the system itself. Each excludes the others, who runs the system
 * reads no cases, and what gives, takes or moves one needs two persons. Who manages the people of a
 * unit does nothing else, and the two seats of the completeness review are two persons. Giving a
 * role takes two persons whichever it is.
 */
final class PowerfulRoles {
  private static final Set<Role> ALL =
      EnumSet.of(Role.SIGNER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR);

  /** Roles of a unit that files; all others are of an office or of the system. */
  private static final Set<Role> OF_UNIT =
      EnumSet.of(Role.HANDLER, Role.APPROVER, Role.UNIT_ADMINISTRATOR);

  private static final Set<Role> SEATS =
      EnumSet.of(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);

  private PowerfulRoles() {}

  /** Those among some roles. */
  static Set<Role> among(Set<Role> roles) {
    Set<Role> powerful = EnumSet.copyOf(ALL);
    powerful.retainAll(roles);
    return powerful;
  }

  /** Whether all of some roles are those of a unit that files. */
  static boolean ofUnit(Set<Role> roles) {
    return OF_UNIT.containsAll(roles);
  }

  /** Those of some roles that are a seat of the completeness review. */
  static Set<Role> seats(Set<Role> roles) {
    Set<Role> seats = EnumSet.copyOf(SEATS);
    seats.retainAll(roles);
    return seats;
  }

  /**
   * Whether some roles exclude one another: two powerful ones, that of the administrator and one by
   * which cases are read, that of a unit's administrator and any other, or both seats.
   */
  static boolean clash(Set<Role> roles) {
    return among(roles).size() > 1
        || (roles.contains(Role.SYSTEM_ADMINISTRATOR)
            && roles.stream().anyMatch(AccessRules::ofCases))
        || roles.containsAll(SEATS)
        || (roles.contains(Role.UNIT_ADMINISTRATOR) && roles.size() > 1);
  }

  /**
   * Whether going from one set of roles to another takes two persons: where it gives any, takes
   * power, moves the region of an official, or resolves roles that exclude one another.
   */
  static boolean takesTwo(Person before, Set<Role> after, String region) {
    Set<Role> held = before.roles();
    return !held.containsAll(after)
        || !among(held).equals(among(after))
        || (!ofUnit(held) && !before.region().equals(region))
        || (clash(held) && !held.equals(after));
  }

  /**
   * Stops what would give one person two roles that exclude one another.
   *
   * @throws RejectedInput if it would
   */
  static void refuseClash(Set<Role> roles) {
    if (clash(roles)) {
      throw new RejectedInput(List.of(Problem.of("roles", "admin.person.exclusive")));
    }
  }
}
