package cn.beian.server.web.http;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.SignedIn;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/** What the access table says of a request. */
public final class Admission {
  private Admission() {}

  /** The row that decides; empty where there is no such page. */
  public static Optional<AccessRules.Row> rowFor(HttpServletRequest request) {
    String path = request.getRequestURI().substring(request.getContextPath().length());
    return AccessRules.rowFor(request.getMethod(), path);
  }

  /** The roles of somebody who is logged in; empty for the public. */
  public static Optional<Set<Role>> roles(@Nullable Authentication authentication) {
    if (authentication == null || !(authentication.getPrincipal() instanceof SignedIn)) {
      return Optional.empty();
    }
    return Optional.of(
        authentication.getAuthorities().stream()
            .map(authority -> String.valueOf(authority.getAuthority()))
            .filter(name -> name.startsWith("ROLE_"))
            .map(name -> Role.valueOf(name.substring("ROLE_".length())))
            .collect(Collectors.toSet()));
  }
}
