package cn.beian.server.web;

import cn.beian.server.identity.Sessions;
import cn.beian.server.identity.SignedIn;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/** Notes a log-in, so that its owner sees it and can end it. */
final class OpenedSession implements AuthenticationSuccessHandler {
  private final Sessions sessions;
  private final AuthenticationSuccessHandler next;

  OpenedSession(Sessions sessions, AuthenticationSuccessHandler next) {
    this.sessions = sessions;
    this.next = next;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException, ServletException {
    if (authentication.getPrincipal() instanceof SignedIn account) {
      String browser = Objects.requireNonNullElse(request.getHeader(HttpHeaders.USER_AGENT), "");
      HttpSession session = request.getSession();
      session.setAttribute(
          Sessions.ATTRIBUTE, sessions.open(account, request.getRemoteAddr(), browser));
      session.setMaxInactiveInterval(request.getServletContext().getSessionTimeout() * 60);
    }
    next.onAuthenticationSuccess(request, response, authentication);
  }
}
