package cn.beian.server.inventory;

import cn.beian.filing.policies.AppForm;
import cn.beian.server.inventory.InventoryStore.Taken;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What says that a row was taken before, while the rows of a table are gone through. Where rows
 * that are alike in all else differ by their platforms, the first one has the plain key, others
 * have their platforms in it: an app has one package name on several platforms, and mini-programs
 * of one name are different apps.
 */
final class RowKeys {
  private final Map<String, Taken> taken;
  private final Map<String, String> platforms = new HashMap<>();
  private final Map<String, Integer> lines = new HashMap<>();

  /**
   * @param taken rows that were taken before, by key
   */
  RowKeys(Map<String, Taken> taken) {
    this.taken = Map.copyOf(taken);
  }

  /** All that the key of a row may be. */
  static List<String> possible(String plain, InventoryRow row) {
    return byPlatform(row) ? List.of(plain, own(plain, row)) : List.of(plain);
  }

  private static boolean byPlatform(InventoryRow row) {
    AppForm told = row.identity().isEmpty() ? AppForm.MINI_PROGRAM : AppForm.APP;
    return !row.platform().isEmpty() && row.form().equals(Optional.of(told));
  }

  private static String own(String plain, InventoryRow row) {
    return plain + '\n' + row.platform();
  }

  /** The key of a row. */
  String of(String plain, InventoryRow row) {
    if (!byPlatform(row)) {
      return plain;
    }
    String own = own(plain, row);
    if (taken.containsKey(own)) {
      return own;
    }
    Taken before = taken.get(plain);
    String told =
        before == null || before.platform().isEmpty() ? row.platform() : before.platform();
    return platforms.computeIfAbsent(plain, key -> told).equals(row.platform()) ? plain : own;
  }

  /** The line of an earlier row with this key; empty for none. */
  Optional<Integer> earlier(String key, int line) {
    return Optional.ofNullable(lines.putIfAbsent(key, line));
  }
}
