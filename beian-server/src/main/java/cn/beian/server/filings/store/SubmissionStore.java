package cn.beian.server.filings.store;

import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * What was last submitted of applications that their sponsors are changing. The views {@code
 * answer_as_submitted} and {@code application_package_as_submitted} give it to whoever is not of
 * the sponsor, and of all other applications what stands there.
 */
@Repository
public class SubmissionStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  SubmissionStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** Keeps what stands in an application that is given back. */
  public void keep(UUID applicationId, Instant now) {
    jdbc.sql("delete from submission where application_id = :application")
        .param("application", applicationId)
        .update();
    jdbc.sql("insert into submission (application_id, kept_at) values (:application, :now)")
        .param("application", applicationId)
        .param("now", now)
        .update();
    jdbc.sql(
            """
            insert into submitted_answer (application_id, field, item, value, origin, evidence,
              confirmed, answered_by, answered_at)
            select application_id, field, item, value, origin, evidence, confirmed, answered_by,
              answered_at
            from answer where application_id = :application
            """)
        .param("application", applicationId)
        .update();
    jdbc.sql(
            """
            insert into submitted_package
              (application_id, package_id, part, identity, test_id, added_at)
            select application_id, package_id, part, identity, test_id, added_at
            from application_package where application_id = :application
            """)
        .param("application", applicationId)
        .update();
  }

  /**
   * What stands in the application has been submitted; what was submitted before stays beside it.
   */
  public void answered(UUID applicationId, Instant now) {
    jdbc.sql("update submission set answered_at = :now where application_id = :application")
        .param("now", now)
        .param("application", applicationId)
        .update();
  }

  /** Since when something else may stand there than was submitted; empty where nothing does. */
  public Optional<Instant> keptAt(UUID applicationId) {
    return jdbc.sql(
            "select kept_at from submission where application_id = :application and answered_at is null")
        .param("application", applicationId)
        .query(Instant.class)
        .optional();
  }

  /** Packages as they were submitted before the sponsor answered; empty where he has not. */
  public List<SubmittedPackage> earlierPackages(UUID applicationId) {
    return submittedPackages(applicationId, true);
  }

  /** As they were submitted, of an application that its sponsor is changing since; else empty. */
  public List<SubmittedPackage> givenBackPackages(UUID applicationId) {
    return submittedPackages(applicationId, false);
  }

  private List<SubmittedPackage> submittedPackages(UUID applicationId, boolean answered) {
    return jdbc.sql(
            """
            select p.* from submitted_package p join submission s on s.application_id = p.application_id
             where p.application_id = :application and p.part = 'REVIEW'
               and (s.answered_at is not null) = :answered
             order by p.added_at, p.package_id
            """)
        .param("application", applicationId)
        .param("answered", answered)
        .query(SubmittedPackage.class)
        .list();
  }

  /** The tests of record as they stand are those by which it is signed. */
  public void signed(UUID applicationId) {
    jdbc.sql(
            """
            update application_package set signed_test_id = test_id
            where application_id = :application and part = 'REVIEW'
            """)
        .param("application", applicationId)
        .update();
    standings.record(StandingKind.BUILD, applicationId.toString());
  }

  /** The tests by which it was signed last. */
  public List<UUID> signedTests(UUID applicationId) {
    return List.copyOf(signedPackages(applicationId).keySet());
  }

  /** Of which package each of them is. */
  public Map<UUID, UUID> signedPackages(UUID applicationId) {
    Map<UUID, UUID> packages = new LinkedHashMap<>();
    jdbc.sql(
            """
            select signed_test_id, package_id from application_package
            where application_id = :application and part = 'REVIEW' and signed_test_id is not null
            order by added_at, package_id
            """)
        .param("application", applicationId)
        .query(
            row -> {
              packages.put(
                  row.getObject("signed_test_id", UUID.class),
                  row.getObject("package_id", UUID.class));
            });
    return packages;
  }
}
