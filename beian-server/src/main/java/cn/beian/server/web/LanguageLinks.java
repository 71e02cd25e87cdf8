package cn.beian.server.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.util.UriComponentsBuilder;

/** A page in each language. */
public record LanguageLinks(String zh, String en) {
  /** Where a page that answers a form names another address of its own, as a model attribute. */
  public static final String ATTRIBUTE = "languageLinks";

  /** A page of an address without origin. */
  public static LanguageLinks of(String path, @Nullable String query) {
    return new LanguageLinks(in("zh", path, query), in("en", path, query));
  }

  /**
   * The page of a request; where it cannot be asked for again, the page that its form stood on,
   * else the start page.
   */
  static LanguageLinks of(HttpServletRequest request) {
    boolean failed = request.getDispatcherType() != DispatcherType.REQUEST;
    Object method =
        failed ? request.getAttribute(RequestDispatcher.ERROR_METHOD) : request.getMethod();
    Object path =
        failed
            ? request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI)
            : request.getRequestURI();
    if ("GET".equals(method) && path != null) {
      return of(path.toString(), request.getQueryString());
    }
    return before(request)
        .map(page -> of(page.getRawPath(), page.getRawQuery()))
        .orElse(of("/", null));
  }

  /** The page of this server that led here. */
  private static Optional<URI> before(HttpServletRequest request) {
    String referrer = request.getHeader(HttpHeaders.REFERER);
    if (referrer == null) {
      return Optional.empty();
    }
    try {
      URI page = new URI(referrer);
      boolean own =
          page.getRawPath() != null
              && page.getRawAuthority() != null
              && page.getRawAuthority().equals(request.getHeader(HttpHeaders.HOST));
      return own ? Optional.of(page) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }

  private static String in(String language, String path, @Nullable String query) {
    UriComponentsBuilder address =
        UriComponentsBuilder.fromPath("/" + path.replaceFirst("^/+", ""));
    if (query != null) {
      address.query(query);
    }
    return address.replaceQueryParam("lang", language).build().toUriString();
  }
}
