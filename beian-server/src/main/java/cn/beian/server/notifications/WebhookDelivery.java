package cn.beian.server.notifications;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.notifications.OutgoingMessage.Purpose;
import cn.beian.server.notifications.OutgoingMessage.State;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.trail.AuditTrail;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts what waits for the webhooks of units, a few units at a time; what is settled by then is not
 * posted.
 */
@Component
class WebhookDelivery {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookDelivery.class);

  /** Units that are called at the same time. */
  private static final int AT_ONCE = 6;

  /** A call that takes longer is the last of its unit in a run. */
  private static final Duration SLOW = Duration.ofSeconds(1);

  private static final int GONE = 410;

  private final OutgoingStore outgoing;
  private final WebhookStore webhooks;
  private final NotificationStore notifications;
  private final RecipientStore recipients;
  private final NotificationWordings wordings;
  private final MailComposer composer;
  private final WebhookCaller caller;
  private final NotificationSettings.Webhook settings;
  private final PublicAddress address;
  private final AuditTrail audit;
  private final TransactionTemplate transactions;
  private final Clock clock;

  WebhookDelivery(
      OutgoingStore outgoing,
      WebhookStore webhooks,
      NotificationStore notifications,
      RecipientStore recipients,
      NotificationWordings wordings,
      MailComposer composer,
      WebhookCaller caller,
      NotificationSettings settings,
      PublicAddress address,
      AuditTrail audit,
      TransactionTemplate transactions,
      Clock clock) {
    this.outgoing = outgoing;
    this.webhooks = webhooks;
    this.notifications = notifications;
    this.recipients = recipients;
    this.wordings = wordings;
    this.composer = composer;
    this.caller = caller;
    this.settings = settings.webhook();
    this.address = address;
    this.audit = audit;
    this.transactions = transactions;
    this.clock = clock;
  }

  /** The job. */
  void send() {
    UnitTurns turns = new UnitTurns(outgoing, clock);
    Optional<OutgoingMessage> first = turns.next();
    if (first.isEmpty()) {
      return;
    }
    ExecutorService others = Executors.newFixedThreadPool(AT_ONCE - 1);
    try {
      List<CompletableFuture<Void>> running = new ArrayList<>();
      for (int i = 1; i < AT_ONCE; i++) {
        running.add(CompletableFuture.runAsync(() -> send(turns, turns.next()), others));
      }
      send(turns, first);
      running.forEach(CompletableFuture::join);
    } finally {
      others.shutdown();
    }
  }

  private void send(UnitTurns turns, Optional<OutgoingMessage> first) {
    for (Optional<OutgoingMessage> one = first; one.isPresent(); one = turns.next()) {
      Instant begun = clock.instant();
      boolean answered = send(one.get());
      if (answered && begun.plus(SLOW).isAfter(clock.instant())) {
        turns.again(one.get().organization().orElseThrow());
      }
    }
  }

  /** Whether the receiver took it, or there was nothing to post. */
  private boolean send(OutgoingMessage one) {
    UUID unit = one.organization().orElseThrow();
    boolean test = one.purpose() == Purpose.WEBHOOK_TEST;
    Optional<Webhook> webhook = webhooks.find(unit).filter(hook -> hook.active() || test);
    Optional<Map<String, Object>> payload = test ? Optional.of(tested()) : payload(one);
    if (webhook.isEmpty() || payload.isEmpty()) {
      outgoing.done(one, State.DROPPED, "", clock.instant());
      return true;
    }
    try {
      int status = post(one, webhook.get(), payload.get());
      if (status / 100 == 2) {
        transactions.executeWithoutResult(
            transaction -> {
              outgoing.done(one, State.SENT, "", clock.instant());
              webhooks.answered(unit);
            });
        return true;
      }
      failed(one, "HTTP " + status, status == GONE);
    } catch (RefusedCertificateException e) {
      LOG.warn(
          "webhook of unit {} is not called: {}. If an authority of your own has issued it, put"
              + " that authority's certificate into the file that"
              + " beian.notifications.webhook.trusted-certificates names",
          unit,
          e.getMessage());
      failed(one, String.valueOf(e.getMessage()), false);
    } catch (IOException | RuntimeException e) {
      failed(one, e.getClass().getSimpleName() + ": " + e.getMessage(), false);
    }
    return false;
  }

  private int post(OutgoingMessage one, Webhook webhook, Map<String, Object> payload)
      throws IOException {
    byte[] body = JsonMapper.shared().writeValueAsBytes(payload);
    Map<String, String> headers =
        WebhookSignature.headers(
            webhooks.secret(webhook.organization()), one.id(), clock.instant(), body);
    return caller.post(webhook.url(), headers, body);
  }

  private void failed(OutgoingMessage one, String failure, boolean gone) {
    UUID unit = one.organization().orElseThrow();
    Instant now = clock.instant();
    transactions.executeWithoutResult(
        status -> {
          if (one.purpose() == Purpose.WEBHOOK_TEST || one.attempts() >= settings.attempts()) {
            outgoing.done(one, State.FAILED, failure, now);
          } else {
            outgoing.later(one, failure, now.plus(Pauses.after(one.attempts())));
          }
          boolean counts = one.purpose() == Purpose.WEBHOOK;
          if (counts && (webhooks.failed(unit) >= settings.failures() || gone)) {
            webhooks.activate(unit, false);
            outgoing.drop(unit, now);
            recipients.webhookOff(unit, now);
            wordings.word(now);
            audit.record("organization.webhook-off", "organization:" + unit, failure);
            LOG.warn("webhook of unit {} is switched off: {}", unit, failure);
          }
        });
  }

  private Map<String, Object> tested() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("text", texts("notifications.webhook.tested"));
    data.put("url", address.of("/admin/webhook"));
    return message("webhook.test", data);
  }

  private Map<String, Object> texts(String key) {
    return Map.of("zh", composer.words("zh").text(key), "en", composer.words("en").text(key));
  }

  /** Empty where it is settled by now. */
  private Optional<Map<String, Object>> payload(OutgoingMessage one) {
    return notifications
        .ofUnit(
            one.organization().orElseThrow(),
            one.notification().orElse(0L),
            OfficialTime.dayOf(clock.instant()))
        .filter(found -> found.pending() || !found.kind().asks())
        .map(this::payload);
  }

  private Map<String, Object> payload(Notification one) {
    NotificationText zh = composer.words("zh");
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("app", zh.title(one));
    data.put("sponsor", zh.sponsor(one));
    data.put("text", Map.of("zh", zh.line(one), "en", composer.words("en").line(one)));
    if (one.pending()) {
      one.dueOn().ifPresent(day -> data.put("due_on", day.toString()));
    }
    data.put("url", address.of(zh.path(one)));
    return message(type(one), data);
  }

  private static String type(Notification one) {
    return switch (one.kind()) {
      case TURN -> "turn.began";
      case DUE_SOON -> "turn.due_soon";
      default -> "case.concluded";
    };
  }

  private Map<String, Object> message(String type, Map<String, Object> data) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    message.put("timestamp", clock.instant().toString());
    message.put("data", data);
    return message;
  }
}
