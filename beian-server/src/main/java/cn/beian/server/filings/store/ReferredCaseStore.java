package cn.beian.server.filings.store;

import cn.beian.server.platform.InColumn;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which project approval, and which exception of the upper level, an application refers to. */
@Repository
public class ReferredCaseStore {
  /** Which applications hold the exception that they refer to: those that came not to nothing. */
  private static final String HOLDS = "state not in ('WITHDRAWN', 'REFUSED', 'ABANDONED')";

  /** Which hold the approval: of these, those that ask about one. */
  private static final String HOLDS_APPROVAL =
      "(" + HOLDS + " and kind in ('INITIAL', 'MAJOR_CHANGE'))";

  /** Most applications that a page of a case names. */
  private static final int MOST = 20;

  private final JdbcClient jdbc;

  ReferredCaseStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The approval of an application. */
  public Optional<UUID> approval(UUID application) {
    return of("approval_id", application);
  }

  /** The exception of an application. */
  public Optional<UUID> exception(UUID application) {
    return of("exception_id", application);
  }

  private Optional<UUID> of(String column, UUID application) {
    return jdbc.sql(
            "select {c} from application where id = :id and {c} is not null".replace("{c}", column))
        .param("id", application)
        .query(UUID.class)
        .optional();
  }

  /**
   * An application that refers to a case.
   *
   * @param holds whether no other app may use the case as long as it does
   */
  public record Reference(@InColumn("id") UUID applicationId, boolean holds) {}

  /** Applications that refer to an approval, those that hold it and the latest first. */
  public List<Reference> referringToApproval(UUID approval) {
    return referring("approval_id", HOLDS_APPROVAL, approval);
  }

  /** The same of an exception. */
  public List<Reference> referringToException(UUID exception) {
    return referring("exception_id", HOLDS, exception);
  }

  private List<Reference> referring(String column, String holds, UUID id) {
    return jdbc.sql(
            """
            select id, {holds} as holds from application where {c} = :id
              order by holds desc, created_at desc, id limit :most
            """
                .replace("{holds}", holds)
                .replace("{c}", column))
        .param("id", id)
        .param("most", MOST)
        .query(Reference.class)
        .list();
  }

  /** Approvals to which applications about an app refer, whatever became of them. */
  public Set<UUID> approvalsOf(UUID app) {
    return referred("approval_id", app);
  }

  /** The same of exceptions. */
  public Set<UUID> exceptionsOf(UUID app) {
    return referred("exception_id", app);
  }

  private Set<UUID> referred(String column, UUID app) {
    return Set.copyOf(
        jdbc.sql(
                """
                select distinct {c} from application where app_id = :app and {c} is not null
                """
                    .replace("{c}", column))
            .param("app", app)
            .query(UUID.class)
            .list());
  }

  /** Approvals of a unit to which applications for other apps refer that came not to nothing. */
  public Set<UUID> approvalsBeside(UUID unit, UUID app) {
    return beside("approval_id", HOLDS_APPROVAL, unit, app);
  }

  /** The same of exceptions. */
  public Set<UUID> exceptionsBeside(UUID unit, UUID app) {
    return beside("exception_id", HOLDS, unit, app);
  }

  private Set<UUID> beside(String column, String holds, UUID unit, UUID app) {
    return jdbc
        .sql(
            """
            select {c} from application
              where organization_id = :unit and app_id <> :app and {c} is not null
                and {holds}
            """
                .replace("{holds}", holds)
                .replace("{c}", column))
        .param("unit", unit)
        .param("app", app)
        .query(UUID.class)
        .list()
        .stream()
        .collect(Collectors.toSet());
  }
}
