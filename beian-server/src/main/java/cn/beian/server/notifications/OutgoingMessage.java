package cn.beian.server.notifications;

import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something to be sent. What it says is made when it is sent.
 *
 * @param person who gets it, where it is a mail
 * @param organization whose webhook gets it, where it is none
 * @param attempts how often it was tried, this time included
 * @param failure why it did not go the last time; empty where it did, or was not tried
 */
public record OutgoingMessage(
    UUID id,
    Purpose purpose,
    @InColumn("person_id") Optional<UUID> person,
    @InColumn("organization_id") Optional<UUID> organization,
    @InColumn("notification_id") Optional<Long> notification,
    Instant createdAt,
    Instant nextAt,
    int attempts,
    State state,
    String failure,
    Optional<Instant> doneAt) {

  /** What for; stable, also the last part of message keys. */
  public enum Purpose {
    /** The code that verifies a mail address. */
    CODE,
    /** One notification, by mail. */
    NOTIFICATION,
    /** What somebody was notified of since the last daily mail. */
    DIGEST,
    /** One notification, to the webhook of a unit. */
    WEBHOOK,
    /** A try of a webhook. */
    WEBHOOK_TEST
  }

  /** How far it is. */
  public enum State {
    WAITING,
    SENT,
    /** There was nothing left to say by then. */
    DROPPED,
    /** Tried as often as the settings say, or refused for good. */
    FAILED
  }
}
