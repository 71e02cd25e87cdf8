package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.FiledAppStore.FiledApp;
import cn.beian.server.platform.TableRow;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Compares what a store or a crawl found online with what is filed in the reader's region, by
 * package name or AppID, and where a row has none by name and unit. Nothing is written.
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
    FILED
  }

  /**
   * An app.
   *
   * @param identity package name or AppID; may be empty
   * @param unit as the list or the register names it; may be empty
   * @param app what is filed, or known of it
   */
  public record Found(
      Side side,
      String name,
      String identity,
      String unit,
      Optional<UUID> app,
      Optional<String> number) {}

  /** What a list says beside what is filed, by side; rows that cannot be read are left out. */
  public List<Found> compare(List<TableRow> rows) {
    Person official = identity.current();
    AccessRules.requireRole(official, Role.SUPERVISOR);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    List<InventoryRow> online =
        rows.stream()
            .map(row -> InventoryRow.read(row, today))
            .filter(row -> row.refused().isEmpty())
            .toList();
    Map<String, FiledApp> byIdentity = new HashMap<>();
    Map<String, FiledApp> byName = new HashMap<>();
    List<FiledApp> filed = store.filed(official.regionPrefix().orElse("-"));
    for (FiledApp app : filed) {
      app.identities().forEach(one -> byIdentity.putIfAbsent(one, app));
      byName.putIfAbsent(app.unit() + '\n' + app.folded(), app);
    }
    Map<String, String> folded = store.folded(online.stream().map(InventoryRow::name).toList());
    Map<String, UUID> known =
        store.known(
            online.stream().map(InventoryRow::identity).filter(one -> !one.isEmpty()).toList(),
            official.regionPrefix().orElse("-"));
    Set<UUID> seen = new HashSet<>();
    Set<String> platforms = new HashSet<>();
    List<Found> found = new ArrayList<>();
    for (InventoryRow row : online) {
      platforms.add(row.platform());
      FiledApp app =
          row.identity().isEmpty()
              ? byName.get(row.unitName() + '\n' + folded.getOrDefault(row.name(), ""))
              : byIdentity.get(row.identity());
      if (app != null) {
        seen.add(app.id());
      }
      found.add(
          new Found(
              app == null ? Side.UNFILED : Side.FILED,
              row.name(),
              row.identity(),
              row.unitName(),
              Optional.ofNullable(app == null ? known.get(row.identity()) : app.id()),
              Optional.ofNullable(app).map(FiledApp::number)));
    }
    platforms.remove("");
    for (FiledApp app : filed) {
      boolean looked =
          platforms.isEmpty() || app.platforms().stream().anyMatch(platforms::contains);
      if (looked && !seen.contains(app.id())) {
        found.add(
            new Found(
                Side.NOT_ONLINE,
                app.name(),
                String.join(" · ", app.identities()),
                app.unit(),
                Optional.of(app.id()),
                Optional.of(app.number())));
      }
    }
    return found.stream().sorted(java.util.Comparator.comparing(Found::side)).toList();
  }
}
