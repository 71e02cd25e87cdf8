package cn.beian.server.filings.store;

import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FiledVersion;
import cn.beian.server.filings.PackageCase;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Applications that hold a package: the same bytes, or one of the same name. */
@Repository
public class PackageUseStore {
  private static final List<ApplicationState> CLOSED_TO_TEST_BUILDS =
      List.of(
          ApplicationState.COMPLETENESS_REVIEW,
          ApplicationState.NATIONAL_REVIEW,
          ApplicationState.ACCEPTED);

  /**
   * Whether a package {@code p} of an application stands for what is filed: it was reviewed, or is
   * a launch build that was accepted. One that was refused is none of the app, whatever its name.
   */
  static final String OF_THE_APP =
      """
      (p.part = 'REVIEW' or exists (select 1 from launch_build l
        where l.application_id = p.application_id and l.package_id = p.package_id
          and l.outcome = 'ACCEPTED'))
      """;

  private final JdbcClient jdbc;

  PackageUseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Applications of a unit that are not decided, drafts among them, the latest first.
   *
   * @param digests SHA-256 of packages
   * @param identities package names and AppIDs
   */
  public List<Application> open(
      UUID organizationId, Collection<String> digests, Collection<String> identities) {
    return held("application", organizationId, digests, identities).stream()
        .filter(one -> !ApplicationGraph.GRAPH.terminal(one.state()))
        .toList();
  }

  /** What records of a unit rest on. */
  public List<Application> filed(
      UUID organizationId, Collection<String> digests, Collection<String> identities) {
    return held("filed_application", organizationId, digests, identities);
  }

  /** The application of a unit whose latest test of a package that is. */
  public Optional<Application> testedFor(UUID testId, UUID organizationId) {
    return jdbc.sql(
            """
            select a.* from application a join application_package p on p.application_id = a.id
            where p.test_id = :test and a.organization_id = :organization limit 1
            """)
        .param("test", testId)
        .param("organization", organizationId)
        .query(Application.class)
        .optional();
  }

  private List<Application> held(
      String from, UUID organizationId, Collection<String> digests, Collection<String> identities) {
    return jdbc.sql(
            "select a.* from "
                + from
                + """
                   a where a.organization_id = :organization and exists (
                  select 1 from application_package p join package_upload u on u.id = p.package_id
                  where p.application_id = a.id and OF_THE_APP
                    and (u.sha256 = any(:digests) or p.identity <> '' and p.identity = any(:identities)))
                order by a.updated_at desc, a.id limit 50
                """
                    .replace("OF_THE_APP", OF_THE_APP))
        .param("organization", organizationId)
        .param("digests", digests.toArray(String[]::new))
        .param("identities", identities.toArray(String[]::new))
        .query(Application.class)
        .list();
  }

  /** Cases that were sent in with a package, the latest first. */
  public List<PackageCase> casesWith(UUID packageId) {
    return jdbc.sql(
            """
            select a.id, a.organization_id, a.division from application a
            where a.signed_by is not null
              and (a.id in (select application_id from application_package_as_submitted
                  where package_id = :package)
                or a.id in (select application_id from launch_build where package_id = :package))
            order by a.created_at desc
            """)
        .param("package", packageId)
        .query(PackageCase.class)
        .list();
  }

  /**
   * Filed packages of a unit with a package name, the latest first: launch builds that joined the
   * record, and builds that were reviewed.
   */
  public List<FiledVersion> filedVersions(UUID organizationId, String identity, int most) {
    return jdbc.sql(
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
        .param("identity", identity)
        .param("most", most)
        .query(FiledVersion.class)
        .list();
  }

  /** Whether no application that holds a package is under review or accepted. */
  public boolean openForTestBuild(UUID packageId) {
    return jdbc.sql(
            """
            select not exists (select 1 from application a
              join application_package p on p.application_id = a.id
              where p.package_id = :package and a.state in (:closed))
            """)
        .param("package", packageId)
        .param("closed", CLOSED_TO_TEST_BUILDS)
        .query(Boolean.class)
        .single();
  }
}
