package cn.beian.server.identity;

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
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** A code of an app on the telephone beside the password, and codes on paper for its loss. */
@Service
public class SecondFactor {
  private static final int PAPER_CODES = 10;
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final SecureRandom RANDOM = new SecureRandom();

  private final JdbcClient jdbc;
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
      JdbcClient jdbc,
      Identity identity,
      AccountNotices notices,
      AuditTrail audit,
      AccountStandings standings,
      Reauthentication reauthentication,
      TransactionTemplate transaction,
      BeianSettings settings,
      UserDetailsService users,
      Clock clock) {
    this.jdbc = jdbc;
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
    return jdbc.sql("select exists (select 1 from account_totp where account_id = :accountId)")
        .param("accountId", account)
        .query(Boolean.class)
        .single();
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
    jdbc.sql(
            """
            insert into account_totp (account_id, secret, set_up_at, last_step)
              values (:accountId, :secret, :setUpAt, :lastStep)
            """)
        .param("accountId", me.id())
        .param("secret", secret)
        .param("setUpAt", clock.instant())
        .param("lastStep", step.getAsLong())
        .update();
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < PAPER_CODES; i++) {
      String one = ShortCode.next();
      codes.add(one);
      jdbc.sql(
              """
            insert into account_recovery_code (account_id, code_sha256)
              values (:accountId, :codeSha256)
            """)
          .param("accountId", me.id())
          .param("codeSha256", ShortCode.digest(one))
          .update();
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
    int removed =
        jdbc.sql("delete from account_totp where account_id = :accountId")
            .param("accountId", account)
            .update();
    jdbc.sql("delete from account_recovery_code where account_id = :accountId")
        .param("accountId", account)
        .update();
    if (removed > 0) {
      standings.record(account);
    }
  }

  /** Whether a code serves for an account now; one of the app or of the paper serves once. */
  @Transactional
  public boolean serves(UUID account, String code) {
    Optional<Stored> stored =
        jdbc.sql(
                """
            select secret, last_step from account_totp where account_id = :accountId for update
            """)
            .param("accountId", account)
            .query(Stored.class)
            .optional();
    if (stored.isEmpty()) {
      return false;
    }
    OptionalLong step =
        Totp.stepOf(stored.get().secret, plain(code), clock.instant(), stored.get().lastStep);
    if (step.isPresent()) {
      jdbc.sql("update account_totp set last_step = :lastStep where account_id = :accountId")
          .param("lastStep", step.getAsLong())
          .param("accountId", account)
          .update();
      return true;
    }
    return jdbc.sql(
                """
            update account_recovery_code set used_at = :usedAt where account_id = :accountId
              and code_sha256 = :codeSha256 and used_at is null
            """)
            .param("usedAt", clock.instant())
            .param("accountId", account)
            .param("codeSha256", ShortCode.digest(code))
            .update()
        == 1;
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
    return jdbc.sql(
            """
            select count(*) from account_recovery_code where account_id = :accountId
              and used_at is null
            """)
        .param("accountId", account)
        .query(Integer.class)
        .single();
  }

  private static String plain(String code) {
    return code.replaceAll("\\s", "");
  }

  private record Stored(String secret, long lastStep) {}
}
