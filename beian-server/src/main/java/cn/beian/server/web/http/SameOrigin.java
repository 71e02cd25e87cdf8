package cn.beian.server.web.http;

import cn.beian.server.platform.PublicAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * What a browser says about where a request comes from, before anything of it is read. The token of
 * the form is checked afterwards all the same.
 */
@Component
class SameOrigin {
  private final PublicAddress address;

  SameOrigin(PublicAddress address) {
    this.address = address;
  }

  /** Empty where nothing is said: no browser, or a request that no other site can make. */
  Optional<Boolean> of(HttpServletRequest request) {
    if (request.getHeader("X-CSRF-TOKEN") != null) {
      return Optional.of(true); // no other site can send it; whether it is right is seen later
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return Optional.of(site.equals("same-origin") || site.equals("none"));
    }
    return Optional.ofNullable(request.getHeader("Origin"))
        .map(origin -> isOwn(origin, request.getHeader("Host")));
  }

  private boolean isOwn(String origin, @org.jspecify.annotations.Nullable String host) {
    try {
      URI from = URI.create(origin);
      String authority = from.getAuthority();
      return authority != null
          && (authority.equalsIgnoreCase(host)
              || authority.equalsIgnoreCase(URI.create(address.of("/")).getAuthority()));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
