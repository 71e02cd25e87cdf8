package cn.beian.server.apps;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.UsingUnit.Source;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.StorableText;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The units that use an app: what accepted applications list, matched against the register
 * of units, and what its handler adds and removes on the page of the app.
 */
@Service
@Transactional
public class UsingUnits {
  /** Lines that an app may have. */
  static final int MOST = 500;

  private final UsingUnitStore store;
  private final Apps apps;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  UsingUnits(UsingUnitStore store, Apps apps, Identity identity, AuditTrail audit, Clock clock) {
    this.store = store;
    this.apps = apps;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * The list of an app.
   *
   * @param units those of the register first; at most {@value #MOST}
   * @param version how often it was changed on the page of the app or by an accepted application
   * @param more names of the filing that stand in it alone, since there are very many
   * @param changes whether the reader may add and remove
   */
  public record UsingUnitList(List<UsingUnit> units, int version, int more, boolean changes) {
    public UsingUnitList {
      units = List.copyOf(units);
    }

    /** Whether there is nothing to show and nothing to do. */
    public boolean bare() {
      return units.isEmpty() && !changes;
    }

    /** Whether a unit of the register is in the list. */
    public boolean has(UUID unit) {
      return units.stream().anyMatch(one -> one.unit().equals(Optional.of(unit)));
    }
  }

  /** The list of an app whose page the reader may read. */
  @Transactional(readOnly = true)
  public UsingUnitList of(App app) {
    UsingUnitStore.Head head = store.head(app.id());
    return new UsingUnitList(
        store.ofApp(app.id()), head.version(), head.more(), changes(identity.current(), app));
  }

  /** An app of the reader's unit. */
  @Transactional(readOnly = true)
  public App own(UUID appId) {
    return requireOwn(apps.find(appId).orElseThrow());
  }

  private App requireOwn(App app) {
    if (!app.ownerId().equals(Optional.of(identity.current().organizationId()))) {
      throw new AccessDeniedException("app of another unit");
    }
    return app;
  }

  private static boolean changes(Person reader, App app) {
    return reader.has(Role.HANDLER)
        && app.ownerId().equals(Optional.of(reader.organizationId()))
        && known(app)
        && !ended(app);
  }

  /** Of an app that is nothing but a draft the form says who uses it. */
  private static boolean known(App app) {
    return app.mergedInto().isEmpty()
        && (app.inventory().isPresent()
            || (app.state() != RecordState.UNFILED && app.state() != RecordState.OVERDUE));
  }

  private static boolean ended(App app) {
    return app.state() == RecordState.DEREGISTERED || app.state() == RecordState.REVOKED;
  }

  /**
   * What a change of a filed app says of its users to begin with: the list of its page, one a line,
   * where that was changed since the filing; else what was filed.
   */
  @Transactional(readOnly = true)
  public String typed(UUID appId, String filed) {
    List<String> lines = store.typed(appId);
    return lines.isEmpty() ? filed : String.join("\n", lines);
  }

  /**
   * Takes over what an accepted application lists. What it lists anew comes, what it no longer
   * lists goes, and what both lists have stays as it is now: what was removed on the page of the
   * app does not come back by itself.
   *
   * @param before the list of the application that was accepted before; empty where there is none
   * @param shown when the list of the page was written into the application; absent where it was
   *     not: of what was added on the page before, only what the application still lists stays
   */
  @Transactional(propagation = Propagation.MANDATORY)
  public void declare(
      UUID appId, String before, String list, Optional<Instant> shown, UUID handler) {
    TypedUnits earlier = new TypedUnits(before);
    TypedUnits listed = new TypedUnits(list);
    List<String> added = listed.without(earlier);
    List<String> gone = earlier.without(listed);
    apps.lock(appId);
    boolean whole = store.head(appId).more() == 0 && listed.more() == 0;
    shown.filter(at -> whole).ifPresent(at -> drop(appId, listed, at));
    store.removeLines(appId, gone);
    int room = Math.min(TypedUnits.MOST, MOST - store.ofApp(appId).size());
    Map<String, UUID> units = store.named(listed.candidates(added));
    Instant now = clock.instant();
    for (String line : added) {
      UUID unit = units.get(listed.whole(line));
      List<String> names =
          unit != null ? List.of(line) : TypedUnits.parts(listed.whole(line)).limit(room).toList();
      for (String name : names.subList(0, Math.min(room, names.size()))) {
        UUID named = unit != null ? unit : units.get(name);
        store.insert(appId, named, TypedUnits.kept(name), Source.FILING, line, handler, now);
      }
      room -= Math.min(room, names.size());
    }
    store.filed(appId, listed.more());
  }

  /** Takes away what was added on the page before a moment and a list no longer has. */
  private void drop(UUID appId, TypedUnits listed, Instant shown) {
    List<String> names = listed.candidates(listed.without(new TypedUnits("")));
    Set<UUID> units = Set.copyOf(store.named(names).values());
    store.ofApp(appId).stream()
        .filter(one -> one.source() == Source.PAGE && one.since().isBefore(shown))
        .filter(
            one ->
                one.unit().map(unit -> !units.contains(unit)).orElse(!names.contains(one.name())))
        .forEach(one -> store.remove(one.id()));
  }

  /**
   * Adds a unit of the register, or puts it in the place of a text.
   *
   * @param version of the list that the page showed
   * @param instead a line that is a text; empty to add one
   * @throws RejectedInput when it cannot be done; nothing is changed
   */
  public void add(UUID appId, int version, Optional<UUID> unitId, Optional<Long> instead) {
    App app = changed(appId);
    Organization unit =
        unitId.map(id -> identity.organizations(Set.of(id))).stream()
            .flatMap(List::stream)
            .findFirst()
            .orElseThrow(() -> rejected("users.problem.unit"));
    List<UsingUnit> there = store.ofApp(app.id());
    boolean has = there.stream().anyMatch(one -> one.unit().equals(unitId));
    Optional<UsingUnit> text =
        there.stream()
            .filter(one -> one.unit().isEmpty() && instead.equals(Optional.of(one.id())))
            .findFirst();
    if (has && text.isEmpty()) {
      return;
    }
    requireVersion(app, version);
    text.ifPresent(one -> store.remove(one.id()));
    insert(app, there.size() - (text.isPresent() ? 1 : 0), unit.id(), unit.name());
    audit.record(
        "app.users.add",
        "app:" + appId,
        unit.name() + text.map(one -> "\n" + one.name()).orElse(""));
  }

  /**
   * Adds a text, for what is no unit of the register.
   *
   * @throws RejectedInput when it cannot be done; nothing is changed
   */
  public void addText(UUID appId, int version, String typed) {
    App app = changed(appId);
    String name = typed.strip();
    if (name.isEmpty()
        || name.codePointCount(0, name.length()) > TypedUnits.LONGEST
        || name.chars().anyMatch(Character::isISOControl)
        || !StorableText.storable(name)) {
      throw rejected("users.problem.text", TypedUnits.LONGEST);
    }
    List<UsingUnit> there = store.ofApp(app.id());
    if (there.stream().anyMatch(one -> one.unit().isEmpty() && one.name().equals(name))) {
      return;
    }
    requireVersion(app, version);
    insert(app, there.size(), null, name);
    audit.record("app.users.add", "app:" + appId, name);
  }

  private void insert(App app, int there, @Nullable UUID unit, String name) {
    if (there >= MOST) {
      throw rejected("users.problem.full", MOST);
    }
    store.insert(app.id(), unit, name, Source.PAGE, "", identity.current().id(), clock.instant());
    store.edited(app.id());
  }

  /**
   * Removes a line; does nothing where it is gone already.
   *
   * @throws RejectedInput when the list was changed meanwhile; nothing is changed
   */
  public void remove(UUID appId, int version, long line) {
    App app = changed(appId);
    Optional<UsingUnit> there =
        store.ofApp(app.id()).stream().filter(one -> one.id() == line).findFirst();
    if (there.isEmpty()) {
      return;
    }
    requireVersion(app, version);
    store.remove(line);
    store.edited(app.id());
    audit.record("app.users.remove", "app:" + appId, there.get().name());
  }

  private App changed(UUID appId) {
    AccessRules.requireRole(identity.current(), Role.HANDLER);
    own(appId);
    App app = requireOwn(apps.lock(appId));
    if (!known(app)) {
      throw rejected(app.mergedInto().isPresent() ? "users.problem.merged" : "users.draft");
    }
    if (ended(app)) {
      throw rejected("users.ended");
    }
    return app;
  }

  private void requireVersion(App app, int version) {
    if (store.head(app.id()).version() != version) {
      throw rejected("users.problem.stale");
    }
  }

  private static RejectedInput rejected(String key, Object... arguments) {
    return new RejectedInput(List.of(Problem.of("", key, arguments)));
  }
}
