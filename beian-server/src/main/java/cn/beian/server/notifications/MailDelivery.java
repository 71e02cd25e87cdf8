package cn.beian.server.notifications;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.ShortCode;
import cn.beian.server.notifications.MailAddress.Delivery;
import cn.beian.server.notifications.MailSender.MailRefusedException;
import cn.beian.server.notifications.MailSender.Refused;
import cn.beian.server.notifications.OutgoingMessage.Purpose;
import cn.beian.server.notifications.OutgoingMessage.State;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends the mails that wait. What one says, and whether there is still anything to say, is decided
 * at that moment; each is sent at least once, and known by its id where it is sent twice.
 */
@Component
class MailDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(MailDelivery.class);
  private static final List<Purpose> MAILS =
      List.of(Purpose.CODE, Purpose.NOTIFICATION, Purpose.DIGEST);

  /** Most of one run: the next goes on. */
  private static final int AT_ONCE = 200;

  /** Notifications that a daily mail looks at with one query. */
  private static final int LOOKED_AT = 500;

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration LEASE = Duration.ofMinutes(5);
  private static final Duration CODE_LIFETIME = Duration.ofHours(2);

  /** A single notification that could not be mailed for so long is read in the inbox. */
  private static final Duration STALE = Duration.ofDays(3);

  private final OutgoingStore outgoing;
  private final MailAddressStore addresses;
  private final NotificationStore notifications;
  private final MailComposer composer;
  private final MailSender sender;
  private final NotificationSettings settings;
  private final Identity identity;
  private final WorkCalendars calendars;
  private final TransactionTemplate transactions;
  private final Clock clock;

  MailDelivery(
      OutgoingStore outgoing,
      MailAddressStore addresses,
      NotificationStore notifications,
      MailComposer composer,
      MailSender sender,
      NotificationSettings settings,
      Identity identity,
      WorkCalendars calendars,
      TransactionTemplate transactions,
      Clock clock) {
    this.outgoing = outgoing;
    this.addresses = addresses;
    this.notifications = notifications;
    this.composer = composer;
    this.sender = sender;
    this.settings = settings;
    this.identity = identity;
    this.calendars = calendars;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The job of the morning: a daily mail for whoever wants one, on days that are worked. */
  void writeDaily() {
    if (settings.mail().on() && calendars.current().worked(today())) {
      outgoing.addDaily(clock.instant());
    }
  }

  /** The job that sends. */
  void send() {
    if (!settings.mail().on()) {
      return;
    }
    for (int sent = 0; sent < AT_ONCE; sent++) {
      Instant now = clock.instant();
      Optional<OutgoingMessage> next = outgoing.take(MAILS, now, now.plus(LEASE));
      if (next.isEmpty() || !send(next.get())) {
        return;
      }
    }
  }

  /** Whether the mail server can be asked for another one. */
  private boolean send(OutgoingMessage one) {
    UUID person = one.person().orElseThrow();
    Optional<Person> reader = identity.person(person).filter(Person::active);
    Optional<MailAddress> address = addresses.find(person);
    if (reader.isEmpty() || address.isEmpty()) {
      outgoing.done(one, State.DROPPED, "", clock.instant());
      return true;
    }
    return switch (one.purpose()) {
      case CODE -> sendCode(one, address.get());
      case DIGEST -> sendDaily(one, reader.get(), address.get());
      default -> sendNotification(one, reader.get(), address.get());
    };
  }

  private boolean sendCode(OutgoingMessage one, MailAddress address) {
    if (address.verified()) {
      outgoing.done(one, State.DROPPED, "", clock.instant());
      return true;
    }
    String code = ShortCode.next(); // made now, so that it stands nowhere but in the mail
    Instant until = clock.instant().plus(CODE_LIFETIME);
    if (!addresses.code(address, ShortCode.digest(code), until)) { // another was given meanwhile
      outgoing.done(one, State.DROPPED, "", clock.instant());
      return true;
    }
    return hand(
        one, address, composer.code(address.language(), code, CODE_LIFETIME.toHours()), () -> {});
  }

  private boolean sendNotification(OutgoingMessage one, Person reader, MailAddress address) {
    Optional<Notification> notification =
        notifications
            .find(reader, one.notification().orElse(0L), today())
            .filter(MailDelivery::asks)
            .filter(found -> address.verified() && address.delivery() == Delivery.AT_ONCE)
            .filter(found -> one.createdAt().plus(STALE).isAfter(clock.instant()));
    if (notification.isEmpty()) {
      outgoing.done(one, State.DROPPED, "", clock.instant());
      return true;
    }
    List<Instant> mailed = outgoing.mailed(address.person(), clock.instant().minus(HOUR));
    if (mailed.size() >= settings.mail().mostPerHour()) {
      outgoing.postpone(one, mailed.get(0).plus(HOUR));
      return true;
    }
    return hand(one, address, composer.one(address.language(), notification.get()), () -> {});
  }

  private boolean sendDaily(OutgoingMessage one, Person reader, MailAddress address) {
    if (!address.verified() || address.delivery() != Delivery.DAILY) {
      outgoing.done(one, State.DROPPED, "", clock.instant());
      return true;
    }
    Daily daily = daily(reader, address.digest());
    Runnable afterwards = () -> addresses.digested(address.person(), daily.last());
    if (daily.asking().isEmpty()) {
      transactions.executeWithoutResult(
          status -> {
            outgoing.done(one, State.DROPPED, "", clock.instant());
            afterwards.run();
          });
      return true;
    }
    return hand(one, address, composer.daily(address.language(), daily.asking()), afterwards);
  }

  /** What a daily mail says, and the last notification that was looked at for it. */
  private record Daily(List<Notification> asking, long last) {}

  /** Looks at all unread ones, and keeps as many as decide what the mail says. */
  private Daily daily(Person reader, long after) {
    List<Notification> asking = new ArrayList<>();
    long last = after;
    List<Notification> looked;
    do {
      looked = notifications.unreadAfter(reader, last, LOOKED_AT, today());
      looked.stream()
          .filter(MailDelivery::asks)
          .limit(MailComposer.MOST + 1L - asking.size())
          .forEach(asking::add);
      last = looked.isEmpty() ? last : looked.get(looked.size() - 1).id();
    } while (looked.size() == LOOKED_AT);
    return new Daily(asking, last);
  }

  /** Whether there is still anything to say: what is read or settled is not mailed. */
  private static boolean asks(Notification one) {
    return !one.read() && (one.pending() || !one.kind().asks());
  }

  private boolean hand(
      OutgoingMessage one, MailAddress address, MailText text, Runnable afterwards) {
    try {
      sender.send(one.id(), address.address(), text);
    } catch (MailRefusedException e) {
      refused(one, e);
      return e.refused() != Refused.SERVER;
    }
    transactions.executeWithoutResult(
        status -> {
          outgoing.done(one, State.SENT, "", clock.instant());
          afterwards.run();
        });
    return true;
  }

  private void refused(OutgoingMessage one, MailRefusedException e) {
    String reason = String.valueOf(e.getMessage());
    if (e.refused() == Refused.FOR_GOOD || one.attempts() >= settings.mail().attempts()) {
      outgoing.done(one, State.FAILED, reason, clock.instant());
      LOG.error("mail {} was not sent, after {} attempts: {}", one.id(), one.attempts(), reason);
    } else {
      outgoing.later(one, reason, clock.instant().plus(Pauses.after(one.attempts())));
      LOG.warn("mail {} was not sent and is tried again: {}", one.id(), reason);
    }
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
