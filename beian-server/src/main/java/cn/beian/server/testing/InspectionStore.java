package cn.beian.server.testing;

import cn.beian.facts.VisibleText;
import cn.beian.inspect.WorkerFrames;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.SqlColumns;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.Inspection.Status;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was read from packages: one row for the same bytes and declared AppID, whoever sent them.
 */
final class InspectionStore {
  /** How often reading is begun before it is given up. */
  static final int MOST_ATTEMPTS = 3;

  private static final List<String> OTHER_KINDS =
      Arrays.stream(Failure.values()).filter(Failure::noPackage).map(Failure::name).toList();

  private static final String INSPECTION =
      """
      select coalesce(nullif(failure, ''), 'NONE') as failure,
        coalesce(facts_digest, '') as facts_digest, i.* from inspection i""";

  private final JdbcClient jdbc;
  private final Clock clock;

  InspectionStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  Optional<Inspection> find(String sha256, String appId) {
    return jdbc.sql(INSPECTION + " where sha256 = :sha256 and app_id = :appId")
        .param("sha256", sha256)
        .param("appId", appId)
        .query(Inspection.class)
        .optional();
  }

  /** Whether a job is due: nobody has asked before, or it failed in a way that may pass. */
  boolean queue(StoredPackage upload) {
    return jdbc.sql(
                """
                insert into inspection (sha256, app_id, status, requested_at)
                values (:sha256, :appId, 'QUEUED', :at)
                on conflict (sha256, app_id) do update
                set status = 'QUEUED', failure = '', detail = '', done = 0, total = 0,
                    requested_at = excluded.requested_at
                where inspection.status = 'FAILED'
                  and inspection.failure in ('TOO_LONG', 'WORKER_FAILED')
                  and inspection.attempts < :most
                """)
            .param("sha256", upload.sha256())
            .param("appId", upload.appId())
            .param("at", SqlColumns.at(now()))
            .param("most", MOST_ATTEMPTS)
            .update()
        > 0;
  }

  /** Counts from the beginning for a package that could not be read; false for any other. */
  boolean queueAnew(String sha256, String appId) {
    return jdbc.sql(
                """
            update inspection
            set status = 'QUEUED', failure = '', detail = '', done = 0, total = 0, attempts = 0,
                requested_at = :requestedAt, ended_at = null
            where sha256 = :sha256 and app_id = :appId and status = 'FAILED'
            """)
            .param("requestedAt", SqlColumns.at(now()))
            .param("sha256", sha256)
            .param("appId", appId)
            .update()
        > 0;
  }

  /** Notes that reading begins; how often it was begun, this time included. */
  int begin(StoredPackage upload) {
    return jdbc.sql(
            """
            update inspection set status = 'RUNNING', done = 0, total = 0, attempts = attempts + 1
            where sha256 = :sha256 and app_id = :appId returning attempts
            """)
        .param("sha256", upload.sha256())
        .param("appId", upload.appId())
        .query(Integer.class)
        .single();
  }

  void progress(StoredPackage upload, int done, int total) {
    jdbc.sql(
            """
            update inspection set done = :done, total = :total where sha256 = :sha256
              and app_id = :appId
            """)
        .param("done", done)
        .param("total", total)
        .param("sha256", upload.sha256())
        .param("appId", upload.appId())
        .update();
  }

  /** It is going to be tried again. */
  void waitForAnother(StoredPackage upload) {
    jdbc.sql(
            """
            update inspection set status = 'QUEUED' where sha256 = :sha256 and app_id = :appId
            """)
        .param("sha256", upload.sha256())
        .param("appId", upload.appId())
        .update();
  }

  void read(StoredPackage upload, String factsDigest) {
    end(upload, Status.READ, "", "", factsDigest);
  }

  void failed(StoredPackage upload, Failure failure, String detail) {
    String kept = detail.substring(0, Math.min(detail.length(), WorkerFrames.DETAIL_CHARS));
    end(upload, Status.FAILED, failure.name(), VisibleText.of(kept), null);
  }

  private void end(
      StoredPackage upload,
      Status status,
      String failure,
      String detail,
      @Nullable String factsDigest) {
    jdbc.sql(
            """
            update inspection set status = :status, failure = :failure, detail = :detail,
                facts_digest = :digest, ended_at = :at
            where sha256 = :sha256 and app_id = :appId
            """)
        .param("status", status)
        .param("failure", failure)
        .param("detail", detail)
        .param("digest", factsDigest)
        .param("at", SqlColumns.at(now()))
        .param("sha256", upload.sha256())
        .param("appId", upload.appId())
        .update();
  }

  /** Packages that could not be read, the latest first, each with the first one of its bytes. */
  List<FailedInspection> failed(int most) {
    return jdbc.sql(
            """
            select coalesce(nullif(i.failure, ''), 'NONE') as failure,
              coalesce(i.facts_digest, '') as facts_digest, i.*, p.file_name, p.size_bytes, o.name as unit
            from inspection i
            join lateral (select * from package_upload u
                          where u.sha256 = i.sha256 and u.app_id = i.app_id
                          order by u.uploaded_at limit 1) p on true
            join organization o on o.id = p.organization_id
            where i.status = 'FAILED' and i.failure not in (:otherKinds)
            order by i.ended_at desc limit :most
            """)
        .param("otherKinds", OTHER_KINDS)
        .param("most", most)
        .query(FailedInspection.class)
        .list();
  }

  /** How many files were sent that are of another kind than a package. */
  int otherKinds() {
    return jdbc.sql(
            """
            select count(*) from inspection i where i.status = 'FAILED'
              and i.failure in (:otherKinds)
              and exists (select 1 from package_upload u
                          where u.sha256 = i.sha256 and u.app_id = i.app_id)
            """)
        .param("otherKinds", OTHER_KINDS)
        .query(Integer.class)
        .single();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
