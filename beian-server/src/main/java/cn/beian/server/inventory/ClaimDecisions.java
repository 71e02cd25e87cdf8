package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.server.apps.Apps;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.Claims.Claim;
import cn.beian.server.inventory.Claims.Ending;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A supervisor of the region decides which of the units that claim an app it belongs to, or that a
 * unit gave it back rightly. That can be taken back as long as nothing rests on it; the units learn
 * of both.
 */
@Service
@Transactional
public class ClaimDecisions {
  private static final int LATEST = 50;

  private final ClaimDecisionStore store;
  private final ClaimStore claims;
  private final InventoryStore inventory;
  private final Apps apps;
  private final Identity identity;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  ClaimDecisions(
      ClaimDecisionStore store,
      ClaimStore claims,
      InventoryStore inventory,
      Apps apps,
      Identity identity,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.claims = claims;
    this.inventory = inventory;
    this.apps = apps;
    this.identity = identity;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What was decided.
   *
   * @param unitName of the unit whose claim was found right
   * @param ours whether the app is that unit's; else it gave the app back rightly
   * @param takenBackBy who took it back, if anybody
   * @param against why it cannot be taken back, as the end of a key of words; empty if it can
   */
  public record Decision(
      UUID id,
      @InColumn("app_id") UUID app,
      String appName,
      String unitName,
      boolean ours,
      Optional<UUID> ownerBefore,
      String person,
      @InColumn("made_at") Instant at,
      @InColumn("taken_back_person") Optional<String> takenBackBy,
      Optional<Instant> takenBackAt,
      Optional<String> against) {}

  /**
   * What waits for a supervisor in the reader's region: of each app all claims that stand, where
   * they contradict each other or its unit gave it back; the earliest first.
   */
  @Transactional(readOnly = true)
  public Map<UUID, List<Claim>> waiting() {
    return prefix().map(prefix -> store.waiting(prefix, Claims.MOST)).orElse(List.of()).stream()
        .collect(Collectors.groupingBy(Claim::app, LinkedHashMap::new, Collectors.toList()));
  }

  /** What was decided last in the reader's region, and what of it was taken back. */
  @Transactional(readOnly = true)
  public List<Decision> latest() {
    return prefix().map(prefix -> store.decisions(prefix, LATEST)).orElse(List.of());
  }

  private Optional<String> prefix() {
    Person reader = identity.current();
    AccessRules.requireRole(reader, Role.SUPERVISOR, Role.AUDITOR);
    return reader.regionPrefix();
  }

  /**
   * Finds a claim right. An app that a unit claims is that unit's, and what others said of it ends.
   *
   * @param confirmed whether it is meant
   */
  public void decide(UUID claimId, boolean confirmed) {
    inventory.lock();
    Claim right =
        claims.find(claimId).orElseThrow(() -> new NoSuchElementException("claim " + claimId));
    apps.lock(right.app());
    Person person = requireSupervisor(right.app());
    if (right.ending().isPresent()) {
      throw rejected("inventory.claim.over");
    }
    if (!confirmed) {
      throw rejected("inventory.claims.confirm");
    }
    requireOthers(right.app(), person);
    Optional<UUID> before = apps.find(right.app()).orElseThrow().ownerId();
    Optional<UUID> after = right.ours() ? Optional.of(right.unit()) : before;
    if (before.isPresent() && !before.equals(after) && claims.begun(right.app())) {
      throw rejected("inventory.claim.begun");
    }
    UUID decision = UuidV7.next(clock);
    store.insert(decision, right, before, after, person.id(), clock.instant());
    List<Claim> ended =
        claims.ofApp(right.app()).stream()
            .filter(one -> one.ending().isEmpty())
            .filter(one -> right.ours() || one.id().equals(claimId))
            .toList();
    for (Claim one : ended) {
      Ending how = one.id().equals(claimId) ? Ending.CONFIRMED : Ending.REJECTED;
      claims.end(one.id(), how, person.id(), clock.instant());
      store.ended(one.id(), decision);
    }
    claims.give(right.app(), after);
    audit.record(
        "inventory.decide", "app:" + right.app(), (right.ours() ? "" : "not ") + right.unit());
    events.publishEvent(
        new ClaimDecided(
            right.app(),
            ended.stream().map(Claim::unit).collect(Collectors.toSet()),
            right.ours() ? Set.of(right.unit()) : Set.of(),
            false));
  }

  /**
   * Takes a decision back: what it ended stands again, and the app is whose it was before.
   *
   * @throws RejectedInput where something rests on it by now
   */
  public void takeBack(UUID id) {
    inventory.lock();
    UUID app = find(id).app();
    apps.lock(app);
    Person person = requireSupervisor(app);
    requireOthers(app, person);
    Decision decision = find(id);
    decision
        .against()
        .ifPresent(
            why -> {
              throw rejected("inventory.decision.against." + why);
            });
    store.takeBack(id, person.id(), clock.instant());
    claims.give(app, decision.ownerBefore());
    audit.record("inventory.decision-back", "app:" + app, id.toString());
    events.publishEvent(new ClaimDecided(app, Set.copyOf(store.units(id)), Set.of(), true));
  }

  private Decision find(UUID id) {
    return store.find(id).orElseThrow(() -> new NoSuchElementException("decision " + id));
  }

  /** Nobody decides what his own unit claims, has, or gave back. */
  private void requireOthers(UUID app, Person person) {
    boolean own =
        apps.find(app).orElseThrow().ownerId().equals(Optional.of(person.organizationId()))
            || claims.ofApp(app).stream()
                .anyMatch(one -> one.unit().equals(person.organizationId()));
    if (own) {
      throw rejected("inventory.claims.ownUnit");
    }
  }

  private Person requireSupervisor(UUID app) {
    Person person = identity.current();
    AccessRules.requireRole(person, Role.SUPERVISOR);
    if (!claims.inRegion(app, person.regionPrefix().orElse("-"))) {
      throw new AccessDeniedException("app of another region");
    }
    return person;
  }

  private static RejectedInput rejected(String key) {
    return new RejectedInput(List.of(Problem.of("", key)));
  }
}
