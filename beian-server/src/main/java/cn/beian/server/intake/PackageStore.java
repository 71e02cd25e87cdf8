package cn.beian.server.intake;

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
        .param("at", added.uploadedAt())
        .param("fileName", added.fileName())
        .param("sha256", added.sha256())
        .param("size", added.sizeBytes())
        .param("appId", added.appId())
        .update();
  }

  Optional<StoredPackage> find(UUID id) {
    return jdbc.sql("select * from package_upload where id = :id")
        .param("id", id)
        .query(StoredPackage.class)
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
        .query(StoredPackage.class)
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
        .query(StoredPackage.class)
        .list();
  }

  List<StoredPackage> find(Set<UUID> ids) {
    return jdbc.sql("select * from package_upload where id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(StoredPackage.class)
        .list();
  }
}
