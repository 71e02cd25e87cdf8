package cn.beian.server.web;

import cn.beian.server.database.DatabaseUse;
import cn.beian.server.identity.AccessRules.Property;
import cn.beian.server.platform.Overloaded;
import cn.beian.server.web.http.Admission;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;

/**
 * Says for each request what it needs the database for. More public reads than can be answered soon
 * are told to come again, before they cost anything, and so is whoever waited too long.
 */
final class DatabaseUseFilter implements Filter {
  private static final Logger LOG = LoggerFactory.getLogger(DatabaseUseFilter.class);

  /** Cancelled by a time limit, and waited too long for a lock. */
  private static final Set<String> TIMED_OUT = Set.of("57014", "55P03");

  private static final int MOST_CAUSES = 20;

  private final Semaphore publicReads;

  /**
   * A filter.
   *
   * @param publicReads how many may be under way at the same time
   */
  DatabaseUseFilter(int publicReads) {
    this.publicReads = new Semaphore(publicReads);
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest http = (HttpServletRequest) request;
    HttpServletResponse answer = (HttpServletResponse) response;
    boolean publicRead =
        Admission.rowFor(http).filter(row -> row.has(Property.PUBLIC_READ)).isPresent();
    if (!publicRead) {
      pass(DatabaseUse.PAGE, http, answer, chain);
    } else if (publicReads.tryAcquire()) {
      try {
        pass(DatabaseUse.PUBLIC_READ, http, answer, chain);
      } finally {
        publicReads.release();
      }
    } else {
      comeAgain(answer);
    }
  }

  private static void pass(
      DatabaseUse use, HttpServletRequest request, HttpServletResponse answer, FilterChain chain)
      throws IOException, ServletException {
    try {
      use.<Exception>during(() -> chain.doFilter(request, answer));
    } catch (IOException | ServletException | RuntimeException e) {
      if (answer.isCommitted() || !isBusy(e)) {
        throw e;
      }
      LOG.warn("{} {}: the database is busy", request.getMethod(), request.getRequestURI());
      answer.reset();
      request.setAttribute(Overloaded.NO_DATABASE, true);
      comeAgain(answer);
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private static void comeAgain(HttpServletResponse answer) throws IOException {
    answer.setHeader(HttpHeaders.RETRY_AFTER, Overloaded.RETRY_SECONDS);
    answer.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
  }

  /** Whether no connection was free in time, or a statement reached its limit. */
  static boolean isBusy(Throwable thrown) {
    @Nullable Throwable cause = thrown;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof SQLTransientConnectionException
          || (cause instanceof SQLException sql
              && sql.getSQLState() != null
              && TIMED_OUT.contains(sql.getSQLState()))) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
