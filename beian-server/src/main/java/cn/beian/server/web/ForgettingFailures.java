package cn.beian.server.web;

import cn.beian.server.identity.LoginRateLimiter;
import cn.beian.server.web.http.TypedLogin;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;
import org.springframework.security.web.savedrequest.RequestCache;

/**
 * After a right password the earlier failures are forgotten, and the page that was asked for comes:
 * its path on this server, whatever host the request named.
 */
final class ForgettingFailures extends SavedRequestAwareAuthenticationSuccessHandler {
  private final LoginRateLimiter limiter;

  ForgettingFailures(LoginRateLimiter limiter, RequestCache asked) {
    this.limiter = limiter;
    setRequestCache(asked);
    setRedirectStrategy(
        (request, response, url) -> {
          URI to = URI.create(url);
          String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
          response.sendRedirect("/" + to.getRawPath().replaceFirst("^/*", "") + query);
        });
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws ServletException, IOException {
    limiter.succeeded(authentication.getName(), request.getRemoteAddr());
    TypedLogin.take(request, response);
    super.onAuthenticationSuccess(request, response, authentication);
  }
}
