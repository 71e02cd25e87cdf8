package cn.beian.server.approvals;

import cn.beian.server.identity.Organization;
import cn.beian.server.records.NamedRecord;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * How many apps for the grassroots practice lets a unit, a city or a province run. It is
 * shown to people, who decide: nothing is refused for it.
 */
@Component
class Caps {
  private final ApprovalStore store;

  Caps(ApprovalStore store) {
    this.store = store;
  }

  /** The cap that a planned app for the grassroots would go beyond; empty where it does not. */
  Optional<GrassrootsCap> beyond(Organization unit, ProjectPlan plan) {
    if (!plan.grassroots()) {
      return Optional.empty();
    }
    List<NamedRecord> used =
        switch (unit.level()) {
          case CENTRAL -> store.grassrootsOf(unit.id());
          case PROVINCIAL, PREFECTURE -> store.grassrootsAt(unit.level().name(), unit.division());
          case COUNTY, TOWNSHIP, VILLAGE -> store.grassrootsOf(unit.id());
        };
    GrassrootsCap cap = new GrassrootsCap(unit.level(), used);
    return Optional.of(cap).filter(one -> one.usedBy().size() >= one.most());
  }
}
