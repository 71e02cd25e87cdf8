package cn.beian.server.intake;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.server.intake.UploadRefusedException.Reason;
import cn.beian.server.platform.UuidV7;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Takes attachments from people, and finds them and packages again. */
@Service
public class Intake {
  private final JdbcClient jdbc;
  private final ObjectStore objects;
  private final IntakeSettings settings;
  private final Room room;
  private final Clock clock;

  Intake(JdbcClient jdbc, ObjectStore objects, IntakeSettings settings, Room room, Clock clock) {
    this.jdbc = jdbc;
    this.objects = objects;
    this.settings = settings;
    this.room = room;
    this.clock = clock;
  }

  /** Stores a document; its type is judged by its content: PDF, PNG, JPEG, Office. */
  public Attachment takeAttachment(
      InputStream in, String fileName, UUID organizationId, UUID personId)
      throws UploadRefusedException, IOException {
    byte[] head = in.readNBytes(DocumentType.HEAD_BYTES);
    if (head.length == 0) {
      throw new UploadRefusedException(Reason.EMPTY, "no bytes");
    }
    DocumentType type =
        DocumentType.of(head)
            .orElseThrow(
                () -> new UploadRefusedException(Reason.NOT_A_DOCUMENT, "unknown first bytes"));
    room.require(organizationId, 0);
    ObjectStore.StoredObject stored =
        objects.put(
            new SequenceInputStream(new ByteArrayInputStream(head), in),
            settings.attachmentLimit().toBytes(),
            came -> room.require(organizationId, came.sizeBytes()));
    Attachment taken =
        new Attachment(
            UuidV7.next(clock),
            organizationId,
            personId,
            now(),
            fileName(fileName),
            type.mediaType(),
            stored.sha256(),
            stored.sizeBytes());
    jdbc.sql(
            "insert into attachment (id, organization_id, uploaded_by, uploaded_at, file_name,"
                + " media_type, sha256, size_bytes) values (?, ?, ?, ?, ?, ?, ?, ?)")
        .params(
            taken.id(),
            organizationId,
            personId,
            at(taken.uploadedAt()),
            taken.fileName(),
            taken.mediaType(),
            taken.sha256(),
            taken.sizeBytes())
        .update();
    return taken;
  }

  public Optional<StoredPackage> findPackage(UUID id) {
    return jdbc.sql("select * from package_upload where id = ?")
        .param(id)
        .query(Intake::packageRow)
        .optional();
  }

  /** The first package of these bytes and this declared AppID, whichever unit sent it. */
  public Optional<StoredPackage> findPackage(String sha256, String appId) {
    return findPackages(sha256, appId).stream().findFirst();
  }

  /** All packages of these bytes and this declared AppID, the first first. */
  public List<StoredPackage> findPackages(String sha256, String appId) {
    return jdbc.sql(
            "select * from package_upload where sha256 = ? and app_id = ? order by uploaded_at, id")
        .params(sha256, appId)
        .query(Intake::packageRow)
        .list();
  }

  /** Packages by their ids. */
  List<StoredPackage> findPackages(Set<UUID> ids) {
    return jdbc.sql("select * from package_upload where id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(Intake::packageRow)
        .list();
  }

  public Optional<Attachment> findAttachment(UUID id) {
    return jdbc.sql("select * from attachment where id = ?")
        .param(id)
        .query(Intake::attachmentRow)
        .optional();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * The last part of a file name as browsers send it, at most 200 characters, without control
   * characters.
   */
  static String fileName(String sent) {
    String last = sent.substring(Math.max(sent.lastIndexOf('/'), sent.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("\\p{Cntrl}", "");
    return clean.length() > 200 ? clean.substring(clean.length() - 200) : clean;
  }

  static StoredPackage packageRow(ResultSet row, int number) throws SQLException {
    return new StoredPackage(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getObject("uploaded_by", UUID.class),
        instant(row, "uploaded_at"),
        row.getString("file_name"),
        row.getString("sha256"),
        row.getLong("size_bytes"),
        row.getString("app_id"));
  }

  private static Attachment attachmentRow(ResultSet row, int number) throws SQLException {
    return new Attachment(
        row.getObject("id", UUID.class),
        row.getObject("organization_id", UUID.class),
        row.getObject("uploaded_by", UUID.class),
        instant(row, "uploaded_at"),
        row.getString("file_name"),
        row.getString("media_type"),
        row.getString("sha256"),
        row.getLong("size_bytes"));
  }
}
