package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.cases.FreeText;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.ClaimStore.Candidate;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Whose an app of an inventory is. Its handler says so for a unit, or that it is not its own; he
 * takes that back within the day, a supervisor of the region later. Where two units say that an app
 * is theirs, the supervisor decides ({@link ClaimDecisions}).
 */
@Service
@Transactional
public class Claims {
  private static final int LONGEST_REASON = 1000;

  private final ClaimStore store;
  private final InventoryStore inventory;
  private final Apps apps;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  Claims(
      ClaimStore store,
      InventoryStore inventory,
      Apps apps,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.inventory = inventory;
    this.apps = apps;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a unit said of an app.
   *
   * @param ours whether it is its own
   * @param reason why it is not; empty otherwise
   */
  public record Claim(
      UUID id,
      @InColumn("app_id") UUID app,
      @InColumn("organization_id") UUID unit,
      String unitName,
      @InColumn("person_id") UUID person,
      boolean ours,
      String reason,
      Optional<UUID> ownerBefore,
      @InColumn("made_at") Instant at,
      Optional<Ending> ending) {}

  /** How a claim ended. */
  public enum Ending {
    /** Who made it took it back, or a supervisor did. */
    UNDONE,
    /** A supervisor found it right. */
    CONFIRMED,
    /** A supervisor found for another unit. */
    REJECTED
  }

  /** Most apps that are listed. */
  static final int MOST = 200;

  /** Unfiled apps of the inventory that name the reader's unit, or that it took as its own. */
  @Transactional(readOnly = true)
  public List<Candidate> ofUnit() {
    return store.ofUnit(identity.current().organizationId(), MOST);
  }

  /**
   * Apps of unknown unit of the reader's region, and those that another unit has claimed, by part
   * of their name or by package name or AppID.
   */
  @Transactional(readOnly = true)
  public List<Candidate> search(String words) {
    Organization unit = identity.organization(identity.current().organizationId());
    return words.strip().length() < 2
        ? List.of()
        : store.search(unit.id(), unit.division(), words.strip(), MOST);
  }

  /** The handler's unit says that an app is its own; once. */
  public void claim(UUID appId) {
    Person handler = handler();
    inventory.lock();
    App app = claimable(appId, handler);
    Optional<Claim> said = store.open(appId, handler.organizationId());
    if (said.filter(Claim::ours).isPresent()) {
      return;
    }
    said.ifPresent(one -> store.end(one.id(), Ending.UNDONE, handler.id(), clock.instant()));
    store.insert(UuidV7.next(clock), app, handler, true, "", app.ownerId(), clock.instant());
    if (app.ownerId().isEmpty()) {
      store.give(appId, Optional.of(handler.organizationId()));
    }
    audit.record("inventory.claim", "app:" + appId, "");
  }

  /** The handler's unit says that an app that was put down for it is not its own. */
  public void disclaim(UUID appId, String reason) {
    Person handler = handler();
    inventory.lock();
    App app = claimable(appId, handler);
    String why = reason.strip();
    if (why.isEmpty() || !FreeText.fits(why, LONGEST_REASON)) {
      throw rejected("reason", "inventory.claim.reason");
    }
    if (!app.ownerId().equals(Optional.of(handler.organizationId()))) {
      throw rejected("", "inventory.claim.notNamed");
    }
    requireNothingBegun(appId);
    Optional<Claim> said = store.open(appId, handler.organizationId());
    if (said.filter(one -> !one.ours()).isPresent()) {
      return;
    }
    said.ifPresent(one -> store.end(one.id(), Ending.UNDONE, handler.id(), clock.instant()));
    store.insert(UuidV7.next(clock), app, handler, false, why, app.ownerId(), clock.instant());
    store.give(appId, Optional.empty());
    audit.record("inventory.disclaim", "app:" + appId, why);
  }

  /**
   * Takes back what a unit said: its handler on the same day, a supervisor of the region at any
   * time. Whose the app was before, it is again.
   */
  public void undo(UUID claimId) {
    inventory.lock();
    Claim claim = open(claimId);
    apps.lock(claim.app());
    Person person = identity.current();
    boolean own =
        person.has(Role.HANDLER)
            && person.organizationId().equals(claim.unit())
            && today(claim.at());
    if (!own) {
      requireSupervisor(person, claim.app());
      if (person.organizationId().equals(claim.unit())) {
        throw rejected("", "inventory.claims.ownUnit");
      }
    }
    if (claim.ours()) {
      requireNothingBegun(claim.app());
    }
    store.end(claimId, Ending.UNDONE, person.id(), clock.instant());
    giveAfter(claim);
    audit.record("inventory.undo", "app:" + claim.app(), claim.unit().toString());
  }

  /** To the unit that had it, else to the one that claimed it first of those that are left. */
  private void giveAfter(Claim ended) {
    List<Claim> left =
        store.ofApp(ended.app()).stream()
            .filter(one -> one.ending().isEmpty() && one.ours())
            .toList();
    Optional<UUID> owner = apps.find(ended.app()).orElseThrow().ownerId();
    if (ended.ours() && !owner.equals(Optional.of(ended.unit()))) {
      return; // it was another's all the time
    }
    store.give(
        ended.app(),
        left.stream()
            .map(Claim::unit)
            .findFirst()
            .or(() -> ended.ownerBefore().filter(unit -> !store.disclaimed(ended.app(), unit))));
  }

  private boolean today(Instant at) {
    return OfficialTime.dayOf(at).equals(OfficialTime.dayOf(clock.instant()));
  }

  private Claim open(UUID id) {
    Claim claim = store.find(id).orElseThrow(() -> new NoSuchElementException("claim " + id));
    if (claim.ending().isPresent()) {
      throw rejected("", "inventory.claim.over");
    }
    return claim;
  }

  private Person handler() {
    Person handler = identity.current();
    AccessRules.requireRole(handler, Role.HANDLER);
    return handler;
  }

  /** An unfiled app of an inventory of the region in which the handler's unit is. */
  private App claimable(UUID appId, Person handler) {
    App app = apps.lock(appId); // no filing of it begins meanwhile
    Organization unit = identity.organization(handler.organizationId());
    boolean own = app.ownerId().equals(Optional.of(unit.id()));
    boolean free =
        app.inventory().filter(region -> AccessRules.covers(region, unit.division())).isPresent()
            && (app.ownerId().isEmpty() || store.claimed(appId));
    if (!own && !free) {
      throw new AccessDeniedException("no app of an inventory that this unit may claim");
    }
    if (app.inventory().isEmpty()) {
      throw rejected("", "inventory.claim.notNamed");
    }
    if (app.mergedInto().isPresent()) {
      throw rejected("", "inventory.claim.merged");
    }
    return app;
  }

  private void requireSupervisor(Person person, UUID appId) {
    AccessRules.requireRole(person, Role.SUPERVISOR);
    if (!store.inRegion(appId, person.regionPrefix().orElse("-"))) {
      throw new AccessDeniedException("app of another region");
    }
  }

  /** Whose an app is cannot change under an application. */
  private void requireNothingBegun(UUID appId) {
    if (store.begun(appId)) {
      throw rejected("", "inventory.claim.begun");
    }
  }

  private static RejectedInput rejected(String field, String key) {
    return new RejectedInput(List.of(Problem.of(field, key)));
  }
}
