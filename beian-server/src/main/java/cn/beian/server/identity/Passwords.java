package cn.beian.server.identity;

import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import java.util.Locale;

/** What a password must be: long rather than odd. */
final class Passwords {
  private static final int SHORTEST = 10;
  private static final int LONGEST = 128;

  private Passwords() {}

  /** What is wrong with a password for a login; empty when it can be taken. */
  static List<Problem> problems(String login, String password) {
    String key = "";
    if (password.length() < SHORTEST || password.length() > LONGEST) {
      key = "account.password.length";
    } else if (password.chars().distinct().count() < 5) {
      key = "account.password.simple";
    } else if (!login.isBlank()
        && password.toLowerCase(Locale.ROOT).contains(LoginName.folded(login))) {
      key = "account.password.login";
    } else if (CommonPasswords.contains(password)) {
      key = "account.password.common";
    }
    return key.isEmpty() ? List.of() : List.of(Problem.of("password", key, SHORTEST, LONGEST));
  }
}
