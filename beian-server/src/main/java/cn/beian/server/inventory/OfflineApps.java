package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.cases.FreeText;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.InColumn;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Apps that went offline and never had a number. Their handler says so, and takes it back within
 * the day; a supervisor of the region does later. Nothing of it is public, since no number is.
 */
@Service
@Transactional
public class OfflineApps {
  private final OfflineAppStore store;
  private final InventoryStore inventory;
  private final ClaimStore claims;
  private final Apps apps;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  OfflineApps(
      OfflineAppStore store,
      InventoryStore inventory,
      ClaimStore claims,
      Apps apps,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.inventory = inventory;
    this.claims = claims;
    this.apps = apps;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * What a unit says of the end of an app.
   *
   * @param on since when it is offline
   * @param disposed what became of the data
   * @param evidence how it can be seen that it is offline
   */
  public record Offline(
      @InColumn("offline_on") LocalDate on,
      String disposed,
      String evidence,
      @InColumn("person_id") UUID person,
      @InColumn("made_at") Instant at) {}

  /** What is said of an app; empty while it is online, and once it has a number. */
  @Transactional(readOnly = true)
  public Optional<Offline> of(App app) {
    return unfiled(app) ? store.find(app.id()) : Optional.empty();
  }

  /** Those of these apps of which that is said. */
  @Transactional(readOnly = true)
  public Set<UUID> among(Collection<UUID> appIds) {
    return store.among(appIds);
  }

  private static boolean unfiled(App app) {
    return app.state() == RecordState.UNFILED || app.state() == RecordState.OVERDUE;
  }

  /**
   * Does something with an app that nobody says to be offline meanwhile.
   *
   * @throws RejectedInput if it is said to be; nothing is done
   */
  public <T> T whileOnline(UUID appId, Supplier<T> act) {
    if (of(apps.lock(appId)).isPresent()) {
      throw new RejectedInput(List.of(Problem.of("", "inventory.offline.correct")));
    }
    return act.get();
  }

  /** Whether the reader may say of an app that it went offline. */
  @Transactional(readOnly = true)
  public boolean mayState(App app) {
    Person reader = identity.current();
    return handles(reader, app) && against(app).isEmpty();
  }

  /** Why it cannot be said of an app, as the key of a sentence; empty if it can. */
  private Optional<String> against(App app) {
    if (app.mergedInto().isPresent()) {
      return Optional.of("inventory.claim.merged");
    }
    if (!unfiled(app)) {
      return Optional.of("inventory.offline.filed");
    }
    if (store.find(app.id()).isPresent()) {
      return Optional.of("inventory.offline.said");
    }
    return store.applied(app.id()) ? Optional.of("inventory.offline.applied") : Optional.empty();
  }

  /** An app of the reader's unit. */
  @Transactional(readOnly = true)
  public App own(UUID appId) {
    App app = apps.find(appId).orElseThrow();
    if (!app.ownerId().equals(Optional.of(identity.current().organizationId()))) {
      throw new AccessDeniedException("app of another unit");
    }
    return app;
  }

  /** What the reader's unit wrote of an app of its own before that was corrected. */
  @Transactional(readOnly = true)
  public Optional<Offline> corrected(App app) {
    return store.corrected(app.id(), identity.current().organizationId());
  }

  /** The handler of its unit says that an app without a number is offline. */
  public void state(UUID appId, Optional<LocalDate> on, String disposed, String evidence) {
    Person handler = identity.current();
    AccessRules.requireRole(handler, Role.HANDLER);
    inventory.lock();
    own(appId);
    App app = apps.lock(appId);
    own(appId);
    against(app).ifPresent(key -> RejectedInput.throwIfAny(List.of(Problem.of("", key))));
    List<Problem> problems = new ArrayList<>();
    LocalDate today = OfficialTime.dayOf(clock.instant());
    if (on.isEmpty() || on.get().isAfter(today)) {
      problems.add(Problem.of("offlineOn", "endings.problem.offlineOn"));
    } else if (online(app).filter(since -> on.get().toString().compareTo(since) < 0).isPresent()) {
      problems.add(Problem.of("offlineOn", "inventory.offline.early"));
    }
    problems.addAll(text("disposed", disposed));
    problems.addAll(text("evidence", evidence));
    RejectedInput.throwIfAny(problems);
    Offline said =
        new Offline(
            on.orElseThrow(), disposed.strip(), evidence.strip(), handler.id(), clock.instant());
    store.insert(appId, said);
    audit.record(
        "inventory.offline",
        "app:" + appId,
        said.on() + "\n" + said.disposed() + "\n" + said.evidence());
  }

  /** Since when an app is online, as an inventory or else its latest application says. */
  private Optional<String> online(App app) {
    return app.onlineSince().map(LocalDate::toString).or(() -> store.onlineSince(app.id()));
  }

  private static List<Problem> text(String field, String text) {
    if (text.isBlank()) {
      return List.of(Problem.of(field, "endings.problem." + field));
    }
    return FreeText.fits(text.strip(), FreeText.LONG)
        ? List.of()
        : List.of(Problem.of(field, "endings.problem.long", FreeText.LONG));
  }

  /** Whether the reader may take back what is said of an app. */
  @Transactional(readOnly = true)
  public boolean mayTakeBack(App app) {
    Person reader = identity.current();
    return of(app).filter(said -> takesBack(reader, app, said)).isPresent();
  }

  private boolean takesBack(Person reader, App app, Offline said) {
    boolean today = OfficialTime.dayOf(said.at()).equals(OfficialTime.dayOf(clock.instant()));
    return (today && handles(reader, app)) || supervises(reader, app);
  }

  private static boolean handles(Person reader, App app) {
    return reader.has(Role.HANDLER) && app.ownerId().equals(Optional.of(reader.organizationId()));
  }

  private boolean supervises(Person reader, App app) {
    return reader.has(Role.SUPERVISOR)
        && claims.inRegion(app.id(), reader.regionPrefix().orElse("-"));
  }

  /**
   * The app is online after all.
   *
   * @param confirmed whether it is meant; else nothing is done
   * @return whether something was taken back
   */
  public boolean takeBack(UUID appId, boolean confirmed) {
    inventory.lock();
    App app = apps.lock(appId);
    Person person = identity.current();
    Optional<Offline> said = store.find(appId);
    boolean may =
        said.map(one -> takesBack(person, app, one))
            .orElseGet(() -> handles(person, app) || supervises(person, app));
    if (!may) {
      throw new AccessDeniedException("neither its handler today nor its supervisor");
    }
    if (said.isEmpty() || !confirmed) {
      return false;
    }
    store.correct(appId);
    audit.record("inventory.online", "app:" + appId, "");
    return true;
  }
}
