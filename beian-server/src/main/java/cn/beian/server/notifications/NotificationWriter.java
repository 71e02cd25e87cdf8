package cn.beian.server.notifications;

import cn.beian.server.cases.CaseHanded;
import cn.beian.server.cases.TurnsChanged;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Writes who learns of what, within the transaction of the act, and what is to be sent of it. Who
 * acts himself is not notified of what follows from it.
 */
@Component
class NotificationWriter {
  private static final UUID NOBODY = new UUID(0, 0);

  private final RecipientStore recipients;
  private final Identity identity;
  private final Clock clock;

  NotificationWriter(RecipientStore recipients, Identity identity, Clock clock) {
    this.recipients = recipients;
    this.identity = identity;
    this.clock = clock;
  }

  @EventListener
  void changed(TurnsChanged one) {
    Instant now = clock.instant();
    recipients.settle(one.procedure(), one.caseId(), now);
    if (!one.began().isEmpty()) {
      recipients.began(one.caseId(), one.began(), actor(), now);
    }
    if (one.concluded()) {
      recipients.concluded(one, actor(), now);
    }
  }

  @EventListener
  void handed(CaseHanded one) {
    if (!one.person().equals(actor())) {
      recipients.handed(one, clock.instant());
    }
  }

  private UUID actor() {
    return identity.currentIfAny().map(Person::id).orElse(NOBODY);
  }
}
