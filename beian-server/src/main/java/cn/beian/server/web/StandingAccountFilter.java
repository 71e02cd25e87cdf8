package cn.beian.server.web;

import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.SignedIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session whose account has left, changed its roles or got a new password. */
final class StandingAccountFilter extends OncePerRequestFilter {
  private final Accounts accounts;

  StandingAccountFilter(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null
        && authentication.getPrincipal() instanceof SignedIn signedIn
        && !accounts.stillValid(signedIn)) {
      new SecurityContextLogoutHandler().logout(request, response, authentication);
    }
    chain.doFilter(request, response);
  }
}
