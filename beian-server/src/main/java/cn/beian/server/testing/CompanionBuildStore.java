package cn.beian.server.testing;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.rules.comparison.TestBuild;
import cn.beian.rules.comparison.TestBuild.Aspect;
import cn.beian.rules.comparison.TestBuild.Difference;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.CompanionBuild.Outcome;
import cn.beian.server.testing.Inspection.Failure;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Test builds beside releases, and what came of comparing them. */
@Component
class CompanionBuildStore {
  static final int MOST_ITEMS = 10;
  private static final String EXTRA = "EXTRA";
  private static final String RELEASE = "release";

  private final JdbcClient jdbc;
  private final Intake intake;

  CompanionBuildStore(JdbcClient jdbc, Intake intake) {
    this.jdbc = jdbc;
    this.intake = intake;
  }

  /**
   * A release and its test build that were both read.
   *
   * @param packageId of the release
   * @param release digest of its facts
   * @param test digest of those of the test build
   */
  record Pair(UUID packageId, String release, String test) {}

  Optional<CompanionBuild> of(UUID packageId) {
    return jdbc.sql(
            """
            select t.*, i.failure from test_build t join package_upload p on p.id = t.test_package_id
            left join inspection i on i.sha256 = p.sha256 and i.app_id = p.app_id
            where t.package_id = :package
            """)
        .param("package", packageId)
        .query(this::row)
        .optional();
  }

  /** Puts a test build beside a release, in the place of an earlier one. */
  void put(UUID packageId, UUID testPackageId, UUID personId, Instant at) {
    jdbc.sql(
            """
            insert into test_build (package_id, test_package_id, added_by, added_at)
            values (:package, :test, :person, :at)
            on conflict (package_id) do update set test_package_id = excluded.test_package_id,
              added_by = excluded.added_by, added_at = excluded.added_at, outcome = 'WAITING',
              detail = '', facts_digest = null
            """)
        .param("package", packageId)
        .param("test", testPackageId)
        .param("person", personId)
        .param("at", at)
        .update();
  }

  /** Digest of the facts of both together; empty where there is no test build, or none of use. */
  Optional<String> factsDigest(UUID packageId) {
    return jdbc.sql(
            """
            select facts_digest from test_build
            where package_id = :package and facts_digest is not null
            """)
        .param("package", packageId)
        .query(String.class)
        .optional();
  }

  /** The pairs in which that package is, which were both read and wait to be compared. */
  List<Pair> toCompare(StoredPackage one) {
    return jdbc.sql(
            """
            select t.package_id, ri.facts_digest as release, ti.facts_digest as test
            from test_build t
            join package_upload r on r.id = t.package_id
            join inspection ri on ri.sha256 = r.sha256 and ri.app_id = r.app_id
              and ri.status = 'READ'
            join package_upload p on p.id = t.test_package_id
            join inspection ti on ti.sha256 = p.sha256 and ti.app_id = p.app_id
              and ti.status = 'READ'
            where t.outcome = 'WAITING' and ((r.sha256 = :sha256 and r.app_id = :appId)
              or (p.sha256 = :sha256 and p.app_id = :appId))
            """)
        .param("sha256", one.sha256())
        .param("appId", one.appId())
        .query(Pair.class)
        .list();
  }

  /**
   * Notes what came of comparing.
   *
   * @param factsDigest of the facts of both together; empty where it is not used
   */
  void settle(UUID packageId, Outcome outcome, TestBuild compared, String factsDigest) {
    jdbc.sql(
            """
            update test_build set outcome = :outcome, detail = :detail,
              facts_digest = nullif(:digest, '')
            where package_id = :package
            """)
        .param("outcome", outcome)
        .param("detail", detail(compared))
        .param("digest", factsDigest)
        .param("package", packageId)
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
    StoredPackage stored = intake.findPackage(uuid(row, "test_package_id")).orElseThrow();
    @Nullable String failure = row.getString("failure");
    return new CompanionBuild(
        stored,
        constant(row, "outcome", Outcome.class),
        failure == null || failure.isEmpty() ? Failure.NONE : Failure.valueOf(failure),
        sides.entrySet().stream()
            .map(one -> new Difference(one.getKey(), one.getValue().get(0), one.getValue().get(1)))
            .toList(),
        extra,
        Optional.ofNullable(row.getString("facts_digest")));
  }
}
