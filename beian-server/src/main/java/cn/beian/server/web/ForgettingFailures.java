package cn.beian.server.web;

import cn.beian.server.identity.LoginThrottle;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.SavedRequestAwareAuthenticationSuccessHandler;

/** After a right password the earlier failures are forgotten. */
final class ForgettingFailures extends SavedRequestAwareAuthenticationSuccessHandler {
  private final LoginThrottle throttle;

  ForgettingFailures(LoginThrottle throttle) {
    this.throttle = throttle;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws ServletException, IOException {
    throttle.succeeded(authentication.getName(), request.getRemoteAddr());
    super.onAuthenticationSuccess(request, response, authentication);
  }
}
