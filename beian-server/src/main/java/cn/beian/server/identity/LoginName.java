package cn.beian.server.identity;

import java.util.Locale;

/** The name of a log-in, in which neither case nor blanks at its ends count. */
final class LoginName {
  private LoginName() {}

  static String folded(String login) {
    return login.strip().toLowerCase(Locale.ROOT);
  }
}
