package cn.beian.server.intake;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Attachments, a row each; their bytes are objects. */
@Component
class AttachmentStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  AttachmentStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  @Transactional
  void add(Attachment added) {
    jdbc.sql(
            """
            insert into attachment (id, organization_id, uploaded_by, uploaded_at, file_name,
              media_type, sha256, size_bytes)
            values (:id, :unit, :person, :at, :fileName, :mediaType, :sha256, :size)
            """)
        .param("id", added.id())
        .param("unit", added.organizationId())
        .param("person", added.uploadedBy())
        .param("at", at(added.uploadedAt()))
        .param("fileName", added.fileName())
        .param("mediaType", added.mediaType())
        .param("sha256", added.sha256())
        .param("size", added.sizeBytes())
        .update();
    standings.record(StandingKind.ATTACHMENT, added.id().toString());
  }

  Optional<Attachment> find(UUID id) {
    return jdbc.sql("select * from attachment where id = :id")
        .param("id", id)
        .query(AttachmentStore::row)
        .optional();
  }

  private static Attachment row(ResultSet row, int number) throws SQLException {
    String name = Intake.fileName(row.getString("file_name")); // of earlier versions: any name
    String mediaType = row.getString("media_type");
    return new Attachment(
        uuid(row, "id"),
        uuid(row, "organization_id"),
        uuid(row, "uploaded_by"),
        instant(row, "uploaded_at"),
        DocumentType.ofMediaType(mediaType).map(type -> type.named(name)).orElse(name),
        mediaType,
        row.getString("sha256"),
        row.getLong("size_bytes"));
  }
}
