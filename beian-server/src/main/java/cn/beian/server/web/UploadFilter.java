package cn.beian.server.web;

import cn.beian.server.testing.PreCheckSettings;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads forms with files before anything else asks for their fields, so that one which is too large
 * or cut is told as that and not as a missing field; nothing is read from somebody who never opened
 * a page.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class UploadFilter extends OncePerRequestFilter {
  private static final Logger LOG = LoggerFactory.getLogger(UploadFilter.class);

  /** Room for what comes beside a file. */
  private static final long FIELDS_BYTES = 64 * 1024;

  private final DataSize limit;
  private final DataSize preCheckLimit;
  private final DataSize preCheckFiles;

  UploadFilter(
      @Value("${spring.servlet.multipart.max-request-size}") DataSize limit,
      PreCheckSettings preCheck) {
    this.limit = limit;
    this.preCheckFiles = preCheck.packageLimit();
    this.preCheckLimit = DataSize.ofBytes(preCheck.packageLimit().toBytes() + FIELDS_BYTES);
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    String type = request.getContentType();
    return type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String what = request.getMethod() + " " + request.getRequestURI();
    if (request.getSession(false) == null) {
      response.sendError(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    boolean stranger = request.getRequestURI().equals(request.getContextPath() + "/pre-check");
    if (stranger) {
      request.setAttribute(ErrorPages.LIMIT, preCheckFiles);
    }
    if (request.getContentLengthLong() > (stranger ? preCheckLimit : limit).toBytes()) {
      tooLarge(what, request, response);
      return;
    }
    try {
      request.getParts();
    } catch (IllegalStateException e) {
      tooLarge(what, request, response);
      return;
    } catch (IOException | ServletException e) {
      LOG.info("{}: the upload was cut or is malformed, nothing is kept: {}", what, e.getMessage());
      if (!response.isCommitted()) { // it is where the connection has gone
        response.sendError(HttpServletResponse.SC_BAD_REQUEST);
      }
      return;
    }
    chain.doFilter(request, response);
  }

  private void tooLarge(String what, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    LOG.warn(
        "{}: not taken, {} bytes are larger than spring.servlet.multipart.max-request-size={}, its"
            + " max-file-size, or beian.pre-check.package-limit",
        what,
        request.getContentLengthLong(),
        limit);
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, HttpStatus.CONTENT_TOO_LARGE.value());
    request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
    request.getRequestDispatcher("/error").forward(new WithoutBody(request), response);
  }

  /** The same request, but nobody tries to read its body again. */
  private static final class WithoutBody extends HttpServletRequestWrapper {
    WithoutBody(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      return "GET";
    }

    @Override
    public @Nullable String getContentType() {
      return null;
    }

    @Override
    public @Nullable String getParameter(String name) {
      return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
      return null;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
      return Map.of();
    }

    @Override
    public Enumeration<String> getParameterNames() {
      return Collections.emptyEnumeration();
    }
  }
}
