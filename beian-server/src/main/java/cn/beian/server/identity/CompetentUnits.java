package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units that two persons named competent to confirm exceptions for another: one
 * administrator names, another confirms, as with powers over the system.
 */
@Service
@Transactional
public class CompetentUnits {
  private final CompetentUnitStore store;
  private final OrganizationSearch search;
  private final Identity identity;
  private final CoolingOff coolingOff;
  private final AuditTrail audit;
  private final Clock clock;

  CompetentUnits(
      CompetentUnitStore store,
      OrganizationSearch search,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.search = search;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.clock = clock;
  }

  /** Those of a unit, whether confirmed or not. */
  @Transactional(readOnly = true)
  public List<CompetentUnit> of(UUID unit) {
    return store.of(unit);
  }

  /** Whether two persons named a unit competent for another. */
  @Transactional(readOnly = true)
  public boolean named(UUID upper, UUID unit) {
    return store.of(unit).stream()
        .anyMatch(one -> one.confirmed() && one.upper().id().equals(upper));
  }

  /** Whether the current person may be the second one. */
  @Transactional(readOnly = true)
  public boolean mayConfirm(CompetentUnit one) {
    return !one.confirmed()
        && SecondPersons.anotherAdministrator(identity.current(), one.requestedBy());
  }

  /**
   * Names a unit; it counts once somebody else has confirmed it.
   *
   * @param above name or credit code
   * @throws RejectedInput if the register has no such unit, or it is not of a higher level
   */
  public void name(UUID unitId, String above) {
    Person me = administrator();
    Organization unit = identity.organization(unitId);
    Organization upper =
        search.above(above).orElseThrow(() -> rejected("competent", "admin.competent.unknown"));
    if (upper.level().compareTo(unit.level()) >= 0) {
      throw rejected("competent", "admin.competent.notAbove");
    }
    store.lock(unitId);
    if (store.of(unitId).stream().noneMatch(one -> one.upper().id().equals(upper.id()))) {
      store.insert(UuidV7.next(clock), unitId, upper.id(), me.id(), clock.instant());
      audit.record("organization.competent.name", "organization:" + unitId, upper.name());
    }
  }

  /** Confirms what another administrator has named. */
  public void confirm(UUID unitId, UUID id) {
    Person me = administrator();
    CompetentUnit one = standing(unitId, id);
    if (one.confirmed()) {
      return;
    }
    if (!SecondPersons.anotherAdministrator(me, one.requestedBy())) {
      throw rejected("", "admin.competent.second");
    }
    coolingOff.require(me, Role.SYSTEM_ADMINISTRATOR);
    store.confirm(unitId, id, me.id(), clock.instant());
    audit.record("organization.competent.confirm", "organization:" + unitId, one.upper().name());
  }

  /** Takes it back; what was confirmed by that unit before stays. */
  public void end(UUID unitId, UUID id) {
    Person me = administrator();
    CompetentUnit one = standing(unitId, id);
    store.end(unitId, id, me.id(), clock.instant());
    audit.record("organization.competent.end", "organization:" + unitId, one.upper().name());
  }

  private CompetentUnit standing(UUID unitId, UUID id) {
    store.lock(unitId);
    return store.of(unitId).stream()
        .filter(one -> one.id().equals(id))
        .findFirst()
        .orElseThrow(() -> rejected("", "admin.competent.gone"));
  }

  private Person administrator() {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SYSTEM_ADMINISTRATOR);
    return me;
  }

  private static RejectedInput rejected(String field, String key) {
    return new RejectedInput(List.of(Problem.of(field, key)));
  }
}
