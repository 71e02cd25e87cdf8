package cn.beian.server.identity;

import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.trail.AuditTrail;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The change of one's own password. */
@Service
public class OwnPassword {
  private final JdbcClient jdbc;
  private final Accounts accounts;
  private final Identity identity;
  private final PasswordEncoder encoder;
  private final AccountNotices notices;
  private final AuditTrail audit;
  private final Reauthentication reauthentication;
  private final TransactionTemplate transaction;

  OwnPassword(
      JdbcClient jdbc,
      Accounts accounts,
      Identity identity,
      PasswordEncoder encoder,
      AccountNotices notices,
      AuditTrail audit,
      Reauthentication reauthentication,
      TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.accounts = accounts;
    this.identity = identity;
    this.encoder = encoder;
    this.notices = notices;
    this.audit = audit;
    this.reauthentication = reauthentication;
    this.transaction = transaction;
  }

  /**
   * Changes the password of the person of this request; his other sessions end.
   *
   * @throws RejectedInput when the old one is wrong, was tried too often, or the new one cannot be
   *     taken
   */
  public void change(String old, String password) {
    Person me = identity.current();
    String before = hash(me, "");
    reauthentication.require(
        me, "old", "account.password.old.wrong", () -> encoder.matches(old, before));
    RejectedInput.throwIfAny(Passwords.problems(me.login(), password));
    String hash = Objects.requireNonNull(encoder.encode(password));
    transaction.executeWithoutResult(
        status -> {
          if (!hash(me, " FOR UPDATE").equals(before)) { // a link set another in the meantime
            throw new RejectedInput(List.of(Problem.of("old", "account.password.old.wrong")));
          }
          accounts.setPassword(me.id(), hash);
          notices.write(me.id(), AccountNotices.Kind.PASSWORD_CHANGED, List.of());
          audit.record("account.change-password", "account:" + me.id(), me.login());
        });
  }

  /**
   * Has the person of this request prove that it is him, outside of any transaction.
   *
   * @param field of the form that has the password
   * @throws RejectedInput when it is wrong, or was tried too often
   */
  public void prove(String field, String password) {
    Person me = identity.current();
    String hash = hash(me, "");
    reauthentication.require(
        me, field, "account.password.old.wrong", () -> encoder.matches(password, hash));
  }

  private String hash(Person person, String lock) {
    return jdbc.sql("select password_hash from user_account where id = :id" + lock)
        .param("id", person.id())
        .query(String.class)
        .single();
  }
}
