package cn.beian.server.intake;

import cn.beian.server.intake.UploadRefusedException.Reason;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether there is room for what a unit sends: on the disk, and within what the unit may take. */
@Component
public class Room {
  /** The same bytes count once. */
  private static final String TAKEN =
      """
      select coalesce(sum(size_bytes), 0) from
        (select sha256, max(size_bytes) as size_bytes from
          (select sha256, size_bytes from package_upload where organization_id = :unit
            union all
           select sha256, size_bytes from attachment where organization_id = :unit) every
         group by sha256) once
      """;

  private static final String COMING =
      """
      select coalesce(sum(length_bytes), 0) from package_part
       where organization_id = :unit and package_id is null and attachment_id is null
      """;

  private final JdbcClient jdbc;
  private final FreeSpace space;
  private final Quotas quotas;

  Room(JdbcClient jdbc, FreeSpace space, Quotas quotas) {
    this.jdbc = jdbc;
    this.space = space;
    this.quotas = quotas;
  }

  /**
   * Refuses bytes for which there is no room. Asked before they come with 0, and when their number
   * is known with that.
   *
   * @throws UploadRefusedException {@code NO_SPACE} or {@code QUOTA}
   */
  public void require(UUID organizationId, long bytes) throws UploadRefusedException {
    space.require(bytes);
    requireQuota(organizationId, taken(organizationId), bytes);
  }

  /**
   * As {@link #require}, for an upload in pieces: what is still coming of others counts in full,
   * and the pieces lie beside the whole for a moment.
   */
  void requireAnnounced(UUID organizationId, long bytes) throws UploadRefusedException {
    space.require(2 * bytes);
    requireQuota(organizationId, taken(organizationId) + query(COMING, organizationId), bytes);
  }

  /** How many bytes the packages and attachments of a unit take. */
  public long taken(UUID organizationId) {
    return query(TAKEN, organizationId);
  }

  private void requireQuota(UUID organizationId, long taken, long bytes)
      throws UploadRefusedException {
    long quotaBytes = quotas.bytes(organizationId);
    if (quotaBytes > 0 && (taken >= quotaBytes || taken + bytes > quotaBytes)) {
      throw new UploadRefusedException(
          Reason.QUOTA, taken + " bytes of " + quotaBytes + " are taken, " + bytes + " more");
    }
  }

  private long query(String sql, UUID organizationId) {
    return jdbc.sql(sql).param("unit", organizationId).query(Long.class).single();
  }
}
