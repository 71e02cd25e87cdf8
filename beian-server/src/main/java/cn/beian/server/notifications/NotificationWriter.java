package cn.beian.server.notifications;

import cn.beian.server.calendar.HolidaysAsked;
import cn.beian.server.calendar.ParameterAsked;
import cn.beian.server.cases.CaseHanded;
import cn.beian.server.cases.TurnsChanged;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.RolesAsked;
import cn.beian.server.inventory.AppsMerged;
import cn.beian.server.inventory.ClaimDecided;
import cn.beian.server.notifications.Notification.Kind;
import cn.beian.server.official.NumberDisputed;
import cn.beian.server.records.RecordRevised;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
  private final PowerNoticeStore powers;
  private final NotificationStore notifications;
  private final NotificationWordings wordings;
  private final Identity identity;
  private final Clock clock;

  NotificationWriter(
      RecipientStore recipients,
      PowerNoticeStore powers,
      NotificationStore notifications,
      NotificationWordings wordings,
      Identity identity,
      Clock clock) {
    this.wordings = wordings;
    this.notifications = notifications;
    this.recipients = recipients;
    this.powers = powers;
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
    if (!one.began().isEmpty() || one.concluded()) {
      wordings.word(now);
    }
  }

  @EventListener
  void handed(CaseHanded one) {
    if (!one.person().equals(actor())) {
      Instant now = clock.instant();
      recipients.handed(one, now);
      wordings.word(now);
    }
  }

  @EventListener
  void revised(RecordRevised one) {
    kind(one.event())
        .ifPresent(
            kind -> {
              Instant now = clock.instant();
              recipients.ofNumber(kind, List.of(one.number()), actor(), now);
              wordings.word(now);
            });
  }

  @EventListener
  void decided(ClaimDecided one) {
    Instant now = clock.instant();
    if (one.anew()) {
      notifications.settleClaims(one.app(), now);
    }
    for (UUID unit : one.units()) {
      Kind kind =
          one.anew()
              ? Kind.CLAIM_ANEW
              : one.of().contains(unit) ? Kind.CLAIM_FOR : Kind.CLAIM_AGAINST;
      recipients.ofClaim(kind, one.app(), List.of(unit), actor(), now);
    }
    wordings.word(now);
  }

  @EventListener
  void merged(AppsMerged one) {
    Instant now = clock.instant();
    recipients.ofClaim(Kind.APP_MERGED, one.app(), one.units(), actor(), now);
    wordings.word(now);
  }

  @EventListener
  void asked(RolesAsked one) {
    Instant now = clock.instant();
    powers.ofRoles(one, actor(), now);
    wordings.word(now);
  }

  @EventListener
  void asked(ParameterAsked one) {
    Instant now = clock.instant();
    powers.ofParameter(
        one.entered() ? Kind.PARAMETER_CHANGED : Kind.PARAMETER_ASKED, one.request(), actor(), now);
    wordings.word(now);
  }

  @EventListener
  void asked(HolidaysAsked one) {
    Instant now = clock.instant();
    powers.ofHolidays(
        one.entered() ? Kind.CALENDAR_CHANGED : Kind.CALENDAR_ASKED, one.request(), actor(), now);
    wordings.word(now);
  }

  @EventListener
  void disputed(NumberDisputed one) {
    Kind kind = one.decided() ? Kind.NUMBER_DECIDED : Kind.NUMBER_DISPUTED;
    Instant now = clock.instant();
    recipients.ofNumber(kind, one.numbers(), actor(), now);
    wordings.word(now);
  }

  private static Optional<Kind> kind(String event) {
    return switch (event) {
      case "OFFICIAL_NUMBER" -> Optional.of(Kind.NUMBER_NOTED);
      case "OFFICIAL_NUMBER_REMOVED" -> Optional.of(Kind.NUMBER_REMOVED);
      case "LAUNCH_BUILD" -> Optional.of(Kind.LAUNCH_MATCHES);
      default -> Optional.empty();
    };
  }

  private UUID actor() {
    return identity.currentIfAny().map(Person::id).orElse(NOBODY);
  }
}
