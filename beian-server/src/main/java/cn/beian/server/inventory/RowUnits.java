package cn.beian.server.inventory;

import cn.beian.server.identity.AccessRules;
import cn.beian.server.inventory.InventoryImport.Word;
import cn.beian.server.inventory.InventoryStore.Unit;
import cn.beian.server.platform.FoldedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The units that the rows of an inventory name. A row says whose its app is by a name, a credit
 * code or both; where the two are of different units nobody decides for the person who sent it.
 */
final class RowUnits {
  /** Most unknown units of a table for which names like theirs are looked up. */
  private static final int MOST_UNKNOWN = 200;

  /** Most names of the register with which these are compared. */
  private static final int MOST_NAMES = 5_000;

  /** Shortest name that may stand for a longer one that ends with it. */
  private static final int SHORTEST = 4;

  private static final String UNKNOWN = "inventory.refused.unit";

  private final Map<String, List<Unit>> byCode = new HashMap<>();
  private final Map<String, List<Unit>> byName = new HashMap<>();
  private final Map<String, List<String>> near = new HashMap<>();
  private final String region;
  private final boolean unknownTaken;

  /**
   * @param region of the official: units of others are not taken
   * @param unknownTaken whether a unit that is not in the register is taken as nobody's
   */
  RowUnits(
      InventoryStore store,
      List<InventoryRow> rows,
      String region,
      Optional<String> prefix,
      boolean unknownTaken) {
    this.region = region;
    this.unknownTaken = unknownTaken;
    Set<String> names = all(rows, InventoryRow::unitName);
    Set<String> spellings = names.stream().map(RowUnits::spelt).collect(Collectors.toSet());
    spellings.addAll(names);
    for (Unit unit : store.units(all(rows, InventoryRow::unitCode), spellings)) {
      byCode.computeIfAbsent(unit.creditCode(), code -> new ArrayList<>()).add(unit);
      byName.computeIfAbsent(FoldedText.of(unit.name()), name -> new ArrayList<>()).add(unit);
    }
    near(store, rows, prefix.orElse("-"));
  }

  private static Set<String> all(List<InventoryRow> rows, Function<InventoryRow, String> value) {
    return rows.stream().map(value).filter(one -> !one.isEmpty()).collect(Collectors.toSet());
  }

  /** A name as the register mostly has it: without blanks, with wide brackets. */
  private static String spelt(String name) {
    return name.replaceAll("[\\s\\p{Z}]", "").replace('(', '（').replace(')', '）');
  }

  /**
   * Whose a row says that its app is.
   *
   * @param unit absent where it says nothing, or a unit that is not known
   * @param refused why that cannot be taken
   * @param doubt what is to be looked at though it is taken
   */
  record Whose(Optional<Unit> unit, Optional<Word> refused, Optional<Word> doubt) {
    private static Whose refused(Word why) {
      return new Whose(Optional.empty(), Optional.of(why), Optional.empty());
    }
  }

  Whose of(InventoryRow row) {
    if (!row.namesUnit()) {
      return new Whose(Optional.empty(), Optional.empty(), Optional.empty());
    }
    List<Unit> coded = byCode.getOrDefault(row.unitCode(), List.of());
    List<Unit> named = byName.getOrDefault(FoldedText.of(row.unitName()), List.of());
    if (row.unitCode().isEmpty()) {
      return own(named, row, Optional.empty());
    }
    if (coded.isEmpty()) {
      return named.isEmpty()
          ? unknown(row)
          : Whose.refused(Word.of("inventory.refused.unit.otherCode", named.get(0).name()));
    }
    if (row.unitName().isEmpty()) {
      return own(coded, row, Optional.empty());
    }
    List<Unit> both = coded.stream().filter(named::contains).toList();
    if (!both.isEmpty()) {
      return own(both, row, Optional.empty());
    }
    String registered = coded.get(0).name();
    String told = FoldedText.of(row.unitName());
    boolean shortened =
        named.isEmpty() && told.length() >= SHORTEST && FoldedText.of(registered).endsWith(told);
    return shortened
        ? own(
            coded,
            row,
            Optional.of(Word.of("inventory.line.unitShort", row.unitName(), registered)))
        : Whose.refused(Word.of("inventory.refused.unit.differs", registered, row.unitName()));
  }

  private Whose own(List<Unit> found, InventoryRow row, Optional<Word> doubt) {
    List<Unit> own =
        found.stream().filter(unit -> AccessRules.covers(region, unit.division())).toList();
    if (own.size() == 1) {
      return new Whose(Optional.of(own.get(0)), Optional.empty(), doubt);
    }
    if (own.size() > 1) {
      return Whose.refused(Word.of("inventory.refused.units"));
    }
    return found.isEmpty() ? unknown(row) : Whose.refused(Word.of("inventory.refused.region"));
  }

  private Whose unknown(InventoryRow row) {
    return unknownTaken
        ? new Whose(
            Optional.empty(),
            Optional.empty(),
            Optional.of(near(row, "inventory.line.unknownUnit")))
        : Whose.refused(near(row, UNKNOWN));
  }

  /** That a unit is not in the register, with the names that may have been meant. */
  private Word near(InventoryRow row, String key) {
    List<String> names = near.getOrDefault(row.unitName(), List.of());
    return names.isEmpty()
        ? Word.of(key)
        : new Word(key + (names.size() > 1 ? ".near.two" : ".near"), names);
  }

  /** Notes which units of the region somebody may have meant whose name is of none. */
  private void near(InventoryStore store, List<InventoryRow> rows, String prefix) {
    List<String> unknown =
        rows.stream()
            .filter(row -> row.namesUnit() && row.unitCode().isEmpty())
            .map(InventoryRow::unitName)
            .filter(name -> !byName.containsKey(FoldedText.of(name)))
            .filter(name -> name.length() > NearestNames.ALIKE)
            .distinct()
            .limit(MOST_UNKNOWN)
            .toList();
    if (unknown.isEmpty()) {
      return;
    }
    Set<String> beginnings =
        unknown.stream()
            .map(name -> name.substring(0, NearestNames.ALIKE))
            .collect(Collectors.toSet());
    List<String> names = store.beginning(beginnings, NearestNames.ALIKE, prefix, MOST_NAMES);
    unknown.forEach(name -> near.put(name, NearestNames.of(name, names)));
  }
}
