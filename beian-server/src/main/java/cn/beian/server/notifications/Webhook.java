package cn.beian.server.notifications;

import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.util.UUID;

/**
 * Where a unit wants its notifications to be posted.
 *
 * @param active false once it was switched off, by hand or after many failures
 * @param failures since it last answered
 */
public record Webhook(
    @InColumn("organization_id") UUID organization,
    String url,
    boolean active,
    int failures,
    Instant setAt) {

  /** The same with another address. */
  Webhook at(String address) {
    return new Webhook(organization, address, active, failures, setAt);
  }
}
