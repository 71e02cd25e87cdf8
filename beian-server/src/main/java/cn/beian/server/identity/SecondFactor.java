package cn.beian.server.identity;

import cn.beian.server.personal.PersonalDataStore;
import cn.beian.server.personal.Sealable;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AccountStandings;
import cn.beian.server.trail.AuditTrail;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A code of an app on the telephone beside the password, and codes on paper for its loss. */
@Service
public class SecondFactor implements Sealable {
  private static final int PAPER_CODES = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final PersonalDataStore personal;
  private final Identity identity;
  private final AccountNotices notices;
  private final AuditTrail audit;
  private final AccountStandings standings;
  private final Reauthentication reauthentication;
  private final TransactionTemplate transaction;
  private final BeianSettings settings;
  private final UserDetailsService users;
  private final Clock clock;

  SecondFactor(
      PersonalDataStore personal,
      Identity identity,
      AccountNotices notices,
      AuditTrail audit,
      AccountStandings standings,
      Reauthentication reauthentication,
      TransactionTemplate transaction,
      BeianSettings settings,
      UserDetailsService users,
      Clock clock) {
    this.personal = personal;
    this.identity = identity;
    this.notices = notices;
    this.audit = audit;
    this.standings = standings;
    this.reauthentication = reauthentication;
    this.transaction = transaction;
    this.settings = settings;
    this.users = users;
    this.clock = clock;
  }

  /** Whether an account has one. */
  public boolean isOn(UUID account) {
    return personal.hasFactor(account);
  }

  /** Whether a person has to set one up before anything else. */
  public boolean isMissing(Person person) {
    return settings.login().secondFactorRequired()
        && !PowerfulRoles.among(person.roles()).isEmpty()
        && !isOn(person.id());
  }

  /** A secret that may be set up. */
  public String newSecret() {
    return Totp.newSecret(RANDOM);
  }

  /** What an app reads from a QR code. */
  public String address(String secret, Person person) {
    return "otpauth://totp/beian:" + person.login() + "?secret=" + secret + "&issuer=beian";
  }

  /**
   * Sets it up for the person of this request.
   *
   * @param code what his app shows now
   * @return codes for the loss of the telephone, shown once
   * @throws RejectedInput when the code is not that of the secret
   */
  @Transactional
  public List<String> setUp(String secret, String code) {
    Person me = identity.current();
    OptionalLong step = Totp.stepOf(secret, plain(code), clock.instant(), Long.MIN_VALUE);
    if (step.isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("code", "account.factor.wrong")));
    }
    remove(me.id());
    personal.putFactor(me.id(), secret, clock.instant(), step.getAsLong());
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < PAPER_CODES; i++) {
      String one = ShortCode.next();
      codes.add(one);
      personal.putPaperCode(me.id(), ShortCode.digest(one));
    }
    notices.write(me.id(), AccountNotices.Kind.SECOND_FACTOR_ON, List.of(me));
    audit.record("account.factor-on", "account:" + me.id(), "");
    standings.record(me.id());
    return codes;
  }

  /**
   * Takes it off the account of the person of this request.
   *
   * @throws RejectedInput when the code is wrong, or codes were tried too often
   */
  public void takeOff(String code) {
    Person me = identity.current();
    reauthentication.require(
        me,
        "code",
        "account.factor.wrong",
        () -> Boolean.TRUE.equals(transaction.execute(status -> serves(me.id(), code))));
    transaction.executeWithoutResult(
        status -> {
          remove(me.id());
          notices.write(me.id(), AccountNotices.Kind.SECOND_FACTOR_OFF, List.of(me));
          audit.record("account.factor-off", "account:" + me.id(), "");
        });
  }

  /** Takes it off an account whose password was set anew by two persons. */
  void remove(UUID account) {
    if (personal.removeFactor(account)) {
      standings.record(account);
    }
  }

  /** Whether a code serves for an account now; one of the app or of the paper serves once. */
  @Transactional
  public boolean serves(UUID account, String code) {
    Optional<PersonalDataStore.Factor> stored = personal.lockFactor(account);
    if (stored.isEmpty()) {
      return false;
    }
    OptionalLong step =
        stored
            .get()
            .secret()
            .map(
                secret ->
                    Totp.stepOf(secret, plain(code), clock.instant(), stored.get().lastStep()))
            .orElse(OptionalLong.empty());
    if (step.isPresent()) {
      personal.useStep(account, step.getAsLong());
      return true;
    }
    return personal.usePaperCode(account, ShortCode.digest(code), clock.instant());
  }

  /**
   * Whether no code of an app serves for an account, because the key that sealed its secret is not
   * this server's: only a code on paper does, until a recovery link or its owner takes the second
   * factor off.
   */
  public boolean isUnreadable(UUID account) {
    return personal.factorUnreadable(account);
  }

  @Override
  public int seal(int most) {
    List<PersonalDataStore.SealedFactor> sealed = personal.sealFactors(most);
    sealed.forEach(one -> standings.factorSealed(one.account(), one.before(), one.after()));
    return sealed.size();
  }

  @Override
  public Map<String, Long> unreadable(String prefix) {
    return Map.of("second factors", personal.unreadableFactors(prefix));
  }

  /** What has to be remembered of a right password until the code is there. */
  public PendingLogin pending(SecondFactorNeededException needed) {
    SignedIn account = needed.account();
    return new PendingLogin(
        account.personId(),
        account.getUsername(),
        account.accountVersion(),
        clock.instant().plus(PATIENCE));
  }

  /**
   * Whose log-in a code completes; empty when it is wrong, too late, or the account has changed.
   */
  @Transactional
  public Optional<SignedIn> complete(PendingLogin pending, String code) {
    if (!clock.instant().isBefore(pending.until())
        || !(users.loadUserByUsername(pending.login()) instanceof SignedIn account)
        || !account.isEnabled()
        || account.accountVersion() != pending.version()) {
      return Optional.empty();
    }
    if (serves(account.personId(), code)) {
      return Optional.of(account);
    }
    audit.recordAs(AuditTrail.PUBLIC, "account.login-failed", "account:" + account.personId(), "");
    return Optional.empty();
  }

  /** How many codes on paper are left. */
  public int paperCodes(UUID account) {
    return personal.paperCodes(account);
  }

  private static String plain(String code) {
    return code.replaceAll("\\s", "");
  }
}
