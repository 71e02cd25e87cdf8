package cn.beian.server.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.web.savedrequest.RequestCache;
import org.springframework.security.web.savedrequest.SavedRequest;
import org.springframework.security.web.savedrequest.SimpleSavedRequest;

/**
 * The page that somebody asked for before he had logged in, by its path on this server, until he
 * has; in a cookie, so that the server keeps nothing of strangers.
 */
public final class AskedPage implements RequestCache {
  private static final BriefCookie COOKIE = new BriefCookie("asked-page", 1000);

  @Override
  public void saveRequest(HttpServletRequest request, HttpServletResponse response) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    boolean page =
        request.getMethod().equals("GET") && (accepted == null || accepted.contains("text/html"));
    if (page && request.getHeader("HX-Request") == null) {
      String query = request.getQueryString();
      COOKIE.keep(request, response, request.getRequestURI() + (query == null ? "" : "?" + query));
    }
  }

  @Override
  public @Nullable SavedRequest getRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return COOKIE.kept(request).flatMap(AskedPage::path).map(SimpleSavedRequest::new).orElse(null);
  }

  /** A path of this server and nothing else, whatever the cookie says. */
  private static Optional<String> path(String kept) {
    try {
      URI uri = URI.create(kept);
      boolean ours =
          uri.getScheme() == null
              && uri.getRawAuthority() == null
              && uri.getRawPath() != null
              && uri.getRawPath().startsWith("/")
              && !uri.getRawPath().startsWith("//");
      return ours ? Optional.of(kept) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public @Nullable HttpServletRequest getMatchingRequest(
      HttpServletRequest request, HttpServletResponse response) {
    return null; // it is asked for anew
  }

  @Override
  public void removeRequest(HttpServletRequest request, HttpServletResponse response) {
    COOKIE.forget(request, response);
  }
}
