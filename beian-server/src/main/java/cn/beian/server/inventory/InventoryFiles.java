package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.inventory.Claims.Claim;
import cn.beian.server.platform.InColumn;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What the inventory knows of an app, for whoever may read its page. */
@Service
@Transactional(readOnly = true)
public class InventoryFiles {
  private final InventoryEntryStore entries;
  private final ClaimStore claims;
  private final OfflineAppStore offline;
  private final Identity identity;
  private final Clock clock;

  InventoryFiles(
      InventoryEntryStore entries,
      ClaimStore claims,
      OfflineAppStore offline,
      Identity identity,
      Clock clock) {
    this.entries = entries;
    this.claims = claims;
    this.offline = offline;
    this.identity = identity;
    this.clock = clock;
  }

  /**
   * A row of an inventory that names the app.
   *
   * @param region whose inventory it is
   * @param office of the person who imported it; empty where he is of another region by now
   * @param line in the file
   * @param unit as the row names it; may be empty
   */
  public record Entry(
      String region,
      String office,
      int line,
      String name,
      String unit,
      Optional<LocalDate> onlineSince,
      String offered,
      String note,
      Instant at) {}

  /** An app that was found to be the same. */
  public record Merged(String name, @InColumn("made_at") Instant at) {}

  /**
   * What is known.
   *
   * @param claims those that stand, of a sponsor's reader his unit's alone
   * @param files whether the reader may begin its filing
   * @param decides whether the reader may decide whose it is
   * @param undoable claims that the reader may take back
   */
  public record InventoryFile(
      List<Entry> entries,
      List<Claim> claims,
      List<Merged> merged,
      boolean files,
      boolean decides,
      List<UUID> undoable) {
    public InventoryFile {
      entries = List.copyOf(entries);
      claims = List.copyOf(claims);
      merged = List.copyOf(merged);
      undoable = List.copyOf(undoable);
    }

    /** Where it is offered, one a line. */
    public String offered() {
      return String.join(
          "\n",
          entries.stream().map(Entry::offered).filter(one -> !one.isBlank()).distinct().toList());
    }

    /** Whether units contradict each other. */
    public boolean contested() {
      return claims.stream().filter(Claim::ours).count() > 1;
    }
  }

  /**
   * Of an app whose page the reader may read.
   *
   * @param own whether it is of his unit
   */
  public InventoryFile of(App app, boolean own) {
    Person reader = identity.current();
    boolean decides =
        !own
            && reader.has(Role.SUPERVISOR)
            && claims.inRegion(app.id(), reader.regionPrefix().orElse("-"));
    List<Claim> standing =
        claims.ofApp(app.id()).stream()
            .filter(one -> one.ending().isEmpty())
            .filter(one -> !own || one.unit().equals(reader.organizationId()))
            .toList();
    return new InventoryFile(
        entries.ofApp(app.id()),
        standing,
        entries.merged(app.id()),
        own
            && reader.has(Role.HANDLER)
            && app.state() == RecordState.UNFILED
            && app.inventory().isPresent()
            && offline.find(app.id()).isEmpty(),
        decides,
        standing.stream().filter(one -> decides || mine(one, reader)).map(Claim::id).toList());
  }

  private boolean mine(Claim claim, Person reader) {
    return reader.has(Role.HANDLER)
        && claim.unit().equals(reader.organizationId())
        && OfficialTime.dayOf(claim.at()).equals(OfficialTime.dayOf(clock.instant()));
  }
}
