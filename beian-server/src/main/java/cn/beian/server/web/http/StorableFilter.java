package cn.beian.server.web.http;

import cn.beian.facts.VisibleText;
import cn.beian.server.platform.StorableText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what no text can hold, and what is no text at all, in any field of any page: after the
 * access decision, before a page sees it. A field in which nothing is seen is an empty one.
 */
@Component
@Order(StorableFilter.AFTER_SECURITY)
class StorableFilter extends OncePerRequestFilter {
  static final int AFTER_SECURITY = -90;

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    if (storable(request)) {
      chain.doFilter(new Seen(request), response);
    } else {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static boolean storable(HttpServletRequest request) {
    try {
      return request.getParameterMap().entrySet().stream()
          .allMatch(
              field ->
                  StorableText.storable(field.getKey())
                      && Arrays.stream(field.getValue()).allMatch(StorableText::storable));
    } catch (InvalidParameterException e) {
      return false; // such as %zz
    }
  }

  /** The same request; what is blank to a reader is empty. */
  private static final class Seen extends HttpServletRequestWrapper {
    Seen(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getParameter(String name) {
      String value = super.getParameter(name);
      return value == null ? null : seen(value);
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      String[] values = super.getParameterValues(name);
      return values == null ? null : seen(values);
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      Map<String, String[]> fields = new LinkedHashMap<>();
      super.getParameterMap().forEach((name, values) -> fields.put(name, seen(values)));
      return Collections.unmodifiableMap(fields);
    }

    private static String[] seen(String[] values) {
      return Arrays.stream(values).map(Seen::seen).toArray(String[]::new);
    }

    private static String seen(String value) {
      return VisibleText.blank(value) ? "" : value;
    }
  }
}
