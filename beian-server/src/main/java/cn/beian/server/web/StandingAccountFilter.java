package cn.beian.server.web;

import cn.beian.server.identity.AccessRules.Property;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.SecondFactor;
import cn.beian.server.identity.SignedIn;
import cn.beian.server.web.http.Admission;
import cn.beian.server.web.http.StandingLogin;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.logout.SecurityContextLogoutHandler;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session that was ended elsewhere or is too old, or whose account has left, changed its
 * roles or got a new password. Who has to set up a second factor is led there.
 */
final class StandingAccountFilter extends OncePerRequestFilter {
  private static final String SET_UP = "/account/second-factor";

  private final StandingLogin standing;
  private final SecondFactor secondFactor;
  private final Identity identity;

  StandingAccountFilter(StandingLogin standing, SecondFactor secondFactor, Identity identity) {
    this.standing = standing;
    this.secondFactor = secondFactor;
    this.identity = identity;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication != null && authentication.getPrincipal() instanceof SignedIn signedIn) {
      if (!standing.of(request, signedIn)) {
        new SecurityContextLogoutHandler().logout(request, response, authentication);
      } else if (isLedToSetUp(request)) {
        response.sendRedirect(request.getContextPath() + SET_UP);
        return;
      }
    }
    chain.doFilter(request, response);
  }

  private boolean isLedToSetUp(HttpServletRequest request) {
    return Admission.rowFor(request).filter(row -> row.has(Property.BEFORE_SECOND_FACTOR)).isEmpty()
        && identity.currentIfAny().filter(secondFactor::isMissing).isPresent();
  }
}
