package cn.beian.server.upperlevel;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.policies.IndependentDevelopment;
import cn.beian.server.calendar.Policies;
import cn.beian.server.identity.CompetentUnits;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationTree;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Which unit may confirm an exception for another: one that may itself develop apps, and
 * that the register puts right above, or two persons named. A unit between the two that may not
 * develop itself is passed over: a village is below its township, and the county confirms.
 */
@Component
class Competence {
  private final OrganizationTree tree;
  private final CompetentUnits named;
  private final Policies policies;
  private final Clock clock;

  Competence(OrganizationTree tree, CompetentUnits named, Policies policies, Clock clock) {
    this.tree = tree;
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

  /** Why one unit may confirm an exception for another; empty if it may not. */
  Optional<Basis> of(Organization upper, Organization unit) {
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
    List<Organization> path =
        new ArrayList<>(tree.above(List.of(unit.id())).getOrDefault(unit.id(), List.of()));
    Collections.reverse(path);
    return path.stream().filter(this::develops).findFirst();
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
