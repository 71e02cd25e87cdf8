package cn.beian.server.notifications;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks of units, with their secrets. */
@Repository
class WebhookStore {
  private final JdbcClient jdbc;

  WebhookStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Webhook> find(UUID organization) {
    return jdbc.sql(
            """
            select organization_id, url, active, failures, set_at from webhook
              where organization_id = :organization
            """)
        .param("organization", organization)
        .query(Webhook.class)
        .optional();
  }

  String secret(UUID organization) {
    return jdbc.sql("select secret from webhook where organization_id = :organization")
        .param("organization", organization)
        .query(String.class)
        .single();
  }

  void put(UUID organization, String url, String secret, Instant now) {
    jdbc.sql(
            """
            insert into webhook (organization_id, url, secret, active, set_at)
            values (:organization, :url, :secret, true, :now)
            on conflict (organization_id) do update set url = excluded.url,
              secret = excluded.secret, active = true, failures = 0, set_at = excluded.set_at
            """)
        .param("organization", organization)
        .param("url", url)
        .param("secret", secret)
        .param("now", now)
        .update();
  }

  void activate(UUID organization, boolean active) {
    jdbc.sql(
            """
            update webhook set active = :active, failures = 0
              where organization_id = :organization
            """)
        .param("organization", organization)
        .param("active", active)
        .update();
  }

  void remove(UUID organization) {
    jdbc.sql("delete from webhook where organization_id = :organization")
        .param("organization", organization)
        .update();
  }

  void answered(UUID organization) {
    jdbc.sql("update webhook set failures = 0 where organization_id = :organization")
        .param("organization", organization)
        .update();
  }

  /** Counts a failure; how many there were in a row. */
  int failed(UUID organization) {
    return jdbc.sql(
            """
            update webhook set failures = failures + 1 where organization_id = :organization
              returning failures
            """)
        .param("organization", organization)
        .query(Integer.class)
        .optional()
        .orElse(0);
  }
}
