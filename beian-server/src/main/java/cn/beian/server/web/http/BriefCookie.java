package cn.beian.server.web.http;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/**
 * A text that a stranger's own browser keeps for his next page, since the server keeps nothing for
 * people it does not know. Whoever reads it must check it: the browser may send anything.
 *
 * @param name of the cookie
 * @param longest text that is kept, in characters; a longer one is not
 */
record BriefCookie(String name, int longest) {
  private static final Duration AGE = Duration.ofMinutes(15);

  /** Has the browser keep a text. */
  void keep(HttpServletRequest request, HttpServletResponse response, String text) {
    if (text.length() <= longest) {
      String value =
          Base64.getUrlEncoder()
              .withoutPadding()
              .encodeToString(text.getBytes(StandardCharsets.UTF_8));
      set(request, response, value, AGE);
    }
  }

  /** The text that is kept. */
  Optional<String> kept(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    if (cookies != null) {
      for (Cookie cookie : cookies) {
        if (cookie.getName().equals(name)) {
          return decoded(cookie.getValue());
        }
      }
    }
    return Optional.empty();
  }

  /** The same, once: the browser is told to forget it. */
  Optional<String> take(HttpServletRequest request, HttpServletResponse response) {
    Optional<String> kept = kept(request);
    if (kept.isPresent()) {
      forget(request, response);
    }
    return kept;
  }

  /** Tells the browser to forget it. */
  void forget(HttpServletRequest request, HttpServletResponse response) {
    set(request, response, "", Duration.ZERO);
  }

  private void set(
      HttpServletRequest request, HttpServletResponse response, String value, Duration age) {
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        ResponseCookie.from(name, value)
            .path("/")
            .maxAge(age)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .build()
            .toString());
  }

  private Optional<String> decoded(String value) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(value), StandardCharsets.UTF_8);
      return Optional.of(text).filter(one -> one.length() <= longest);
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // not one of ours
    }
  }
}
