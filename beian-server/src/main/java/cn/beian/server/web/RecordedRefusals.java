package cn.beian.server.web;

import cn.beian.server.identity.SignInTrail;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.access.AccessDeniedHandlerImpl;

/** 403, and a line in the audit trail where somebody is logged in. */
final class RecordedRefusals implements AccessDeniedHandler {
  private final AccessDeniedHandler answer = new AccessDeniedHandlerImpl();
  private final SignInTrail trail;

  RecordedRefusals(SignInTrail trail) {
    this.trail = trail;
  }

  @Override
  public void handle(
      HttpServletRequest request, HttpServletResponse response, AccessDeniedException refused)
      throws IOException, ServletException {
    trail.refused(request.getMethod(), request.getRequestURI());
    answer.handle(request, response, refused);
  }
}
