package cn.beian.server.intake;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Packages, a row for each that a unit sent; their bytes are objects. */
@Component
class PackageStore {
  private final JdbcClient jdbc;

  PackageStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(StoredPackage added) {
    jdbc.sql(
            """
            insert into package_upload (id, organization_id, uploaded_by, uploaded_at, file_name,
              sha256, size_bytes, app_id)
            values (:id, :unit, :person, :at, :fileName, :sha256, :size, :appId)
            """)
        .param("id", added.id())
        .param("unit", added.organizationId())
        .param("person", added.uploadedBy())
        .param("at", at(added.uploadedAt()))
        .param("fileName", added.fileName())
        .param("sha256", added.sha256())
        .param("size", added.sizeBytes())
        .param("appId", added.appId())
        .update();
  }

  Optional<StoredPackage> find(UUID id) {
    return jdbc.sql("select * from package_upload where id = :id")
        .param("id", id)
        .query(PackageStore::row)
        .optional();
  }

  /** The package of these bytes and this declared AppID that a unit has sent already. */
  Optional<StoredPackage> find(String sha256, String appId, UUID organizationId) {
    return jdbc.sql(
            """
            select * from package_upload
            where sha256 = :sha256 and organization_id = :unit and app_id = :appId limit 1
            """)
        .param("sha256", sha256)
        .param("unit", organizationId)
        .param("appId", appId)
        .query(PackageStore::row)
        .optional();
  }

  /** All packages of these bytes and this declared AppID, the first first. */
  List<StoredPackage> find(String sha256, String appId) {
    return jdbc.sql(
            """
            select * from package_upload where sha256 = :sha256 and app_id = :appId
            order by uploaded_at, id
            """)
        .param("sha256", sha256)
        .param("appId", appId)
        .query(PackageStore::row)
        .list();
  }

  List<StoredPackage> find(Set<UUID> ids) {
    return jdbc.sql("select * from package_upload where id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(PackageStore::row)
        .list();
  }

  private static StoredPackage row(ResultSet row, int number) throws SQLException {
    return new StoredPackage(
        uuid(row, "id"),
        uuid(row, "organization_id"),
        uuid(row, "uploaded_by"),
        instant(row, "uploaded_at"),
        row.getString("file_name"),
        row.getString("sha256"),
        row.getLong("size_bytes"),
        row.getString("app_id"));
  }
}
