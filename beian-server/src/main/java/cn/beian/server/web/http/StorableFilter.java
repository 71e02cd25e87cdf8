package cn.beian.server.web.http;

import cn.beian.server.platform.StorableText;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what no text can hold, and what is no text at all, in any field of any page: after the
 * access decision, before a page sees it.
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
      chain.doFilter(request, response);
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
}
