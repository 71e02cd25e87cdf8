package cn.beian.server.identity;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.identity.OrganizationRow.Wanted;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the credit codes of upper units that a table gives by name. A name counts where exactly one
 * unit of the register and the table has it; of several with one name a person decides.
 */
final class UpperUnitNames {
  private final Map<String, Set<String>> codes = new HashMap<>();

  private UpperUnitNames() {}

  /** The rows with the code of each upper unit whose name is unique, and a flag where it is not. */
  static List<Wanted> resolved(List<Wanted> rows, OrganizationRows stored) {
    Set<String> named = new HashSet<>();
    rows.forEach(row -> named.add(row.parent()));
    named.removeIf(one -> one.isEmpty() || CreditCode.read(one).valid());
    if (named.isEmpty()) {
      return rows;
    }
    UpperUnitNames names = new UpperUnitNames();
    stored.byName(named).values().forEach(unit -> names.add(unit.name(), unit.creditCode()));
    for (Wanted row : rows) {
      if (row.refused().isEmpty() && row.codeValid() && named.contains(row.name())) {
        names.add(row.name(), row.creditCode());
      }
    }
    return rows.stream().map(names::resolved).toList();
  }

  private void add(String name, String code) {
    codes.computeIfAbsent(name, any -> new HashSet<>()).add(code);
  }

  private Wanted resolved(Wanted row) {
    Set<String> found = codes.getOrDefault(row.parent(), Set.of());
    return switch (found.size()) {
      case 0 -> row;
      case 1 -> row.below(found.iterator().next());
      default -> row.flagged("admin.flag.parentNames");
    };
  }
}
