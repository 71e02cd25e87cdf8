package cn.beian.server.official;

import cn.beian.server.identity.AccessRules;
import cn.beian.server.official.Matching.Holder;
import cn.beian.server.official.Matching.Known;
import cn.beian.server.official.Matching.Register;
import cn.beian.server.platform.FoldedText;
import cn.beian.server.platform.TableRow;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The records that rows of a list may mean: the register is read once, and only those are kept. */
@Repository
class ListedRecordStore {
  private final JdbcClient jdbc;

  ListedRecordStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of a region; who holds a number is known of all. */
  Register of(List<TableRow> rows, String region) {
    Set<String> names = new HashSet<>();
    Set<String> packages = new HashSet<>();
    for (TableRow row : rows) {
      names.add(FoldedText.of(ListColumn.NAME.of(row)));
      packages.add(ListColumn.PACKAGE.of(row));
    }
    names.remove("");
    packages.remove("");
    Map<String, List<String>> numbers = packages(packages);
    Map<String, Set<String>> named = new HashMap<>();
    numbers.forEach(
        (name, all) ->
            all.forEach(one -> named.computeIfAbsent(one, n -> new HashSet<>()).add(name)));
    Register register = Register.empty();
    try (Stream<Row> all =
        jdbc
            .sql(
                """
                select r.number, r.app_name, r.sponsor_name, r.division, r.state, r.official_number,
                  r.official_number_on, nullif(r.official_number_source, '') as standing_source,
                  b.office_id as standing_office
                from filing_record r left join official_batch b on b.id = r.official_number_batch
                order by r.place
                """)
            .query(Row.class)
            .stream()) {
      all.forEach(row -> add(register, row, names, named, region));
    }
    return register;
  }

  private static void add(
      Register register,
      Row row,
      Set<String> names,
      Map<String, Set<String>> named,
      String region) {
    Known known = row.known();
    if (!known.official().isEmpty()) {
      known
          .standing()
          .ifPresent(
              standing ->
                  register
                      .holders()
                      .put(Matching.key(known.official()), new Holder(known.number(), standing)));
    }
    String name = FoldedText.of(known.appName());
    Set<String> packages = named.getOrDefault(known.number(), Set.of());
    if ((packages.isEmpty() && !names.contains(name))
        || !AccessRules.covers(region, row.division())) {
      return;
    }
    put(register.byName(), name, known);
    put(register.byBoth(), Matching.both(known.appName(), known.sponsorName()), known);
    packages.forEach(one -> put(register.byPackage(), one, known));
  }

  private static void put(Map<String, List<Known>> map, String key, Known known) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(known);
  }

  private Map<String, List<String>> packages(Set<String> names) {
    Map<String, List<String>> numbers = new HashMap<>();
    if (names.isEmpty()) {
      return numbers;
    }
    jdbc.sql("select distinct number, package_id from filing_package where package_id = any(:ids)")
        .param("ids", names.toArray(String[]::new))
        .query(Packaged.class)
        .list()
        .forEach(
            row ->
                numbers
                    .computeIfAbsent(row.packageId(), id -> new ArrayList<>())
                    .add(row.number()));
    return numbers;
  }

  private record Row(Known known, String division) {}

  private record Packaged(String packageId, String number) {}
}
