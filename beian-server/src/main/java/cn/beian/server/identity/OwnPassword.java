package cn.beian.server.identity;

import cn.beian.server.BeianSettings;
import cn.beian.server.RejectedInput;
import cn.beian.server.RejectedInput.Problem;
import cn.beian.server.Throttle;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The change of one's own password. */
@Service
public class OwnPassword {
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Identity identity;
  private final PasswordEncoder encoder;
  private final AccountNotices notices;
  private final AuditTrail audit;
  private final Throttle tries;

  OwnPassword(
      JdbcClient jdbc,
      Accounts accounts,
      Identity identity,
      PasswordEncoder encoder,
      AccountNotices notices,
      AuditTrail audit,
      BeianSettings settings) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.identity = identity;
    this.encoder = encoder;
    this.notices = notices;
    this.audit = audit;
    this.tries = new Throttle(settings.login().attempts(), settings.login().refill());
  }

  /**
   * Changes the password of the person of this request; his other sessions end.
   *
   * @throws RejectedInput when the old one is wrong, was tried too often, or the new one cannot be
   *     taken
   */
  @Transactional
  public void change(String old, String password) {
    Person me = identity.current();
    if (!tries.attempt(me.login()).isZero()) {
      throw new RejectedInput(List.of(Problem.of("old", "login.wait")));
    }
    String hash =
        jdbc.sql("SELECT password_hash FROM user_account WHERE id = ?")
            .param(me.id())
            .query(String.class)
            .single();
    if (!encoder.matches(old, hash)) {
      throw new RejectedInput(List.of(Problem.of("old", "account.password.old.wrong")));
    }
    RejectedInput.throwIfAny(Passwords.problems(me.login(), password));
    tries.forget(me.login());
    accounts.setPassword(me.id(), password);
    notices.write(me.id(), AccountNotices.Kind.PASSWORD_CHANGED, List.of());
    audit.record("account.change-password", "account:" + me.id(), me.login());
  }
}
