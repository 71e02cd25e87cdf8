package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
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
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Entries for one app, found by package name or by unit and name, and merged by a supervisor. */
@Service
@Transactional
public class Duplicates {
  private static final int MOST = 200;

  /** Most entries of a group that stand side by side. */
  public static final int SIDES = 12;

  private static final int SHOWN = 240;

  private final DuplicateStore store;
  private final InventoryStore inventory;
  private final ClaimStore claims;
  private final Apps apps;
  private final Identity identity;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  Duplicates(
      DuplicateStore store,
      InventoryStore inventory,
      ClaimStore claims,
      Apps apps,
      Identity identity,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.inventory = inventory;
    this.claims = claims;
    this.apps = apps;
    this.identity = identity;
    this.audit = audit;
    this.events = events;
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

    /** The same with the rows that name it. */
    Side with(List<Source> sources) {
      return new Side(
          id,
          name,
          form,
          state,
          unit,
          identities,
          number,
          region,
          onlineSince,
          sources,
          applications,
          claims);
    }
  }

  /** A row of an inventory that names an entry. */
  public record Source(String region, int line, @InColumn("made_at") Instant at) {}

  /**
   * Entries that may be of one app: each looks like another one of them.
   *
   * @param sides two or more, at most {@value #SIDES}
   * @param more how many others there are
   */
  public record Group(List<Side> sides, int more) {
    public Group {
      sides = List.copyOf(sides);
    }

    /** Whether it is a pair: then the one that is not kept is the other one. */
    public boolean pair() {
      return sides.size() == 2;
    }

    /** Whether none of them can go, as each has a number. */
    public boolean allNumbered() {
      return sides.stream().allMatch(one -> one.number().isPresent());
    }

    /** Which is to be left unless somebody says otherwise: the first one with a number. */
    public UUID kept() {
      return sides.stream()
          .filter(one -> one.number().isPresent())
          .findFirst()
          .orElse(sides.get(0))
          .id();
    }

    /** Whether one of a pair cannot be left, as the other has a number. */
    public boolean goes(Side side) {
      return pair()
          && side.number().isEmpty()
          && sides.stream().anyMatch(one -> one.number().isPresent());
    }
  }

  /** What a page tells of them; whether there are others. */
  public record Groups(List<Group> shown, boolean more) {
    public Groups {
      shown = List.copyOf(shown);
    }
  }

  /** Two that a supervisor found not to be the same. */
  public record Distinct(
      @InColumn("one_id") UUID one,
      String oneName,
      @InColumn("other_id") UUID other,
      String otherName,
      String person,
      @InColumn("made_at") Instant at) {}

