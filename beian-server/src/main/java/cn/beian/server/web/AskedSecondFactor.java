package cn.beian.server.web;

import cn.beian.server.identity.PendingLogin;
import cn.beian.server.identity.SecondFactor;
import cn.beian.server.identity.SecondFactorNeededException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Asks for the second factor where the password was right. */
final class AskedSecondFactor implements AuthenticationFailureHandler {
  private final SecondFactor secondFactor;
  private final AuthenticationFailureHandler otherwise;

  AskedSecondFactor(SecondFactor secondFactor, AuthenticationFailureHandler otherwise) {
    this.secondFactor = secondFactor;
    this.otherwise = otherwise;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException, ServletException {
    if (failure instanceof SecondFactorNeededException needed) {
      request.getSession().setAttribute(PendingLogin.ATTRIBUTE, secondFactor.pending(needed));
      response.sendRedirect(request.getContextPath() + "/login/code");
    } else {
      otherwise.onAuthenticationFailure(request, response, failure);
    }
  }
}
