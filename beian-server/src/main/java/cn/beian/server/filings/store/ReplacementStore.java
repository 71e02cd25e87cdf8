package cn.beian.server.filings.store;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.PackageReplacement;
import cn.beian.server.platform.RejectedInput.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Packages that wait for the place of another, one for each place. */
@Repository
public class ReplacementStore {
  private final JdbcClient jdbc;

  ReplacementStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Those of an application, the first first. */
  public List<PackageReplacement> of(UUID applicationId) {
    return jdbc.sql(
            """
            select * from package_replacement where application_id = :application
            order by begun_at, replaced_id
            """)
        .param("application", applicationId)
        .query(ReplacementStore::row)
        .list();
  }

  /** Puts one where it waits; another that waited for the same place is forgotten. */
  public void await(PackageReplacement one, Instant now) {
    jdbc.sql(
            """
            insert into package_replacement
              (application_id, replaced_id, package_id, begun_by, begun_at)
            values (:application, :replaced, :package, :by, :at)
            on conflict (application_id, replaced_id) do update set
              package_id = excluded.package_id, begun_by = excluded.begun_by,
              begun_at = excluded.begun_at, problem = '', parameters = ''
            """)
        .param("application", one.applicationId())
        .param("replaced", one.replacedId())
        .param("package", one.packageId())
        .param("by", one.begunBy())
        .param("at", at(now))
        .update();
  }

  /** Notes why one did not take the place. */
  public void refuse(PackageReplacement one, Problem problem) {
    jdbc.sql(
            """
            update package_replacement set problem = :problem, parameters = :parameters
            where application_id = :application and replaced_id = :replaced
            """)
        .param("application", one.applicationId())
        .param("replaced", one.replacedId())
        .param("problem", FilingProblem.code(problem))
        .param(
            "parameters",
            problem.arguments().stream().map(String::valueOf).collect(Collectors.joining("\n")))
        .update();
  }

  /** Nothing waits for the place of a package any more. */
  public void end(UUID applicationId, UUID replacedId) {
    jdbc.sql(
            """
            delete from package_replacement
            where application_id = :application and replaced_id = :replaced
            """)
        .param("application", applicationId)
        .param("replaced", replacedId)
        .update();
  }

  /** What did not take its place is told no more. */
  public void forgetRefused(UUID applicationId) {
    jdbc.sql(
            """
            delete from package_replacement where application_id = :application and problem <> ''
            """)
        .param("application", applicationId)
        .update();
  }

  /** Nothing waits in an application any more, and nothing is told of what did. */
  public void endAll(UUID applicationId) {
    jdbc.sql("delete from package_replacement where application_id = :application")
        .param("application", applicationId)
        .update();
  }

  private static PackageReplacement row(ResultSet row, int n) throws SQLException {
    String code = row.getString("problem");
    List<String> parameters = row.getString("parameters").lines().toList();
    return new PackageReplacement(
        uuid(row, "application_id"),
        uuid(row, "replaced_id"),
        uuid(row, "package_id"),
        uuid(row, "begun_by"),
        Optional.of(code)
            .filter(one -> !one.isEmpty())
            .map(one -> FilingProblem.of(one, "", parameters)));
  }
}