  /** Groups of the reader's region. */
  @Transactional(readOnly = true)
  public Groups groups() {
    return reader()
        .regionPrefix()
        .map(prefix -> store.groups(prefix, MOST, SIDES, SHOWN))
        .orElse(new Groups(List.of(), false));
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

  /**
   * A supervisor finds that some entries of a group are of no app of the others: none of them is
   * put beside one of the others from now on.
   *
   * @param group all that he saw
   * @param some of them
   */
  public void separate(Collection<UUID> group, Collection<UUID> some) {
    Set<UUID> apart = new TreeSet<>(some);
    Set<UUID> others = new TreeSet<>(group);
    others.removeAll(apart);
    Person supervisor = requireAll(Stream.concat(group.stream(), some.stream()).toList());
    if (apart.isEmpty() || others.isEmpty()) {
      throw rejected("inventory.merge.some");
    }
    inventory.lock();
    List<List<UUID>> noted =
        store.dismiss(array(apart), array(others), supervisor.id(), clock.instant());
    if (noted.isEmpty()) {
      throw rejected("inventory.merge.gone");
    }
    noted.forEach(
        pair -> audit.record("inventory.distinct", "app:" + pair.get(0), pair.get(1).toString()));
  }

  /** Lists two again that were found not to be the same. */
  public void relist(UUID one, UUID other) {
    requireAll(List.of(one, other));
    if (store.relist(one, other)) {
      audit.record("inventory.relist", "app:" + one, other.toString());
    }
  }

  /** The supervisor, in whose region all of them are; they are no more than a page tells. */
  private Person requireAll(Collection<UUID> ids) {
    Person supervisor = identity.current();
    AccessRules.requireRole(supervisor, Role.SUPERVISOR);
    String prefix = supervisor.regionPrefix().orElse("-");
    Set<UUID> asked = Set.copyOf(ids);
    if (asked.size() > SIDES) {
      throw rejected("inventory.merge.gone");
    }
    if (!asked.stream().allMatch(one -> claims.inRegion(one, prefix))) {
      throw new AccessDeniedException("app of another region");
    }
    return supervisor;
  }

  /**
   * Merges entries: what hangs on some hangs on the one that is kept from now on. All of them, or
   * none.
   *
   * @param some that are the same as the one that is kept; that may be among them
   * @param confirmed whether it is meant: it cannot be undone
   */
  public Merge merge(Collection<UUID> some, UUID into, boolean confirmed) {
    Set<UUID> gone = new TreeSet<>(some);
    gone.remove(into);
    Set<UUID> all = new TreeSet<>(gone);
    all.add(into);
    Person supervisor = requireAll(all);
    Set<Optional<UUID>> owners =
        all.stream()
            .flatMap(one -> apps.find(one).stream())
            .map(App::ownerId)
            .collect(Collectors.toSet());
    if (owners.size() > 1 && owners.contains(Optional.of(supervisor.organizationId()))) {
      throw rejected("inventory.claims.ownUnit");
    }
    if (gone.isEmpty()) {
      throw rejected("inventory.merge.same");
    }
    inventory.lock();
    all.forEach(apps::lock); // no filing begins meanwhile
    requireAlike(into, all);
    App kept = apps.find(into).orElseThrow();
    List<App> merged = gone.stream().map(one -> apps.find(one).orElseThrow()).toList();
    RejectedInput.throwIfAny(
        merged.stream()
            .flatMap(one -> against(one, kept).map(key -> Problem.of("", key, one.name())).stream())
            .toList());
    if (!confirmed) {
      throw rejected("inventory.merge.confirm");
    }
    for (UUID one : gone) {
      store.merge(one, into, supervisor.id(), clock.instant());
      audit.record("inventory.merge", "app:" + into, one.toString());
    }
    Set<UUID> units =
        merged.stream()
            .flatMap(one -> one.ownerId().stream())
            .filter(unit -> !kept.ownerId().equals(Optional.of(unit)))
            .collect(Collectors.toSet());
    if (!units.isEmpty()) {
      events.publishEvent(new AppsMerged(into, units));
    }
    return new Merge(kept.name(), merged.stream().map(App::name).sorted().toList());
  }

  /**
   * What was merged.
   *
   * @param kept name of the one that is left
   * @param gone names of the others
   */
  public record Merge(String kept, List<String> gone) {
    public Merge {
      gone = List.copyOf(gone);
    }
  }

  /**
   * Each looks like the one that is kept, or like another that does; and no two are known apart.
   */
  private void requireAlike(UUID into, Set<UUID> all) {
    Map<UUID, Set<UUID>> alike = store.alike(array(all));
    Set<UUID> reached = new HashSet<>(Set.of(into));
    Deque<UUID> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      for (UUID one : alike.getOrDefault(next.remove(), Set.of())) {
        if (reached.add(one)) {
          next.add(one);
        }
      }
    }
    boolean left = apps.all(all).stream().allMatch(one -> one.mergedInto().isEmpty());
    if (!left || !reached.containsAll(all)) {
      throw rejected("inventory.merge.gone");
    }
    if (!store.apart(array(all)).isEmpty()) {
      throw rejected("inventory.merge.apart");
    }
  }

  /** Why one cannot go into another, as the key of a sentence; empty if it can. */
  private Optional<String> against(App gone, App kept) {
    if (store.numbered(gone.id())) {
      return Optional.of(
          store.numbered(kept.id()) ? "inventory.merge.both" : "inventory.merge.filed");
    }
    if (store.held(gone.id())) {
      return Optional.of("inventory.merge.held");
    }
    return claims.begun(gone.id()) && !Objects.equals(gone.ownerId(), kept.ownerId())
        ? Optional.of("inventory.merge.units")
        : Optional.empty();
  }

  private static UUID[] array(Collection<UUID> ids) {
    return ids.toArray(UUID[]::new);
  }

  private static RejectedInput rejected(String key) {
    return new RejectedInput(List.of(Problem.of("", key)));
  }
}
