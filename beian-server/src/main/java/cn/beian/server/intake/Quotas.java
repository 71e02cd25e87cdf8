package cn.beian.server.intake;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.unit.DataSize;

/** How much a unit may take: the setting for all, or what an administrator said of it. */
@Service
public class Quotas {
  private static final int MOST_GIGABYTES = 1_000_000;

  private final JdbcClient jdbc;
  private final DiskSettings settings;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  Quotas(JdbcClient jdbc, DiskSettings settings, Identity identity, AuditTrail audit, Clock clock) {
    this.jdbc = jdbc;
    this.settings = settings;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /** Bytes that a unit may take; 0 is without end. */
  public long bytes(UUID unit) {
    return own(unit)
        .map(gigabytes -> DataSize.ofGigabytes(gigabytes).toBytes())
        .orElse(settings.unitQuota().toBytes());
  }

  /** What was said of this unit alone, in gigabytes; 0 is without end. */
  public Optional<Integer> own(UUID unit) {
    return jdbc.sql("select gigabytes from unit_quota where organization_id = :organizationId")
        .param("organizationId", unit)
        .query(Integer.class)
        .optional();
  }

  /**
   * Says how much a unit may take.
   *
   * @param typed gigabytes, 0 without end; blank for what all may take
   * @throws RejectedInput where it is no such number; nothing is changed
   */
  @Transactional
  public void set(UUID unit, String typed) {
    Optional<Integer> wanted = read(typed.strip());
    Optional<Integer> before = own(unit);
    if (wanted.equals(before)) {
      return;
    }
    jdbc.sql("delete from unit_quota where organization_id = :organizationId")
        .param("organizationId", unit)
        .update();
    wanted.ifPresent(
        gigabytes ->
            jdbc.sql(
                    """
            insert into unit_quota (organization_id, gigabytes, set_by, set_at)
              values (:organizationId, :gigabytes, :setBy, :setAt)
            """)
                .param("organizationId", unit)
                .param("gigabytes", gigabytes)
                .param("setBy", identity.current().id())
                .param("setAt", at(clock.instant()))
                .update());
    audit.record(
        "organization.quota", "organization:" + unit, told(before) + " -> " + told(wanted));
  }

  private static String told(Optional<Integer> gigabytes) {
    return gigabytes.map(one -> one + " GB").orElse("-");
  }

  private static Optional<Integer> read(String typed) {
    if (typed.isEmpty()) {
      return Optional.empty();
    }
    if (!typed.matches("[0-9]{1,7}") || Integer.parseInt(typed) > MOST_GIGABYTES) {
      throw new RejectedInput(
          List.of(Problem.of("gigabytes", "admin.quota.noNumber", MOST_GIGABYTES)));
    }
    return Optional.of(Integer.valueOf(typed));
  }
}
