package cn.beian.server.upperlevel;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.policies.IndependentDevelopment;
import cn.beian.server.calendar.Policies;
import cn.beian.server.identity.CompetentUnits;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationTree;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/**
 * Which unit may confirm an exception for another: one that may itself develop apps, and
 * that the register puts right above, or two persons named. A unit between the two that may not
 * develop itself is passed over: a village is below its township, and the county confirms.
 */
@Component
class Competence {
  private final Identity identity;
  private final CompetentUnits named;
  private final Policies policies;
  private final Clock clock;

  Competence(Identity identity, CompetentUnits named, Policies policies, Clock clock) {
    this.identity = identity;
    this.named = named;
    this.policies = policies;
    this.clock = clock;
  }

  /** Why a unit is competent. */
  enum Basis {
    /** The register has it as the unit above. */
    REGISTER,
    /** Two persons named it. */
    NAMED
  }

  /**
   * Why one unit may confirm an exception for another; empty if it may not. What one administrator
   * changed of either does not count before another has confirmed it.
   */
  Optional<Basis> of(UUID upperId, UUID unitId) {
    Organization upper = identity.confirmedOrganization(upperId);
    Organization unit = identity.confirmedOrganization(unitId);
    if (upper.level().compareTo(unit.level()) >= 0 || !develops(upper)) {
      return Optional.empty();
    }
    if (above(unit).map(Organization::id).equals(Optional.of(upper.id()))) {
      return Optional.of(Basis.REGISTER);
    }
    return named.named(upper.id(), unit.id()) ? Optional.of(Basis.NAMED) : Optional.empty();
  }

  /** The nearest unit above in the register that may itself develop. */
  Optional<Organization> above(Organization unit) {
    UUID next = identity.confirmedOrganization(unit.id()).parentId();
    for (int step = 0; next != null && step < OrganizationTree.DEEPEST; step++) {
      Organization upper = identity.confirmedOrganization(next);
      if (develops(upper)) {
        return Optional.of(upper);
      }
      next = upper.parentId();
    }
    return Optional.empty();
  }

  private boolean develops(Organization unit) {
    return IndependentDevelopment.of(
            unit.level(),
            policies
                .current()
                .at(ParameterKey.INDEPENDENT_DEVELOPMENT, OfficialTime.dayOf(clock.instant())))
        != IndependentDevelopment.REFUSED;
  }
}
