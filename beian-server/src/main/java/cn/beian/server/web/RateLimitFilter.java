package cn.beian.server.web;

import cn.beian.server.identity.AccessRules.Property;
import cn.beian.server.identity.LoginRateLimiter;
import cn.beian.server.platform.Overloaded;
import cn.beian.server.platform.StorableText;
import cn.beian.server.web.http.Admission;
import cn.beian.server.web.http.TypedLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Sends those who guess too fast back to the log-in page, and those whose login there cannot be
 * before anything looks for it. The login that was typed is kept for the page.
 */
final class RateLimitFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(RateLimitFilter.class);

  private final LoginRateLimiter limiter;

  RateLimitFilter(LoginRateLimiter limiter) {
    this.limiter = limiter;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !Admission.rowFor(request).map(row -> row.has(Property.LOG_IN)).orElse(false);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String login = Objects.requireNonNullElse(request.getParameter("username"), "");
    String address = request.getRemoteAddr();
    boolean possible =
        login.length() <= LoginRateLimiter.LONGEST_LOGIN && StorableText.storable(login);
    if (possible) {
      TypedLogin.keep(request, response, login);
    }
    if (!(possible ? limiter.attempt(login, address) : limiter.attempt(address)).isZero()) {
      LOG.warn("log-in refused: too many attempts from {}", address);
      response.sendRedirect(request.getContextPath() + "/login?wait");
    } else if (!possible) {
      LOG.info("log-in refused: no login is like that, {} characters", login.length());
      response.sendRedirect(request.getContextPath() + "/login?error");
    } else {
      try {
        chain.doFilter(request, response);
      } catch (Overloaded e) {
        LOG.warn("log-in refused: {}", e.getMessage());
        response.setHeader("Retry-After", Overloaded.RETRY_SECONDS);
        response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      }
    }
  }
}
