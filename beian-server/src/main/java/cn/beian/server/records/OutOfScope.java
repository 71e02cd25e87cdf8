package cn.beian.server.records;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.server.calendar.Policies;
import cn.beian.server.records.Acceptance.FiledPackage;
import cn.beian.server.records.NoFilingDue.Reason;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What was recorded as needing no filing. */
@Service
public class OutOfScope {
  private final JdbcClient jdbc;
  private final Policies policies;
  private final Clock clock;

  OutOfScope(JdbcClient jdbc, Policies policies, Clock clock) {
    this.jdbc = jdbc;
    this.policies = policies;
    this.clock = clock;
  }

  /** Records it, in the caller's transaction. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(NoFilingDue due) {
    jdbc.sql(
            """
            insert into no_filing_due (application_id, organization_id, reason, upper_number,
              source, recorded_on)
            values (:applicationId, :organizationId, :reason, :upperNumber, :source, :recordedOn)
            """)
        .param("applicationId", due.applicationId())
        .param("organizationId", due.organizationId())
        .param("reason", due.reason().name())
        .param("upperNumber", due.upperNumber())
        .param("source", due.source())
        .param("recordedOn", due.recordedOn())
        .update();
    for (FiledPackage one : due.packages()) {
      jdbc.sql(
              """
            insert into no_filing_due_package (application_id, platform, package_id, sha256,
              signer)
            values (:applicationId, :platform, :packageId, :sha256, :signer)
            """)
          .param("applicationId", due.applicationId())
          .param("platform", one.platform())
          .param("packageId", one.packageId())
          .param("sha256", one.sha256())
          .param("signer", one.signer())
          .update();
    }
  }

  /** What was recorded instead of an application. */
  @Transactional(readOnly = true)
  public Optional<NoFilingDue> ofApplication(UUID applicationId) {
    return jdbc.sql("select * from no_filing_due where application_id = :applicationId")
        .param("applicationId", applicationId)
        .query(NoFilingDue.class)
        .optional()
        .map(one -> one.with(packages(one.applicationId())));
  }

  /** The applications of a unit that ended because no filing is due. */
  @Transactional(readOnly = true)
  public Set<UUID> applications(UUID organizationId) {
    return Set.copyOf(
        jdbc.sql("select application_id from no_filing_due where organization_id = :organization")
            .param("organization", organizationId)
            .query(UUID.class)
            .list());
  }

  /**
   * Whether a package needs no filing now: by its digest, else by package name and signer, on
   * platforms without signer by package name and platform. What rests on an exempting policy holds
   * as long as the policy does.
   */
  boolean covers(String sha256, String platform, String packageId, String signer) {
    return jdbc
        .sql(
            """
            select n.reason from no_filing_due n
              join no_filing_due_package p on p.application_id = n.application_id
            where (:sha256 <> '' and p.sha256 = :sha256)
               or (:packageId <> '' and p.package_id = :packageId
                   and (p.signer <> '' and p.signer = :signer
                        or p.signer = '' and p.platform = :platform))
            """)
        .param("sha256", sha256)
        .param("platform", platform)
        .param("packageId", packageId)
        .param("signer", signer)
        .query(String.class)
        .list()
        .stream()
        .map(Reason::valueOf)
        .anyMatch(reason -> reason != Reason.SPONSOR_EXEMPT || exempting());
  }

  private boolean exempting() {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return policies
        .current()
        .at(ParameterKey.SCOPE_PUBLIC_INSTITUTIONS_WITHOUT_ADMINISTRATIVE_FUNCTIONS, today)
        .value()
        .equals("exempt");
  }

  private List<FiledPackage> packages(UUID id) {
    return jdbc.sql(
            """
            select *, '' as version_name from no_filing_due_package where application_id = :applicationId
              order by sha256
            """)
        .param("applicationId", id)
        .query(FiledPackage.class)
        .list();
  }
}
