package cn.beian.server.notifications;

import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a person wants to get mail.
 *
 * @param language of the mails: zh or en
 * @param verifiedAt since when it is known that mail reaches him there; nothing but a code is sent
 *     before
 * @param codeUntil until when the code that was mailed last can be entered
 * @param digest last notification that a daily mail looked at
 */
public record MailAddress(
    @InColumn("person_id") UUID person,
    String address,
    String language,
    Delivery delivery,
    Optional<Instant> verifiedAt,
    Optional<Instant> codeUntil,
    @InColumn("digest_id") long digest) {

  /** When notifications are mailed; stable, also the last part of message keys. */
  public enum Delivery {
    AT_ONCE,
    /** Once a day, on working days, and only if there is something. */
    DAILY,
    NONE
  }

  /** The same with another address. */
  MailAddress at(String other) {
    return new MailAddress(person, other, language, delivery, verifiedAt, codeUntil, digest);
  }

  /** Whether notifications may be sent there. */
  public boolean verified() {
    return verifiedAt.isPresent();
  }
}
