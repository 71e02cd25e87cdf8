package cn.beian.server.web.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.util.Optional;
import java.util.function.Predicate;
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
  private static final int DEEPEST = 8; // parts of the longest path that a page has, and more

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

  /**
   * The page of a form that was refused since nobody is logged in: the one that the browser says
   * the form stood on, or the nearest above the address it was sent to.
   *
   * @param opens whether a path can be opened as a page
   */
  public static void saveForm(
      HttpServletRequest request,
      HttpServletResponse response,
      String sentTo,
      Predicate<String> opens) {
    pageAbove(formPage(request).orElse(sentTo), opens)
        .ifPresent(page -> COOKIE.keep(request, response, page));
  }

  private static Optional<String> formPage(HttpServletRequest request) {
    String referer = request.getHeader(HttpHeaders.REFERER);
    try {
      return Optional.ofNullable(referer)
          .map(URI::create)
          .filter(from -> from.getRawAuthority() != null && from.getRawPath() != null)
          .filter(from -> from.getRawAuthority().equalsIgnoreCase(request.getHeader("Host")))
          .map(URI::getRawPath);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * The path itself where it can be opened, or the nearest above it; what is longer than is kept,
   * or deeper than any page, is not looked at.
   */
  private static Optional<String> pageAbove(String asked, Predicate<String> opens) {
    String path = asked.length() > COOKIE.longest() ? "" : asked;
    for (int step = 0; step < DEEPEST && path.startsWith("/") && path.length() > 1; step++) {
      if (opens.test(path)) {
        return path(path);
      }
      path = path.substring(0, path.lastIndexOf('/'));
    }
    return Optional.empty();
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
