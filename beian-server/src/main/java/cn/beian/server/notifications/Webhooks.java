package cn.beian.server.notifications;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The webhook of the current person's own unit. Administrators of other units neither see nor set
 * it: what is posted there names the cases of this unit.
 */
@Service
public class Webhooks {
  private static final int RESULTS = 20;
  private static final int ACTS = 10;
  private static final Duration ACT_COMES_BACK = Duration.ofMinutes(6);

  private final WebhookStore store;
  private final OutgoingStore outgoing;
  private final NotificationSettings settings;
  private final NameLookUp names;
  private final Identity identity;
  private final AuditTrail audit;
  private final RateLimiter acts;
  private final TransactionTemplate transactions;
  private final Clock clock;

  Webhooks(
      WebhookStore store,
      OutgoingStore outgoing,
      NotificationSettings settings,
      NameLookUp names,
      Identity identity,
      AuditTrail audit,
      RateLimiters limiters,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.outgoing = outgoing;
    this.settings = settings;
    this.names = names;
    this.identity = identity;
    this.audit = audit;
    this.acts = limiters.named("webhook acts", ACTS, ACT_COMES_BACK);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** That of the own unit, if it has one. */
  public Optional<Webhook> own() {
    return store.find(unit());
  }

  /** What became of the latest messages, newest first. */
  public List<OutgoingMessage> results() {
    return outgoing.ofUnit(unit(), RESULTS);
  }

  /**
   * Sets where it is called.
   *
   * @return the secret by which what is posted is signed; it is not shown again
   * @throws RejectedInput when that address may not be called, or too many were set or tested
   */
  public String set(String url) {
    UUID unit = unit();
    requireRoom(unit);
    String entered = url.strip();
    if (WebhookTarget.find(entered, settings.webhook().internal(), names).isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("url", "notifications.webhook.urlForm")));
    }
    String secret = WebhookSignature.newSecret();
    transactions.executeWithoutResult(
        status -> {
          outgoing.drop(unit, clock.instant());
          store.put(unit, entered, secret, clock.instant());
          record(unit, "webhook-set");
        });
    return secret;
  }

  /** Switches it on or off. */
  public void activate(boolean active) {
    UUID unit = unit();
    transactions.executeWithoutResult(
        status -> {
          store.activate(unit, active);
          if (!active) {
            outgoing.drop(unit, clock.instant());
          }
          record(unit, active ? "webhook-on" : "webhook-off");
        });
  }

  /** Takes it away. */
  public void remove() {
    UUID unit = unit();
    transactions.executeWithoutResult(
        status -> {
          store.remove(unit);
          outgoing.drop(unit, clock.instant());
          record(unit, "webhook-removed");
        });
  }

  /**
   * Has a message posted that says nothing but that it is a test.
   *
   * @throws RejectedInput when too many were set or tested
   */
  public void test() {
    UUID unit = unit();
    if (store.find(unit).isPresent()) {
      requireRoom(unit);
      outgoing.addTest(unit, clock.instant());
    }
  }

  /** Each of these has a name looked up or somebody called, whoever that may be. */
  private void requireRoom(UUID unit) {
    if (!acts.attempt(unit.toString()).isZero()) {
      throw new RejectedInput(List.of(Problem.of("", "notifications.webhook.tooMany")));
    }
  }

  private void record(UUID unit, String act) {
    audit.record("organization." + act, "organization:" + unit, "");
  }

  private UUID unit() {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SYSTEM_ADMINISTRATOR, Role.UNIT_ADMINISTRATOR);
    return me.organizationId();
  }
}
