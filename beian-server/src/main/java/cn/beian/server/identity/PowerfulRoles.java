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
 * unit does nothing else.
 */
final class PowerfulRoles {
  private static final Set<Role> ALL =
      EnumSet.of(Role.SIGNER, Role.AUDITOR, Role.SYSTEM_ADMINISTRATOR);

  private PowerfulRoles() {}

  /** Those among some roles. */
  static Set<Role> among(Set<Role> roles) {
    Set<Role> powerful = EnumSet.copyOf(ALL);
    powerful.retainAll(roles);
    return powerful;
  }

  /** Those of some roles that are no powerful ones. */
  static Set<Role> others(Set<Role> roles) {
    Set<Role> others = EnumSet.noneOf(Role.class);
    others.addAll(roles);
    others.removeAll(ALL);
    return others;
  }

  /**
   * Whether some roles exclude one another: two powerful ones, that of the administrator and one by
   * which cases are read, or that of a unit's administrator and any other.
   */
  static boolean clash(Set<Role> roles) {
    return among(roles).size() > 1
        || (roles.contains(Role.SYSTEM_ADMINISTRATOR)
            && roles.stream().anyMatch(AccessRules::ofCases))
        || (roles.contains(Role.UNIT_ADMINISTRATOR) && roles.size() > 1);
  }

  /** Whether going from one set of roles to another gives or takes power. */
  static boolean moves(Set<Role> before, Set<Role> after) {
    return !among(before).equals(among(after));
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
