package cn.beian.server.filings.casefile;

import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.policies.PackageSet;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.testing.Inspections;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which version of an app is the filed one, for the unit that filed it. */
@Service
public class FiledVersions {
  private static final int MOST = 200;

  private final JdbcClient jdbc;
  private final Inspections inspections;

  FiledVersions(JdbcClient jdbc, Inspections inspections) {
    this.jdbc = jdbc;
    this.inspections = inspections;
  }

  /**
   * A filed version.
   *
   * @param packageId under which it was taken in
   * @param number of the filing
   * @param appId app that it is of
   */
  public record Filed(UUID packageId, String number, UUID appId) {}

  /**
   * The version of an app that a unit filed last for one platform: the launch build that joined the
   * record, else the build that was reviewed. Empty where the unit filed none.
   */
  public Optional<Filed> of(UUID organizationId, PackageSet.Member app) {
    if (app.identity().isEmpty()) {
      return Optional.empty();
    }
    return jdbc
        .sql(
            """
            select p.package_id, a.number, a.app_id
            from filed_application a join application_package p on p.application_id = a.id
            left join launch_build l on l.application_id = a.id and l.package_id = p.package_id
            where a.organization_id = :organization and p.identity = :identity
              and (p.part = 'REVIEW' or l.outcome = 'ACCEPTED')
            order by a.created_at desc, l.handed_in_at desc nulls last, p.added_at desc
            limit :most
            """)
        .param("organization", organizationId)
        .param("identity", app.identity())
        .param("most", MOST)
        .query(
            (row, n) ->
                new Filed(uuid(row, "package_id"), row.getString("number"), uuid(row, "app_id")))
        .list()
        .stream()
        .filter(one -> member(one.packageId()).filter(app::equals).isPresent())
        .findFirst();
  }

  /** The version that was filed last of the app whose package this is; empty where it is that. */
  public Optional<Filed> after(UUID organizationId, UUID packageId) {
    return member(packageId)
        .flatMap(app -> of(organizationId, app))
        .filter(last -> !last.packageId().equals(packageId));
  }

  /** What is equal in packages of one app for one platform; empty where it was not read. */
  public Optional<PackageSet.Member> member(UUID packageId) {
    return inspections.outline(packageId).map(PackageAnswers::member);
  }
}
