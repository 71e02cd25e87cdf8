package cn.beian.server.filings.filed;

import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Which version of an app is the filed one, for the unit that filed it. */
@Service
public class FiledVersions {
  private final JdbcClient jdbc;

  FiledVersions(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
   * The version that a unit filed last under that package name or AppID: the launch build that
   * joined the record, else the build that was reviewed. Empty where the unit filed none.
   */
  public Optional<Filed> of(UUID organizationId, String identity) {
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    return jdbc.sql(
            "select p.package_id, a.number, a.app_id from filed_application a join application_package p on p.application_id = a.id"
                + " left join launch_build l on l.application_id = a.id and l.package_id = p.package_id"
                + " where a.organization_id = :organization and p.identity = :identity"
                + " and (p.part = 'REVIEW' or l.outcome = 'ACCEPTED')"
                + " order by a.created_at desc, l.handed_in_at desc nulls last, p.added_at desc limit 1")
        .param("organization", organizationId)
        .param("identity", identity)
        .query(
            (row, number) ->
                new Filed(
                    row.getObject("package_id", UUID.class),
                    row.getString("number"),
                    row.getObject("app_id", UUID.class)))
        .optional();
  }
}
