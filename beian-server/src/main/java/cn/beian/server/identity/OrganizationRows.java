package cn.beian.server.identity;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.identity.OrganizationRow.Wanted;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The units that a table may mean, in one statement each, however long the table is. */
@Component
class OrganizationRows {
  private final JdbcClient jdbc;

  OrganizationRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** By credit code; of several with one code the oldest. */
  Map<String, Organization> byCode(Set<String> codes) {
    Map<String, Organization> units = new HashMap<>();
    read("select * from organization where credit_code = any(:keys) order by id", codes)
        .forEach(one -> units.putIfAbsent(one.creditCode(), one));
    return units;
  }

  /** By {@link #key}; of several with one key the oldest. */
  Map<String, Organization> byName(Set<String> names) {
    Map<String, Organization> units = new HashMap<>();
    read("select * from organization where name = any(:keys) order by id", names)
        .forEach(one -> units.putIfAbsent(key(one.name(), one.creditCode(), one.division()), one));
    return units;
  }

  /**
   * Rows with the credit codes of upper units that the table gives by name. A name counts where
   * exactly one unit of the register and the table has it; of several a person decides.
   */
  List<Wanted> withUpperCodes(List<Wanted> rows) {
    Set<String> named = rows.stream().map(Wanted::parent).collect(Collectors.toSet());
    named.removeIf(one -> one.isEmpty() || CreditCode.read(one).valid());
    Map<String, Set<String>> codes = new HashMap<>();
    byName(named).values().forEach(unit -> put(codes, unit.name(), unit.creditCode()));
    for (Wanted row : rows) {
      if (row.refused().isEmpty() && row.codeValid() && named.contains(row.name())) {
        put(codes, row.name(), row.creditCode());
      }
    }
    return rows.stream().map(row -> withUpperCode(row, codes)).toList();
  }

  private static void put(Map<String, Set<String>> codes, String name, String code) {
    codes.computeIfAbsent(name, any -> new HashSet<>()).add(code);
  }

  private static Wanted withUpperCode(Wanted row, Map<String, Set<String>> codes) {
    Set<String> found = codes.getOrDefault(row.parent(), Set.of());
    return switch (found.size()) {
      case 0 -> row;
      case 1 -> row.below(found.iterator().next());
      default -> row.flagged("admin.flag.parentNames");
    };
  }

  /** What tells units without a valid credit code apart. */
  static String key(String name, String creditCode, String division) {
    return String.join("\n", name, creditCode, division);
  }

  private List<Organization> read(String statement, Set<String> keys) {
    return keys.isEmpty()
        ? List.of()
        : jdbc.sql(statement)
            .param("keys", keys.toArray(String[]::new))
            .query(Organization.class)
            .list();
  }

  /** The units directly above some, by id. */
  Map<UUID, Organization> parents(Collection<Organization> units) {
    UUID[] ids =
        units.stream()
            .flatMap(one -> Stream.ofNullable(one.parentId()))
            .distinct()
            .toArray(UUID[]::new);
    Map<UUID, Organization> parents = new HashMap<>();
    jdbc.sql("select * from organization where id = any(:ids)")
        .param("ids", ids)
        .query(Organization.class)
        .list()
        .forEach(one -> parents.put(one.id(), one));
    return parents;
  }
}
