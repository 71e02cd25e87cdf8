package cn.beian.server.identity;

import java.io.Serial;
import org.springframework.security.core.AuthenticationException;

/** The password is right, and a code is needed too. */
public final class SecondFactorNeededException extends AuthenticationException {
  @Serial private static final long serialVersionUID = 1;
  private final SignedIn account;

  SecondFactorNeededException(SignedIn account) {
    super("a second factor is needed");
    this.account = account;
  }

  /** Whose password it was. */
  public SignedIn account() {
    return account;
  }
}
