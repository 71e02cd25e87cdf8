package cn.beian.server.web;

import cn.beian.server.identity.LoginThrottle;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.filter.OncePerRequestFilter;

/** Sends those who guess too fast back to the log-in page. */
final class ThrottleFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(ThrottleFilter.class);

  private final LoginThrottle throttle;

  ThrottleFilter(LoginThrottle throttle) {
    this.throttle = throttle;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("POST")
        || !request.getRequestURI().equals(request.getContextPath() + "/login");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String login = Objects.requireNonNullElse(request.getParameter("username"), "");
    if (throttle.attempt(login, request.getRemoteAddr()).isZero()) {
      chain.doFilter(request, response);
    } else {
      LOG.warn("log-in throttled: too many attempts from {}", request.getRemoteAddr());
      response.sendRedirect(request.getContextPath() + "/login?wait");
    }
  }
}
