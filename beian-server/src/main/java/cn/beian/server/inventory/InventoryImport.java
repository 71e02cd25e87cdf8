package cn.beian.server.inventory;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.ImportedRow.Outcome;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.TableImports;
import cn.beian.server.inventory.InventoryStore.Entry;
import cn.beian.server.inventory.InventoryStore.Source;
import cn.beian.server.inventory.InventoryStore.Taken;
import cn.beian.server.inventory.InventoryStore.Unit;
import cn.beian.server.inventory.RowUnits.Whose;
import cn.beian.server.platform.TableRow;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Takes apps from the rows of an inventory, for a supervisor of a region or the offices that review
 * completeness there: apps of units of the region, and apps of which nobody knows the unit. A row
 * is taken once: unit, form and package name or AppID say which app it is, where there is none
 * unit, form and name (of mini-programs platform, too). {@link #preview} says what {@link #run}
 * would do, and writes nothing.
 */
@Service
public class InventoryImport {
  /** Most apps of a table. */
  public static final int MOST_ROWS = 20_000;

  private final InventoryStore store;
  private final TableImports imports;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  InventoryImport(
      InventoryStore store,
      TableImports imports,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.imports = imports;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A reason.
   *
   * @param key of its message
   * @param arguments what it names; an empty one is an unknown unit
   */
  public record Word(String key, List<String> arguments) {
    public Word {
      arguments = List.copyOf(arguments);
    }

    static Word of(String key, String... arguments) {
      return new Word(key, List.of(arguments));
    }
  }

  /**
   * What becomes of a row.
   *
   * @param words why: of a row that goes back everything that is wrong with it, of one that is
   *     taken how it is known, and after that what is in doubt
   */
  public record Line(TableRow row, Outcome outcome, List<Word> words) {
    public Line {
      words = List.copyOf(words);
    }

    /** Whether it is taken though something of it should be looked at. */
    public boolean doubtful() {
      return outcome != Outcome.REFUSED && words.size() > 1;
    }
  }

  /**
   * What would become of each row.
   *
   * @param unknownUnits whether apps of units that are not in the register are taken as apps of an
   *     unknown unit, else such rows go back
   */
  @Transactional(readOnly = true)
  public List<Line> preview(List<TableRow> rows, boolean unknownUnits) {
    return new Plan(rows, unknownUnits).lines;
  }

  /**
   * Takes a table that was previewed, and keeps what became of its rows.
   *
   * @param results how that is written
   * @throws cn.beian.server.platform.RejectedInput when it was acted on, or is gone
   */
  @Transactional
  public void run(UUID table, boolean unknownUnits, Function<List<Line>, String> results) {
    List<TableRow> rows = imports.take(TableImports.Kind.INVENTORY, table).rows();
    store.lock();
    Plan plan = new Plan(rows, unknownUnits);
    plan.write(table);
    imports.finish(table, results.apply(plan.lines));
    audit.record(
        "inventory.import",
        "inventory:" + table,
        rows.size() + " / " + plan.entries.size() + " / " + plan.dates.size());
  }

  /** What a table asks for, compared with the apps that there are. */
  private final class Plan {
    final List<Line> lines = new ArrayList<>();
    final List<Entry> entries = new ArrayList<>();
    final Map<String, LocalDate> dates = new HashMap<>();

    private final Person official = identity.current();
    private final Map<String, String> folded;
    private final Map<String, Taken> taken;
    private final Map<String, List<KnownApp>> byIdentity = new HashMap<>();
    private final Map<String, List<KnownApp>> ofUnit = new HashMap<>();
    private final Map<String, String> namesakes;
    private final RowKeys keys;

    Plan(List<TableRow> rows, boolean unknownUnits) {
      AccessRules.requireRole(
          official, Role.SUPERVISOR, Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
      LocalDate today = OfficialTime.dayOf(clock.instant());
      List<InventoryRow> read = rows.stream().map(row -> InventoryRow.read(row, today)).toList();
      List<InventoryRow> good = read.stream().filter(InventoryRow::good).toList();
      RowUnits named =
          new RowUnits(store, read, official.region(), official.regionPrefix(), unknownUnits);
      folded = store.folded(all(good, InventoryRow::name));
      List<Asked> asked = read.stream().map(row -> new Asked(row, named.of(row))).toList();
      taken =
          store.taken(
              asked.stream()
                  .filter(one -> one.row().good())
                  .flatMap(one -> RowKeys.possible(key(one.row(), one.whose()), one.row()).stream())
                  .collect(Collectors.toSet()));
      keys = new RowKeys(taken);
      Set<UUID> units =
          asked.stream()
              .flatMap(one -> one.whose().unit().stream())
              .map(Unit::id)
              .collect(Collectors.toSet());
      store
          .known(
              all(good, InventoryRow::identity),
              official.regionPrefix().orElse("-"),
              units,
              new HashSet<>(folded.values()))
          .forEach(this::remember);
      namesakes = store.namesakes(folded.values(), official.regionPrefix().orElse("-"));
      asked.forEach(one -> lines.add(line(one.row(), one.whose())));
    }

    /** A row, and whose its app is. */
    private record Asked(InventoryRow row, Whose whose) {}

    private static Set<String> all(List<InventoryRow> rows, Function<InventoryRow, String> value) {
      Set<String> all =
          rows.stream().map(value).collect(Collectors.toCollection(LinkedHashSet::new));
      all.remove("");
      return all;
    }

    private void remember(KnownApp app) {
      app.identities.forEach(
          one -> byIdentity.computeIfAbsent(one, unused -> new ArrayList<>()).add(app));
      if (app.owner != null) {
        ofUnit.computeIfAbsent(named(app.owner, app.folded), unused -> new ArrayList<>()).add(app);
      }
    }

    private static String named(UUID unit, String folded) {
      return unit + "\n" + folded;
    }

    /** What says that a row was taken before. */
    private String key(InventoryRow row, Whose whose) {
      String unit =
          whose
              .unit()
              .map(one -> one.id().toString())
              .orElseGet(() -> official.region() + '?' + row.unitCode() + '?' + row.unitName());
      return String.join(
          "\n",
          unit,
          row.form().orElseThrow().name(),
          row.identity(),
          row.identity().isEmpty() ? folded.getOrDefault(row.name(), row.name()) : "");
    }

    private Line line(InventoryRow row, Whose whose) {
      List<Word> refusals = new ArrayList<>();
      row.refusals().forEach(key -> refusals.add(Word.of(key)));
      whose.refused().ifPresent(refusals::add);
      return refusals.isEmpty()
          ? taken(row, whose)
          : new Line(row.row(), Outcome.of(refusals.get(0).key()), refusals);
    }

    private Line taken(InventoryRow row, Whose whose) {
      String key = keys.of(key(row, whose), row);
      Optional<Integer> earlier = keys.earlier(key, row.row().number());
      if (earlier.isPresent()) {
        String line = String.valueOf(earlier.get());
        return new Line(
            row.row(), Outcome.REFUSED, List.of(Word.of("inventory.refused.twice", line)));
      }
      Taken before = taken.get(key);
      if (before != null) {
        return again(row, key, before);
      }
      UUID unit = whose.unit().map(Unit::id).orElse(null);
      Optional<KnownApp> known = known(row, unit);
      if (known.flatMap(one -> one.number).isPresent()) {
        return unchanged(row, "inventory.line.filed", known.flatMap(one -> one.number).orElse(""));
      }
      List<Word> doubts = new ArrayList<>();
      whose.doubt().ifPresent(doubts::add);
      if (row.markup()) {
        doubts.add(Word.of("inventory.line.markup"));
      }
      if (known.isEmpty()) {
        String folding = folded.getOrDefault(row.name(), row.name());
        String namesake = namesakes.put(folding, row.unitName());
        if (namesake != null) {
          doubts.add(
              namesake.isEmpty()
                  ? Word.of("inventory.line.sameName")
                  : Word.of("inventory.line.sameNameOf", namesake));
        }
        KnownApp app =
            new KnownApp(
                UuidV7.next(clock),
                unit,
                row.form().orElseThrow(),
                folding,
                Optional.empty(),
                row.name(),
                whose.unit().map(Unit::name).orElse(""));
        app.offer(row.platform());
        if (!row.identity().isEmpty()) {
          app.identify(row.platform(), row.identity());
        }
        remember(app);
        entries.add(new Entry(app.id, true, unit, key, row));
        String word = unit == null ? "inventory.line.newUnknown" : "inventory.line.new";
        return line(row, Outcome.NEW, Word.of(word), doubts);
      }
      KnownApp app = known.get();
      String word = "inventory.line.also";
      UUID owner = null;
      if (app.owner == null && unit != null) {
        word = "inventory.line.owner";
        owner = unit;
        app.owner = unit;
      } else if (!row.identity().isEmpty() && !app.identities.contains(row.identity())) {
        word = "inventory.line.identity";
        app.identify(row.platform(), row.identity());
        byIdentity.computeIfAbsent(row.identity(), unused -> new ArrayList<>()).add(app);
      }
      app.offer(row.platform());
      entries.add(new Entry(app.id, false, owner, key, row));
      String name = app.name.isEmpty() ? row.name() : app.name;
      return line(row, Outcome.CHANGED, Word.of(word, name, app.unit), doubts);
    }

    private static Line line(InventoryRow row, Outcome outcome, Word word, List<Word> doubts) {
      List<Word> words = new ArrayList<>(List.of(word));
      words.addAll(doubts);
      return new Line(row.row(), outcome, words);
    }

    private Line again(InventoryRow row, String key, Taken before) {
      boolean other =
          row.onlineSince().isPresent() && !row.onlineSince().equals(before.onlineSince());
      if (before.number().isPresent()) {
        return unchanged(row, "inventory.line.filed", before.number().get());
      }
      if (!other) {
        return unchanged(row, "inventory.line.known", "");
      }
      dates.put(key, row.onlineSince().orElseThrow());
      String earlier = before.onlineSince().map(LocalDate::toString).orElse("—");
      return line(row, Outcome.CHANGED, Word.of("inventory.line.date", earlier), List.of());
    }

    private static Line unchanged(InventoryRow row, String word, String argument) {
      return line(row, Outcome.UNCHANGED, Word.of(word, argument), List.of());
    }

    /** The app that a row means, if it is known. */
    private Optional<KnownApp> known(InventoryRow row, @Nullable UUID unit) {
      List<KnownApp> same = byIdentity.getOrDefault(row.identity(), List.of());
      Optional<KnownApp> found =
          same.stream()
              .filter(app -> app.ownedBy(unit) && row.form().equals(Optional.of(app.form)))
              .findFirst()
              .or(() -> same.stream().filter(app -> app.number.isPresent()).findFirst())
              .or(
                  () ->
                      same.stream()
                          .filter(app -> unit == null || app.owner == null)
                          .filter(app -> row.form().equals(Optional.of(app.form)))
                          .findFirst());
      if (found.isPresent() || unit == null) {
        return found;
      }
      String name = folded.getOrDefault(row.name(), row.name());
      return ofUnit.getOrDefault(named(unit, name), List.of()).stream()
          .filter(app -> row.form().equals(Optional.of(app.form)))
          .filter(
              app ->
                  row.identity().isEmpty()
                      ? app.mayBeOn(row.platform())
                      : app.mayBeAlso(row.platform()))
          .findFirst();
    }

    void write(UUID table) {
      Source source = new Source(table, official.id(), official.region(), clock.instant());
      if (!entries.isEmpty()) {
        store.write(entries, source);
      }
      if (!dates.isEmpty()) {
        store.date(dates);
      }
    }
  }
}
