package cn.beian.server.notifications;

import cn.beian.server.personal.PersonalColumn;
import cn.beian.server.personal.PersonalData;
import cn.beian.server.personal.Sealable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Webhooks of units, whose addresses and secrets are sealed: an address may contain a token. */
@Repository
class WebhookStore implements Sealable {
  private final JdbcClient jdbc;
  private final PersonalData data;

  WebhookStore(JdbcClient jdbc, PersonalData data) {
    this.jdbc = jdbc;
    this.data = data;
  }

  /** The webhook of a unit; empty too if its address was sealed by another key. */
  Optional<Webhook> find(UUID organization) {
    return jdbc.sql(
            """
            select organization_id, url, active, failures, set_at from webhook
              where organization_id = :organization
            """)
        .param("organization", organization)
        .query(Webhook.class)
        .optional()
        .flatMap(
            stored ->
                data.open(PersonalColumn.WEBHOOK_URL, organization, stored.url()).map(stored::at));
  }

  String secret(UUID organization) {
    String stored =
        jdbc.sql("select secret from webhook where organization_id = :organization")
            .param("organization", organization)
            .query(String.class)
            .single();
    return data.open(PersonalColumn.WEBHOOK_SECRET, organization, stored)
        .orElseThrow(() -> new IllegalStateException("the secret cannot be read: set it anew"));
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
        .param("url", data.seal(PersonalColumn.WEBHOOK_URL, organization, url))
        .param("secret", data.seal(PersonalColumn.WEBHOOK_SECRET, organization, secret))
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

  private record Stored(UUID organizationId, String url, String secret) {}

  @Override
  public int seal(int most) {
    List<Stored> all =
        jdbc.sql(
                """
                select organization_id, url, secret from webhook
                  where url <> '' and url not like 'v1:%'
                    or secret <> '' and secret not like 'v1:%'
                  order by organization_id limit :most for update
                """)
            .param("most", most)
            .query(Stored.class)
            .list();
    for (Stored one : all) {
      jdbc.sql("update webhook set url = :url, secret = :secret where organization_id = :unit")
          .param("url", data.sealed(PersonalColumn.WEBHOOK_URL, one.organizationId, one.url))
          .param(
              "secret", data.sealed(PersonalColumn.WEBHOOK_SECRET, one.organizationId, one.secret))
          .param("unit", one.organizationId)
          .update();
    }
    return all.size();
  }

  @Override
  public Map<String, Long> unreadable(String prefix) {
    return Map.of(
        "webhooks",
        jdbc.sql(
                """
                select count(*) from webhook
                  where url like 'v1:%' and not starts_with(url, :prefix)
                    or secret like 'v1:%' and not starts_with(secret, :prefix)
                """)
            .param("prefix", prefix)
            .query(Long.class)
            .single());
  }
}
