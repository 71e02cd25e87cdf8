package cn.beian.server.web.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Answers a request for a part of a file with the whole of it, as RFC 9110 allows, and says so. But
 * for open data no file here is so large that a part helps, and what Spring makes of odd ranges
 * does not follow the standard: 416 with the file as its body, units that it does not know, {@code
 * If-Range} unheeded.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class WholeFilesFilter extends OncePerRequestFilter {
  private static final Set<String> OF_PARTS = Set.of("range", "if-range");

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return request.getRequestURI().startsWith("/open-data/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    boolean part = request.getHeader(HttpHeaders.RANGE) != null;
    chain.doFilter(part ? new Whole(request) : request, new WithoutRanges(response));
  }

  private static boolean ofParts(String header) {
    return OF_PARTS.contains(header.toLowerCase(Locale.ROOT));
  }

  /** The same request for all of it. */
  private static final class Whole extends HttpServletRequestWrapper {
    Whole(HttpServletRequest request) {
      super(request);
    }

    @Override
    public @Nullable String getHeader(String name) {
      return ofParts(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
      return ofParts(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
      List<String> names = Collections.list(super.getHeaderNames());
      return Collections.enumeration(names.stream().filter(name -> !ofParts(name)).toList());
    }
  }

  /** Promises no parts. */
  private static final class WithoutRanges extends HttpServletResponseWrapper {
    WithoutRanges(HttpServletResponse response) {
      super(response);
    }

    @Override
    public void setHeader(String name, String value) {
      super.setHeader(name, value(name, value));
    }

    @Override
    public void addHeader(String name, String value) {
      super.addHeader(name, value(name, value));
    }

    private static String value(String name, String value) {
      return name.equalsIgnoreCase(HttpHeaders.ACCEPT_RANGES) ? "none" : value;
    }
  }
}
