package cn.beian.server.notifications;

import cn.beian.server.identity.Identity;
import cn.beian.server.identity.OwnPassword;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.ShortCode;
import cn.beian.server.notifications.MailAddress.Delivery;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Where the current person wants to get mail, by his own choice. */
@Service
public class MailAddresses {
  private static final int LONGEST = 254;
  private static final int CODES = 5;
  private static final Duration CODE_COMES_BACK = Duration.ofMinutes(12);

  private final MailAddressStore store;
  private final OutgoingStore outgoing;
  private final NotificationSettings settings;
  private final Identity identity;
  private final OwnPassword password;
  private final AuditTrail audit;
  private final RateLimiter codes;
  private final TransactionTemplate transactions;
  private final Clock clock;

  MailAddresses(
      MailAddressStore store,
      OutgoingStore outgoing,
      NotificationSettings settings,
      Identity identity,
      OwnPassword password,
      AuditTrail audit,
      RateLimiters limiters,
      TransactionTemplate transactions,
      Clock clock) {
    this.store = store;
    this.outgoing = outgoing;
    this.settings = settings;
    this.identity = identity;
    this.password = password;
    this.audit = audit;
    this.codes = limiters.named("mail codes", CODES, CODE_COMES_BACK);
    this.transactions = transactions;
    this.clock = clock;
  }

  /** Whether this server sends mail. */
  public boolean on() {
    return settings.mail().on();
  }

  /** The address of the current person, if he gave one. */
  public Optional<MailAddress> mine() {
    return store.find(identity.current().id());
  }

  /** Whether the mail server did not take the code for it. */
  public boolean codeFailed() {
    return outgoing.codeFailed(identity.current().id());
  }

  /**
   * Takes an address; a code is mailed there.
   *
   * @param proof the password of the current person
   * @throws RejectedInput when it is no address, the password is wrong, or too many were tried
   */
  public void enter(String address, String proof, String language) {
    String entered = address.strip();
    if (!valid(entered)) {
      throw new RejectedInput(List.of(Problem.of("address", "notifications.mail.addressForm")));
    }
    password.prove("password", proof);
    UUID me = requireRoom();
    transactions.executeWithoutResult(
        status -> {
          store.put(me, entered, language);
          outgoing.addCode(me, clock.instant());
          audit.record("account.mail-address", "account:" + me, "");
        });
  }

  /**
   * Mails another code.
   *
   * @throws RejectedInput when too many were
   */
  public void mailCode() {
    UUID me = requireRoom();
    if (store.find(me).filter(one -> !one.verified()).isPresent()) {
      transactions.executeWithoutResult(status -> outgoing.addCode(me, clock.instant()));
    }
  }

  private UUID requireRoom() {
    Person me = identity.current();
    if (!codes.attempt(me.login()).isZero()) {
      throw new RejectedInput(List.of(Problem.of("", "notifications.mail.tooMany")));
    }
    return me.id();
  }

  /**
   * Takes the code that was mailed.
   *
   * @throws RejectedInput when it is not the one, too old, or was tried too often
   */
  public void confirm(String code) {
    UUID me = identity.current().id();
    String digest = ShortCode.digest(code);
    if (!store.tryCode(me, digest, clock.instant())) {
      throw new RejectedInput(List.of(Problem.of("code", "notifications.mail.codeWrong")));
    }
    transactions.executeWithoutResult(
        status -> {
          store.verify(me, digest, clock.instant());
          audit.record("account.mail-verified", "account:" + me, "");
        });
  }

  /** Says when, and in which language, the current person wants mail. */
  public void choose(Delivery delivery, String language) {
    UUID me = identity.current().id();
    transactions.executeWithoutResult(
        status -> {
          store.choose(me, delivery, language);
          audit.record("account.mail-delivery", "account:" + me, "");
        });
  }

  /** Forgets the address of the current person. */
  public void remove() {
    UUID me = identity.current().id();
    transactions.executeWithoutResult(
        status -> {
          store.remove(me);
          audit.record("account.mail-removed", "account:" + me, "");
        });
  }

  private static boolean valid(String address) {
    if (address.length() > LONGEST || !address.matches("[!-~]+@[!-~]+")) {
      return false;
    }
    try {
      new InternetAddress(address, true).validate();
      return true;
    } catch (AddressException e) {
      return false;
    }
  }
}
