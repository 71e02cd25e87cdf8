package cn.beian.server.identity;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Changes of what a unit is and where it belongs: its name and credit code, the unit above it, its
 * level, kind, division and route. They decide in whose name an app is filed, who may confirm an
 * exception, whether a unit may develop an app and who reviews its filings, so a change by
 * one administrator counts there only after another has confirmed it; until then {@link
 * Identity#confirmedOrganization} returns the previous values.
 */
@Service
@Transactional
public class UnitPlacements {
  /** Most changes that are listed and confirmed at once. */
  public static final int MOST = 200;

  private final UnitPlacementStore store;
  private final Identity identity;
  private final CoolingOff coolingOff;
  private final AuditTrail audit;
  private final RegisterStandings standings;
  private final Clock clock;

  UnitPlacements(
      UnitPlacementStore store,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      RegisterStandings standings,
      Clock clock) {
    this.store = store;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.standings = standings;
    this.clock = clock;
  }

  /**
   * A change that waits for a second administrator.
   *
   * @param unit as it was confirmed last
   * @param above the unit above it then; empty without one
   * @param now the unit as the register has it
   * @param aboveNow the unit above it now; empty without one
   * @param changedBy everybody who changed it since it was confirmed, the last one last
   */
  public record Waiting(
      Organization unit,
      Optional<Organization> above,
      Organization now,
      Optional<Organization> aboveNow,
      List<Person> changedBy,
      Instant changedAt) {
    public Waiting {
      changedBy = List.copyOf(changedBy);
    }

    /** Their names, separated by a comma of the language of names. */
    public String names() {
      return changedBy.stream().map(Person::name).collect(Collectors.joining("、"));
    }
  }

  /**
   * Notes a change in the transaction that is about to make it; going back to what was confirmed
   * ends it.
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void changing(Organization before, NewOrganization after) {
    if (same(before, after)) {
      return;
    }
    Organization confirmed = identity.confirmedOrganization(before.id());
    if (same(confirmed, after)) {
      store.remove(List.of(before.id()));
    } else {
      identity
          .currentIfAny()
          .ifPresent(person -> store.put(confirmed, person.id(), clock.instant()));
    }
    audit.record(
        "organization.placement.change",
        "organization:" + before.id(),
        words(before)
            + " -> "
            + words(
                after.name().strip(),
                CreditCode.read(after.creditCode()).folded(),
                after.level(),
                after.kind(),
                DivisionCode.read(after.division()).folded(),
                after.route(),
                after.parentId()));
  }

  private static boolean same(Organization one, NewOrganization other) {
    return one.name().equals(other.name().strip())
        && one.creditCode().equals(CreditCode.read(other.creditCode()).folded())
        && one.level() == other.level()
        && one.kind() == other.kind()
        && one.division().equals(DivisionCode.read(other.division()).folded())
        && one.route() == other.route()
        && Objects.equals(one.parentId(), other.parentId());
  }

  private String words(
      String name,
      String code,
      OrganizationLevel level,
      OrganizationKind kind,
      String division,
      Route route,
      @Nullable UUID parent) {
    return String.join(
        " ",
        name,
        code,
        level.name(),
        kind.name(),
        division,
        route.name(),
        above(parent).map(Organization::name).orElse("-"));
  }

  private String words(Organization unit) {
    return words(
        unit.name(),
        unit.creditCode(),
        unit.level(),
        unit.kind(),
        unit.division(),
        unit.route(),
        unit.parentId());
  }

  private Optional<Organization> above(@Nullable UUID parent) {
    return Optional.ofNullable(parent).map(identity::organization);
  }

  /** How many changes wait. */
  @Transactional(readOnly = true)
  public int count() {
    return store.count();
  }

  /**
   * Changes that wait, those that the person of this request may confirm first, the oldest of them
   * first; at most {@value #MOST}.
   */
  @Transactional(readOnly = true)
  public List<Waiting> waiting() {
    return store.waiting(excluding(identity.current()), MOST).stream().map(this::read).toList();
  }

  /** Changes that wait for the person of this request, the oldest first. */
  @Transactional(readOnly = true)
  public List<Waiting> confirmable(int most) {
    Person me = identity.current();
    return coolingOff.settled(me, Role.SYSTEM_ADMINISTRATOR)
        ? store.waitingWithout(excluding(me), most).stream().map(this::read).toList()
        : List.of();
  }

  /** Whose changes a person does not confirm: his own, and those of the one who linked him. */
  private static List<UUID> excluding(Person person) {
    return Stream.concat(Stream.of(person.id()), person.linkedBy().stream()).toList();
  }

  /** The change of one unit that waits. */
  @Transactional(readOnly = true)
  public Optional<Waiting> waiting(UUID unit) {
    return store.waiting(unit).map(this::read);
  }

  private Waiting read(UnitPlacementStore.Row row) {
    Organization now = identity.organization(row.unit());
    Organization before = identity.confirmedOrganization(row.unit());
    return new Waiting(
        before,
        above(before.parentId()),
        now,
        above(now.parentId()),
        row.changedBy().stream().map(id -> identity.person(id).orElseThrow()).toList(),
        row.changedAt());
  }

  /** Whether the current person may confirm a change: who made a part of it may not. */
  @Transactional(readOnly = true)
  public boolean mayConfirm(Waiting one) {
    Person me = identity.current();
    return one.changedBy().stream()
        .allMatch(changer -> SecondPersons.anotherAdministrator(me, changer));
  }

  /**
   * Confirms changes of other administrators; one that is gone by now is passed over.
   *
   * @param seen the moments of the changes that the page listed, by unit
   * @throws RejectedInput if one was changed again since, or the current person made one of them or
   *     was given the account by the one who did
   */
  public void confirm(Map<UUID, Instant> seen) {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SYSTEM_ADMINISTRATOR);
    if (seen.size() > MOST) {
      throw new RejectedInput(List.of(Problem.of("", "admin.placement.many", MOST)));
    }
    List<Waiting> confirmed = store.lock(seen.keySet()).stream().map(this::read).toList();
    if (!confirmed.stream().allMatch(one -> one.changedAt().equals(seen.get(one.unit().id())))) {
      throw new RejectedInput(List.of(Problem.of("", "admin.placement.again")));
    }
    if (!confirmed.stream().allMatch(this::mayConfirm)) {
      throw new RejectedInput(List.of(Problem.of("", "admin.placement.second")));
    }
    coolingOff.require(me, Role.SYSTEM_ADMINISTRATOR);
    store.remove(confirmed.stream().map(one -> one.unit().id()).toList());
    for (Waiting one : confirmed) {
      audit.record(
          "organization.placement.confirm",
          "organization:" + one.unit().id(),
          words(one.unit()) + " -> " + words(one.now()));
      standings.record(StandingKind.ORGANIZATION, one.unit().id().toString());
    }
  }
}
