package cn.beian.server.testing;

import cn.beian.facts.FactSet;
import cn.beian.rules.comparison.TestBuild;
import cn.beian.rules.comparison.TestBuild.Aspect;
import cn.beian.rules.comparison.TestBuild.Difference;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.CompanionBuild.Outcome;
import cn.beian.server.testing.Inspection.Failure;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Test builds beside releases. What was found is kept with the pair, so that pages and tests take
 * it from there; the facts of both together lie in the store like those of a package.
 */
final class TestBuilds {
  static final int MOST_ITEMS = 10;
  private static final String EXTRA = "EXTRA";
  private static final String RELEASE = "release";

  private final JdbcClient jdbc;
  private final Intake intake;
  private final FactsStore facts;

  TestBuilds(JdbcClient jdbc, Intake intake, FactsStore facts) {
    this.jdbc = jdbc;
    this.intake = intake;
    this.facts = facts;
  }

  /** The test build beside a release. */
  Optional<CompanionBuild> of(UUID packageId) {
    return jdbc.sql(
            "select t.*, i.failure from test_build t join package_upload p on p.id = t.test_package_id"
                + " left join inspection i on i.sha256 = p.sha256 and i.app_id = p.app_id where t.package_id = ?")
        .param(packageId)
        .query(this::row)
        .optional();
  }

  /** Digest of the facts of both together; empty where there is no test build, or none of use. */
  Optional<String> factsDigest(UUID packageId) {
    return jdbc.sql(
            "select facts_digest from test_build where package_id = ? and facts_digest is not null")
        .param(packageId)
        .query(String.class)
        .optional();
  }

  /** Compares the pairs in which that package is and which were both read; their releases. */
  List<UUID> settle(String sha256, String appId) throws IOException {
    record Pair(UUID packageId, String release, String test) {}
    List<Pair> pairs =
        jdbc.sql(
                "select t.package_id, ri.facts_digest as release, ti.facts_digest as test from test_build t"
                    + " join package_upload r on r.id = t.package_id"
                    + " join inspection ri on ri.sha256 = r.sha256 and ri.app_id = r.app_id and ri.status = 'READ'"
                    + " join package_upload p on p.id = t.test_package_id"
                    + " join inspection ti on ti.sha256 = p.sha256 and ti.app_id = p.app_id and ti.status = 'READ'"
                    + " where t.outcome = 'WAITING' and ((r.sha256 = :sha256 and r.app_id = :appId)"
                    + " or (p.sha256 = :sha256 and p.app_id = :appId))")
            .param("sha256", sha256)
            .param("appId", appId)
            .query(
                (row, number) ->
                    new Pair(
                        row.getObject("package_id", UUID.class),
                        row.getString("release"),
                        row.getString("test")))
            .list();
    for (Pair pair : pairs) {
      settle(pair.packageId(), facts.read(pair.release()), facts.read(pair.test()));
    }
    return pairs.stream().map(Pair::packageId).toList();
  }

  private void settle(UUID packageId, FactSet release, FactSet test) throws IOException {
    boolean other = !release.identity("package").equals(test.identity("package"));
    TestBuild compared = TestBuild.of(release, test);
    Outcome outcome =
        other ? Outcome.OTHER_APP : compared.matches() ? Outcome.SAME : Outcome.DIFFERENT;
    jdbc.sql(
            "update test_build set outcome = ?, detail = ?, facts_digest = nullif(?, '')"
                + " where package_id = ?")
        .params(
            outcome.name(),
            detail(compared),
            other ? "" : facts.store(compared.joined()),
            packageId)
        .update();
  }

  /** A line an item: aspect, side, item, parted by tabs. */
  private static String detail(TestBuild compared) {
    List<String> lines = new ArrayList<>();
    for (Difference one : compared.differences()) {
      add(lines, one.aspect() + "\t" + RELEASE, one.onlyRelease());
      add(lines, one.aspect() + "\ttest", one.onlyTest());
    }
    add(lines, EXTRA + "\t" + RELEASE, compared.extraFiles());
    return String.join("\n", lines);
  }

  private static void add(List<String> lines, String head, List<String> items) {
    items.stream()
        .limit(MOST_ITEMS)
        .map(item -> head + "\t" + item.replaceAll("[\\t\\n\\r\\x00]", " "))
        .forEach(lines::add);
  }

  private CompanionBuild row(ResultSet row, int number) throws SQLException {
    Map<Aspect, List<List<String>>> sides = new EnumMap<>(Aspect.class);
    List<String> extra = new ArrayList<>();
    for (String line : row.getString("detail").lines().toList()) {
      String[] part = line.split("\t", 3);
      if (part[0].equals(EXTRA)) {
        extra.add(part[2]);
      } else {
        sides
            .computeIfAbsent(
                Aspect.valueOf(part[0]), a -> List.of(new ArrayList<>(), new ArrayList<>()))
            .get(part[1].equals(RELEASE) ? 0 : 1)
            .add(part[2]);
      }
    }
    StoredPackage stored =
        intake.findPackage(row.getObject("test_package_id", UUID.class)).orElseThrow();
    @Nullable String failure = row.getString("failure");
    return new CompanionBuild(
        stored,
        Outcome.valueOf(row.getString("outcome")),
        failure == null || failure.isEmpty() ? Failure.NONE : Failure.valueOf(failure),
        sides.entrySet().stream()
            .map(one -> new Difference(one.getKey(), one.getValue().get(0), one.getValue().get(1)))
            .toList(),
        extra,
        Optional.ofNullable(row.getString("facts_digest")));
  }
}
