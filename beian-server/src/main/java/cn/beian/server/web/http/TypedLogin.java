package cn.beian.server.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;

/**
 * The login that somebody typed, until the log-in page shows it again; in the session, so that it
 * stands in no address.
 */
public final class TypedLogin {
  private static final String ATTRIBUTE = "beian.typed-login";

  private TypedLogin() {}

  /** Keeps it for the next page. */
  public static void keep(HttpServletRequest request, String login) {
    request.getSession().setAttribute(ATTRIBUTE, login);
  }

  /** Gives it once; empty where nothing was typed. */
  public static String take(HttpServletRequest request) {
    HttpSession session = request.getSession(false);
    if (session == null || !(session.getAttribute(ATTRIBUTE) instanceof String login)) {
      return "";
    }
    session.removeAttribute(ATTRIBUTE);
    return login;
  }
}
