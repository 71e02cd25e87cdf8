package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.policies.AppForm;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.FiledAppStore.FiledApp;
import cn.beian.server.platform.TableRow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares what a store or a crawl found online with what is filed in the reader's region, by
 * package name or AppID, and where a row has none by name and unit. Several rows of one app are
 * one. Nothing is written, and no row is left out without a word.
 */
@Service
@Transactional(readOnly = true)
public class StoreComparison {
  private final FiledAppStore store;
  private final Identity identity;
  private final Clock clock;

  StoreComparison(FiledAppStore store, Identity identity, Clock clock) {
    this.store = store;
    this.identity = identity;
    this.clock = clock;
  }

  /** Where an app was found. */
  public enum Side {
    /** Online, and not filed. */
    UNFILED,
    /** Filed, and not in the list, though the list has others of its platform. */
    NOT_ONLINE,
    /** Online and filed. */
    FILED,
    /** A row that cannot be compared. */
    UNREAD
  }

  /**
   * An app, or a row that is none.
   *
   * @param lines rows of the list that name it, from 1; none where it is not in the list
   * @param identity package names or AppIDs; may be empty
   * @param unit as the list or the register names it; may be empty
   * @param app what is filed, or known of it
   * @param number of what is filed
   * @param namesake number of another app that is filed under this name by the same unit
   * @param problems message keys of why a row cannot be compared, or what else is known of an app
   */
  public record Found(
      Side side,
      List<Integer> lines,
      String name,
      String identity,
      String unit,
      Optional<UUID> app,
      Optional<String> number,
      Optional<String> namesake,
      List<String> problems) {
    public Found {
      lines = List.copyOf(lines);
      problems = List.copyOf(problems);
    }
  }

  /** What does not matter where a row is compared only: a list of a store does not tell it. */
  private static final Set<String> NOT_COMPARED =
      Set.of(
          "inventory.refused.form",
          "inventory.refused.day",
          "inventory.refused.future",
          "inventory.refused.early");

  /** What a list says beside what is filed, by side. */
  public List<Found> compare(List<TableRow> rows) {
    Person official = identity.current();
    AccessRules.requireRole(official, Role.SUPERVISOR);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    List<InventoryRow> online = new ArrayList<>();
    List<Found> found = new ArrayList<>();
    for (TableRow row : rows) {
      InventoryRow read = InventoryRow.read(row, today);
      List<String> problems =
          read.refusals().stream()
              .filter(one -> !one.startsWith(InventoryRow.CODE) && !NOT_COMPARED.contains(one))
              .toList();
      if (problems.isEmpty()) {
        online.add(read);
      } else {
        found.add(unread(read, problems));
      }
    }
    String region = official.regionPrefix().orElse("-");
    List<FiledApp> filed = store.filed(region);
    Filed register = new Filed(filed);
    Map<String, String> folded = store.folded(online.stream().map(InventoryRow::name).toList());
    Map<String, UUID> known =
        store.known(
            online.stream().map(InventoryRow::identity).filter(one -> !one.isEmpty()).toList(),
            region);
    Map<String, Group> groups = new LinkedHashMap<>();
    for (InventoryRow row : online) {
      String name = folded.getOrDefault(row.name(), "");
      Optional<FiledApp> app = register.of(row, name);
      Optional<UUID> id = app.map(FiledApp::id).or(() -> mayBe(known.get(row.identity())));
      String key = id.map(UUID::toString).orElseGet(() -> key(row, name));
      groups.computeIfAbsent(key, one -> new Group(app, id, register.named(row, name))).add(row);
    }
    Map<UUID, String> standings =
        store.standings(
            groups.values().stream()
                .filter(one -> one.app.isEmpty())
                .flatMap(one -> one.id.stream())
                .toList());
    groups.values().forEach(one -> found.add(one.found(standings)));
    Set<UUID> seen = new HashSet<>();
    groups.values().forEach(one -> one.app.ifPresent(app -> seen.add(app.id())));
    Set<String> platforms = new HashSet<>();
    online.forEach(row -> platforms.add(row.platform()));
    platforms.remove("");
    for (FiledApp app : filed) {
      boolean looked =
          platforms.isEmpty() || app.platforms().stream().anyMatch(platforms::contains);
      if (looked && !seen.contains(app.id())) {
        found.add(absent(app));
      }
    }
    return found.stream().sorted(Comparator.comparing(Found::side)).toList();
  }

  /** What rows of one app that nobody knows have in common: one number covers its platforms. */
  private static String key(InventoryRow row, String name) {
    boolean platforms = row.form().equals(Optional.of(AppForm.APP)) && !row.unitName().isEmpty();
    return row.identity().isEmpty() || platforms ? row.unitName() + '\n' + name : row.identity();
  }

  private static Optional<UUID> mayBe(@Nullable UUID id) {
    return Optional.ofNullable(id);
  }

  private static Found unread(InventoryRow row, List<String> problems) {
    return new Found(
        Side.UNREAD,
        List.of(row.row().number()),
        row.name(),
        row.identity(),
        row.unitName(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        problems);
  }

  private static Found absent(FiledApp app) {
    return new Found(
        Side.NOT_ONLINE,
        List.of(),
        app.name(),
        String.join(" · ", app.identities()),
        app.unit(),
        Optional.of(app.id()),
        Optional.of(app.number()),
        Optional.empty(),
        List.of());
  }

  /** What is filed, to be found by what a row says. */
  private static final class Filed {
    private final Map<String, FiledApp> byIdentity = new HashMap<>();
    private final Map<String, FiledApp> byName = new HashMap<>();

    Filed(List<FiledApp> filed) {
      for (FiledApp app : filed) {
        app.identities().forEach(one -> byIdentity.putIfAbsent(one, app));
        byName.putIfAbsent(app.unit() + '\n' + app.folded(), app);
      }
    }

    Optional<FiledApp> of(InventoryRow row, String name) {
      return row.identity().isEmpty()
          ? named(row, name)
          : Optional.ofNullable(byIdentity.get(row.identity()));
    }

    Optional<FiledApp> named(InventoryRow row, String name) {
      return Optional.ofNullable(byName.get(row.unitName() + '\n' + name));
    }
  }

  /** Rows of one app. */
  private static final class Group {
    final Optional<FiledApp> app;
    private final Optional<UUID> id;
    private final Optional<FiledApp> namesake;
    private final List<InventoryRow> rows = new ArrayList<>();

    Group(Optional<FiledApp> app, Optional<UUID> id, Optional<FiledApp> namesake) {
      this.app = app;
      this.id = id;
      this.namesake = app.isPresent() ? Optional.empty() : namesake;
    }

    void add(InventoryRow row) {
      rows.add(row);
    }

    Found found(Map<UUID, String> standings) {
      InventoryRow first = rows.get(0);
      Optional<String> standing =
          id.filter(one -> app.isEmpty()).flatMap(one -> mayBe(standings, one));
      return new Found(
          app.isPresent() ? Side.FILED : Side.UNFILED,
          rows.stream().map(one -> one.row().number()).toList(),
          first.name(),
          rows.stream()
              .map(InventoryRow::identity)
              .filter(one -> !one.isEmpty())
              .distinct()
              .collect(Collectors.joining(" · ")),
          first.unitName(),
          id,
          app.map(FiledApp::number),
          namesake.map(FiledApp::number),
          standing.map(one -> "inventory.comparison." + one).stream().toList());
    }

    private static Optional<String> mayBe(Map<UUID, String> standings, UUID id) {
      return Optional.ofNullable(standings.get(id));
    }
  }
}
