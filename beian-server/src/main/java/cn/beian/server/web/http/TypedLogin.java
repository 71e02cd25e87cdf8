package cn.beian.server.web.http;

import cn.beian.server.identity.LoginRateLimiter;
import cn.beian.server.platform.StorableText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * The login that somebody typed, until the log-in page shows it again; in a cookie, so that it
 * stands in no address and the server keeps nothing of strangers.
 */
public final class TypedLogin {
  private static final BriefCookie COOKIE =
      new BriefCookie("typed-login", LoginRateLimiter.LONGEST_LOGIN);

  private TypedLogin() {}

  /** Keeps it for the next page. */
  public static void keep(HttpServletRequest request, HttpServletResponse response, String login) {
    COOKIE.keep(request, response, login);
  }

  /** Gives it once; empty where nothing was typed. */
  public static String take(HttpServletRequest request, HttpServletResponse response) {
    return COOKIE.take(request, response).filter(StorableText::storable).orElse("");
  }
}
