package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Entries for one app, found by package name or by unit and name, and merged by a supervisor. */
@Service
@Transactional
public class Duplicates {
  private static final int MOST = 200;

  private final DuplicateStore store;
  private final InventoryStore inventory;
  private final ClaimStore claims;
  private final Apps apps;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  Duplicates(
      DuplicateStore store,
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
   * An entry beside another that may be of the same app.
   *
   * @param unit empty where nobody knows it
   * @param identities package names and AppIDs; may be empty
   * @param number under which it is or was filed last
   * @param region six digits; of its unit, else whose inventory named it
   * @param sources rows of inventories that name it, the latest first, at most three
   * @param applications how many there are about it
   * @param claims how many units said whose it is, and stand by it
   */
  public record Side(
      UUID id,
      String name,
      AppForm form,
      RecordState state,
      String unit,
      String identities,
      Optional<String> number,
      String region,
      Optional<LocalDate> onlineSince,
      List<Source> sources,
      int applications,
      int claims) {
    public Side {
      sources = List.copyOf(sources);
    }
  }

  /** A row of an inventory that names an entry. */
  public record Source(String region, int line, Instant at) {}

  /** Two entries that may be of one app. */
  public record Pair(Side one, Side other) {
    /** Both, the first one first. */
    public List<Side> sides() {
      return List.of(one, other);
    }

    /** Whether none of them can go, as each has a number. */
    public boolean bothNumbered() {
      return one.number().isPresent() && other.number().isPresent();
    }

    /** Which is to be left unless somebody says otherwise: the one with a number. */
    public UUID kept() {
      return other.number().isPresent() && one.number().isEmpty() ? other.id() : one.id();
    }

    /** Whether one of them has a number and the given one has not, so that it cannot be left. */
    public boolean goes(Side side) {
      return side.number().isEmpty() && (one.number().isPresent() || other.number().isPresent());
    }
  }

  /** Two that a supervisor found not to be the same. */
  public record Distinct(
      UUID one, String oneName, UUID other, String otherName, String person, Instant at) {}

  /** Pairs of the reader's region. */
  @Transactional(readOnly = true)
  public List<Pair> pairs() {
    return reader().regionPrefix().map(prefix -> store.pairs(prefix, MOST)).orElse(List.of());
  }

  /** Those of the reader's region that were found not to be the same, the latest first. */
  @Transactional(readOnly = true)
  public List<Distinct> distinct() {
    return reader().regionPrefix().map(prefix -> store.distinct(prefix, MOST)).orElse(List.of());
  }

  private Person reader() {
    Person reader = identity.current();
    AccessRules.requireRole(reader, Role.SUPERVISOR, Role.AUDITOR);
    return reader;
  }

  /** A supervisor finds that two entries are of two apps: they are no pair from now on. */
  public void dismiss(UUID one, UUID other) {
    Person supervisor = requireBoth(one, other);
    inventory.lock();
    if (one.equals(other) || !store.alike(one, other)) {
      throw rejected("inventory.merge.gone");
    }
    if (store.dismiss(one, other, supervisor.id(), clock.instant())) {
      audit.record("inventory.distinct", "app:" + one, other.toString());
    }
  }

  /** Lists two again that were found not to be the same. */
  public void relist(UUID one, UUID other) {
    requireBoth(one, other);
    if (store.relist(one, other)) {
      audit.record("inventory.relist", "app:" + one, other.toString());
    }
  }

  /** The supervisor, in whose region both are. */
  private Person requireBoth(UUID one, UUID other) {
    Person supervisor = identity.current();
    AccessRules.requireRole(supervisor, Role.SUPERVISOR);
    String prefix = supervisor.regionPrefix().orElse("-");
    if (!claims.inRegion(one, prefix) || !claims.inRegion(other, prefix)) {
      throw new AccessDeniedException("app of another region");
    }
    return supervisor;
  }

  /**
   * Merges two entries: what hangs on the first hangs on the second from now on.
   *
   * @param confirmed whether it is meant: it cannot be undone
   */
  public void merge(UUID from, UUID into, boolean confirmed) {
    Person supervisor = identity.current();
    AccessRules.requireRole(supervisor, Role.SUPERVISOR);
    inventory.lock();
    Stream.of(from, into).distinct().sorted().forEach(apps::lock); // no filing begins meanwhile
    App gone = apps.find(from).orElseThrow();
    App kept = apps.find(into).orElseThrow();
    String prefix = supervisor.regionPrefix().orElse("-");
    if (!claims.inRegion(from, prefix) || !claims.inRegion(into, prefix)) {
      throw new AccessDeniedException("app of another region");
    }
    if (from.equals(into)
        || gone.mergedInto().isPresent()
        || kept.mergedInto().isPresent()
        || !store.alike(from, into)) {
      throw rejected("inventory.merge.gone");
    }
    if (store.numbered(from)) {
      throw rejected(store.numbered(into) ? "inventory.merge.both" : "inventory.merge.filed");
    }
    if (store.held(from)) {
      throw rejected("inventory.merge.held");
    }
    if (claims.begun(from) && !Objects.equals(gone.ownerId(), kept.ownerId())) {
      throw rejected("inventory.merge.units");
    }
    if (!confirmed) {
      throw rejected("inventory.merge.confirm");
    }
    store.merge(from, into, supervisor.id(), clock.instant());
    audit.record("inventory.merge", "app:" + into, from.toString());
  }

  private static RejectedInput rejected(String key) {
    return new RejectedInput(List.of(Problem.of("", key)));
  }
}
