package cn.beian.server.notifications;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mails that the mail server did not take; an administrator can have them tried again. */
@Service
@Transactional
public class UndeliveredMail {
  private static final int MOST = 100;

  private final OutgoingStore outgoing;
  private final NotificationSettings settings;
  private final Identity identity;
  private final AuditTrail audit;
  private final Clock clock;

  UndeliveredMail(
      OutgoingStore outgoing,
      NotificationSettings settings,
      Identity identity,
      AuditTrail audit,
      Clock clock) {
    this.outgoing = outgoing;
    this.settings = settings;
    this.identity = identity;
    this.audit = audit;
    this.clock = clock;
  }

  /** The mail server as the settings name it; empty where nothing is mailed. */
  public String server() {
    return settings.mail().on() ? settings.mail().host() + ':' + settings.mail().port() : "";
  }

  /** Those that were given up, newest first. */
  @Transactional(readOnly = true)
  public List<OutgoingMessage> failed() {
    return outgoing.failed(MOST);
  }

  /** Those that wait for their next attempt. */
  @Transactional(readOnly = true)
  public List<OutgoingMessage> waiting() {
    return outgoing.waiting(MOST);
  }

  /** Has one tried again that was given up; whether there was one. */
  public boolean again(UUID id) {
    AccessRules.requireRole(identity.current(), Role.SYSTEM_ADMINISTRATOR);
    boolean found = outgoing.again(id, clock.instant());
    if (found) {
      audit.record("mail.again", "mail:" + id, "");
    }
    return found;
  }
}
