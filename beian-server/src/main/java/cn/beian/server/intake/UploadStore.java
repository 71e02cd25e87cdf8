package cn.beian.server.intake;

import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Packages and documents that come in pieces, a row each. */
@Component
class UploadStore {
  private final JdbcClient jdbc;
  private final Clock clock;

  UploadStore(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  /**
   * An upload.
   *
   * @param sha256 noted when all bytes have come
   * @param document whether it is to be an attachment, not a package
   * @param packageId the package that it has become
   * @param attachmentId the attachment that it has become
   */
  record Row(
      UUID id,
      UUID organizationId,
      UUID personId,
      String fileName,
      String appId,
      long lengthBytes,
      boolean document,
      @Nullable String sha256,
      @Nullable UUID packageId,
      @Nullable UUID attachmentId) {
    /** One of which nothing is here yet. */
    static Row begun(
        UUID id,
        UUID organizationId,
        UUID personId,
        String fileName,
        String appId,
        long lengthBytes,
        boolean document) {
      return new Row(
          id, organizationId, personId, fileName, appId, lengthBytes, document, null, null, null);
    }

    /** Whether it was noted that nothing is missing. */
    boolean allHere() {
      return sha256 != null || packageId != null || attachmentId != null;
    }

    private static Row of(ResultSet row, int number) throws SQLException {
      return new Row(
          uuid(row, "id"),
          uuid(row, "organization_id"),
          uuid(row, "person_id"),
          row.getString("file_name"),
          row.getString("app_id"),
          row.getLong("length_bytes"),
          row.getBoolean("document"),
          row.getString("sha256"),
          row.getObject("package_id", UUID.class),
          row.getObject("attachment_id", UUID.class));
    }
  }

  /** How many uploads of a person are under way. */
  int openOf(UUID personId) {
    return jdbc.sql(
            """
            select count(*) from package_part
             where person_id = :person and package_id is null and attachment_id is null
            """)
        .param("person", personId)
        .query(Integer.class)
        .single();
  }

  void begin(Row begun) {
    jdbc.sql(
            """
            insert into package_part (id, organization_id, person_id, file_name, app_id,
              length_bytes, document, begun_at, touched_at)
            values (:id, :unit, :person, :fileName, :appId, :length, :document, :now, :now)
            """)
        .param("id", begun.id())
        .param("unit", begun.organizationId())
        .param("person", begun.personId())
        .param("fileName", begun.fileName())
        .param("appId", begun.appId())
        .param("length", begun.lengthBytes())
        .param("document", begun.document())
        .param("now", clock.instant())
        .update();
  }

  Optional<Row> find(UUID id, UUID organizationId) {
    return jdbc.sql("select * from package_part where id = :id and organization_id = :unit")
        .param("id", id)
        .param("unit", organizationId)
        .query(Row::of)
        .optional();
  }

  /** Notes that somebody has just gone on with it. */
  void touch(UUID id) {
    jdbc.sql("update package_part set touched_at = :now where id = :id")
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  /** Notes that there was no room for it. */
  void refused(UUID id) {
    jdbc.sql("update package_part set refused_at = :now where id = :id")
        .param("now", clock.instant())
        .param("id", id)
        .update();
  }

  void noteDigest(UUID id, String sha256) {
    jdbc.sql("update package_part set sha256 = :sha256 where id = :id")
        .param("sha256", sha256)
        .param("id", id)
        .update();
  }

  /** What it has become, if anything; nobody else makes something of it in this transaction. */
  Optional<UUID> lockedPackage(UUID id) {
    return jdbc.sql("select package_id from package_part where id = :id for update")
        .param("id", id)
        .query((row, number) -> uuidIfAny(row, "package_id"))
        .single();
  }

  void finished(UUID id, UUID packageId) {
    jdbc.sql("update package_part set package_id = :package, refused_at = null where id = :id")
        .param("package", packageId)
        .param("id", id)
        .update();
  }

  /** The same of an attachment. */
  Optional<UUID> lockedAttachment(UUID id) {
    return jdbc.sql("select attachment_id from package_part where id = :id for update")
        .param("id", id)
        .query((row, number) -> uuidIfAny(row, "attachment_id"))
        .single();
  }

  void attached(UUID id, UUID attachmentId) {
    jdbc.sql("update package_part set attachment_id = :attachment where id = :id")
        .param("attachment", attachmentId)
        .param("id", id)
        .update();
  }

  /**
   * Packages of which nothing has become, the first first, but for those that somebody holds.
   *
   * @param settled not touched since
   * @param refused not refused since
   */
  List<Row> left(Instant settled, Instant refused) {
    return jdbc.sql(
            """
            select * from package_part where package_id is null and not document and touched_at < :settled
              and (refused_at is null or refused_at < :refused) order by touched_at
            for update skip locked
            """)
        .param("settled", settled)
        .param("refused", refused)
        .query(Row::of)
        .list();
  }

  List<UUID> untouchedSince(Instant moment) {
    return jdbc.sql("select id from package_part where touched_at < :moment")
        .param("moment", moment)
        .query(UUID.class)
        .list();
  }

  /** Uploads of a person that led to nothing yet and were not touched since a moment. */
  List<UUID> untouchedOf(UUID personId, Instant moment) {
    return jdbc.sql(
            """
            select id from package_part where person_id = :person and touched_at < :moment
              and package_id is null and attachment_id is null
            """)
        .param("person", personId)
        .param("moment", moment)
        .query(UUID.class)
        .list();
  }

  void remove(UUID id) {
    jdbc.sql("delete from package_part where id = :id").param("id", id).update();
  }
}
