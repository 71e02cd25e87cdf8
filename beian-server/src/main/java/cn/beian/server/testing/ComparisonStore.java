package cn.beian.server.testing;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.rules.comparison.VersionComparison;
import cn.beian.rules.comparison.VersionComparisonJson;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Comparisons of two versions by a rulebook, as canonical JSON. */
@Component
class ComparisonStore {
  private final JdbcClient jdbc;

  ComparisonStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<VersionComparison> find(String before, String after, String rulebookVersion) {
    return jdbc.sql(
            """
            select result from version_comparison
            where before_digest = :before and after_digest = :after
              and rulebook_version = :rulebook
            """)
        .param("before", before)
        .param("after", after)
        .param("rulebook", rulebookVersion)
        .query(ComparisonStore::row)
        .optional();
  }

  /** Keeps a comparison, unless it was kept already. */
  void add(VersionComparison fresh, LocalDate asOf, Instant at) {
    jdbc.sql(
            """
            insert into version_comparison (before_digest, after_digest, rulebook_version, as_of,
              result, compared_at)
            values (:before, :after, :rulebook, :asOf, :result, :at) on conflict do nothing
            """)
        .param("before", fresh.before().factsDigest())
        .param("after", fresh.after().factsDigest())
        .param("rulebook", fresh.rulebookVersion())
        .param("asOf", asOf)
        .param(
            "result",
            JsonColumn.text(out -> VersionComparisonJson.write(fresh, out)).replace("\0", ""))
        .param("at", at(at))
        .update();
  }

  private static VersionComparison row(ResultSet row, int number) throws SQLException {
    try {
      return VersionComparisonJson.read(JsonColumn.stream(row.getString("result")));
    } catch (IOException e) {
      throw new SQLException("a kept comparison is not readable", e);
    }
  }
}
