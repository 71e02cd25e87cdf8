package cn.beian.server.web;

import cn.beian.server.platform.BeianSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.security.web.csrf.CsrfTokenRepository;

/**
 * The token of forms, in a cookie: a page with a form makes no session, of which a stranger could
 * make any number. Behind https no other host can set it. One that is longer than ours is none,
 * since it would stand in each form of a page.
 */
final class FormTokens implements CsrfTokenRepository {
  private static final int LONGEST = 64;

  private final CookieCsrfTokenRepository cookies = new CookieCsrfTokenRepository();

  FormTokens(BeianSettings settings) {
    cookies.setCookieName(WebConfiguration.cookieName("form", settings));
    cookies.setCookiePath("/");
    cookies.setHeaderName("X-CSRF-TOKEN"); // upload.js
    cookies.setCookieCustomizer(
        cookie -> cookie.httpOnly(true).sameSite("Lax").secure(WebConfiguration.https(settings)));
  }

  @Override
  public CsrfToken generateToken(HttpServletRequest request) {
    return cookies.generateToken(request);
  }

  @Override
  public void saveToken(
      @Nullable CsrfToken token, HttpServletRequest request, HttpServletResponse response) {
    cookies.saveToken(token, request, response);
  }

  @Override
  public @Nullable CsrfToken loadToken(HttpServletRequest request) {
    CsrfToken token = cookies.loadToken(request);
    return token == null || token.getToken().length() > LONGEST ? null : token;
  }
}
