package cn.beian.server.web.http;

import cn.beian.server.database.DatabaseUse;
import cn.beian.server.identity.AccessRules.Body;
import cn.beian.server.identity.AccessRules.Row;
import cn.beian.server.identity.SignInTrail;
import cn.beian.server.identity.SignedIn;
import cn.beian.server.intake.FreeSpace;
import cn.beian.server.platform.BodyRefusedException;
import cn.beian.server.platform.FullDisk;
import cn.beian.server.platform.Overloaded;
import cn.beian.server.web.http.RefusalLog.Kind;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.apache.tomcat.util.http.fileupload.InvalidFileNameException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Stands before all pages and decides whether the body of a request is read: there has to be such a
 * page, the access table admits the sender, no other site made the browser send it, its fields are
 * not in the address, it is not longer than the table allows, and there is room for it, on the disk
 * too. Forms are read here, so that one which is too large, too slow or cut is told as that and not
 * as a missing field.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class RequestGate extends OncePerRequestFilter {
  /** Who is cut within it has held his place no longer than an honest sender does. */
  private static final Duration HELD = Duration.ofSeconds(2);

  /** A file lies in the temporary folder and then where it is kept; so do those beside it. */
  private static final int TWICE = 2;

  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

  private final BodyRoom room;
  private final FreeSpace space;
  private final SameOrigin origin;
  private final StandingLogin standing;
  private final SignInTrail trail;
  private final RefusalLog refusals;
  private final HttpSessionSecurityContextRepository contexts =
      new HttpSessionSecurityContextRepository();

  RequestGate(
      BodyRoom room,
      FreeSpace space,
      SameOrigin origin,
      StandingLogin standing,
      SignInTrail trail,
      RefusalLog refusals) {
    this.room = room;
    this.space = space;
    this.origin = origin;
    this.standing = standing;
    this.trail = trail;
    this.refusals = refusals;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return BODILESS.contains(request.getMethod());
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    try { // also who sends it, and the page of a refusal, take no connection of the jobs
      DatabaseUse.PAGE.<Exception>during(() -> decide(request, response, chain));
    } catch (IOException | ServletException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    }
  }

  private void decide(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Optional<Row> row = Admission.rowFor(request);
    boolean api = request.getRequestURI().startsWith(request.getContextPath() + "/api/");
    boolean multipart = multipart(request);
    Optional<Boolean> own = origin.of(request);
    if (row.isEmpty()) {
      refuse(HttpStatus.NOT_FOUND, request, response);
    } else if (!api && (own.isPresent() ? !own.get() : multipart)) {
      log(Kind.OTHER_SITE, Optional.empty(), request, own.isPresent() ? "" : "no Origin");
      request.setAttribute(
          OriginRefusal.ATTRIBUTE,
          own.isPresent() ? OriginRefusal.OTHER_SITE : OriginRefusal.NOT_SAID);
      refuse(HttpStatus.FORBIDDEN, request, response);
    } else if (!api && request.getMethod().equals("POST") && request.getQueryString() != null) {
      refuse(HttpStatus.BAD_REQUEST, request, response); // addresses are kept in many places
    } else if (request.getAttribute(BodyMeter.ATTRIBUTE) instanceof BodyMeter meter) {
      admit(row.get(), meter, multipart, request, response, chain);
    } else {
      chain.doFilter(request, response);
    }
  }

  private void admit(
      Row row,
      BodyMeter meter,
      boolean multipart,
      HttpServletRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    Optional<Authentication> who = authentication(request);
    if (!row.admits(who.flatMap(Admission::roles))) {
      who.ifPresent(person -> note(person, request));
      refuse(HttpStatus.FORBIDDEN, request, response);
      return;
    }
    Body body = row.body();
    BodyRoom.From from =
        who.map(Authentication::getName)
            .map(BodyRoom.From::account)
            .orElseGet(() -> BodyRoom.From.stranger(request.getRemoteAddr()));
    BodyMeter.Allowance allowance = room.allowance(body, from);
    request.setAttribute(
        RequestLimit.ATTRIBUTE, new RequestLimit(room.largest(body), body.files()));
    long announced = request.getContentLengthLong();
    if (announced > allowance.bytes()) {
      log(Kind.LENGTH, who, request, announced + " bytes of " + allowance.bytes());
      refuse(HttpStatus.CONTENT_TOO_LARGE, request, response);
      return;
    }
    if (body.files() && !space.admits(announced)) {
      refuseForSpace(who, request, response);
      return;
    }
    Optional<BodyRoom.Place> place =
        room.take(
            from,
            body.files(),
            multipart ? (announced < 0 ? allowance.bytes() : announced) : 0,
            meter);
    if (place.isEmpty()) {
      log(Kind.CROWD, who, request, "");
      if (who.isPresent() && body.files()) {
        request.setAttribute(RequestLimit.CROWDED, true);
      }
      response.setHeader(HttpHeaders.RETRY_AFTER, Overloaded.RETRY_SECONDS);
      refuse(HttpStatus.SERVICE_UNAVAILABLE, request, response);
      return;
    }
    try {
      if (multipart && !space.admits(TWICE * room.spooled())) {
        refuseForSpace(who, request, response);
        return;
      }
      meter.open(allowance);
      long began = System.nanoTime();
      boolean whole = read(body.files() ? null : meter, multipart, who, request, response);
      boolean held = System.nanoTime() - began > HELD.toNanos();
      if (whole) {
        chain.doFilter(request, response);
      }
      if ((!whole && held) || response.getStatus() == HttpStatus.REQUEST_TIMEOUT.value()) {
        room.unfinished(from);
      }
    } finally {
      place.get().close();
    }
  }

  private void refuseForSpace(
      Optional<Authentication> who, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    log(Kind.SPACE, who, request, "");
    refuse(HttpStatus.INSUFFICIENT_STORAGE, request, response);
  }

  /**
   * Reads a form; false when that failed and was answered.
   *
   * @param whole of what brings no file, so that it is all there before a page takes what is scarce
   */
  private boolean read(
      @Nullable BodyMeter whole,
      boolean multipart,
      Optional<Authentication> who,
      HttpServletRequest request,
      HttpServletResponse response)
      throws ServletException, IOException {
    try {
      if (whole != null) {
        whole.readAhead();
      }
      if (multipart) {
        request.getParts();
      }
      request.getParameterMap();
      return true;
    } catch (BodyRefusedException e) {
      log(Kind.BODY, who, request, String.valueOf(e.getMessage()));
      refuse(e.status(), request, response);
    } catch (InvalidParameterException | InvalidFileNameException e) {
      // Its message quotes what was sent, which may be a password.
      broken(new IOException("a field or file name cannot be decoded"), who, request, response);
    } catch (IllegalStateException e) {
      log(
          Kind.LENGTH,
          who,
          request,
          "spring.servlet.multipart.max-request-size or max-file-size: " + e.getMessage());
      refuse(HttpStatus.CONTENT_TOO_LARGE, request, response);
    } catch (IOException | ServletException e) {
      broken(e, who, request, response);
    }
    return false;
  }

  private void broken(
      Exception e,
      Optional<Authentication> who,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException, ServletException {
    if (FullDisk.in(e)) { // of the temporary folder
      refuseForSpace(who, request, response);
      return;
    }
    log(Kind.BROKEN, who, request, String.valueOf(e.getMessage()));
    if (!response.isCommitted()) { // it is where the connection has gone
      refuse(HttpStatus.BAD_REQUEST, request, response);
    }
  }

  private Optional<Authentication> authentication(HttpServletRequest request) {
    if (request.getSession(false) == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(contexts.loadDeferredContext(request).get().getAuthentication())
        .filter(
            one ->
                !(one.getPrincipal() instanceof SignedIn signedIn)
                    || standing.of(request, signedIn));
  }

  /** In the audit trail, as every page that somebody is refused. */
  private void note(Authentication person, HttpServletRequest request) {
    SecurityContextHolder.setContext(new SecurityContextImpl(person));
    try {
      trail.refused(request.getMethod(), request.getRequestURI());
    } finally {
      SecurityContextHolder.clearContext();
    }
  }

  private static boolean multipart(HttpServletRequest request) {
    String type = request.getContentType();
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("multipart/");
  }

  /** Method and address for the log; the address is still encoded, so it is one line. */
  private void log(
      Kind kind, Optional<Authentication> who, HttpServletRequest request, String detail) {
    String what = request.getMethod() + " " + request.getRequestURI();
    if (who.isPresent()) {
      refusals.ofAccount(kind, what, detail);
    } else {
      refusals.ofStranger(kind, what, detail);
    }
  }

  private static void refuse(
      HttpStatus status, HttpServletRequest request, HttpServletResponse response)
      throws IOException, ServletException {
    request.setAttribute(RequestDispatcher.ERROR_STATUS_CODE, status.value());
    request.setAttribute(RequestDispatcher.ERROR_REQUEST_URI, request.getRequestURI());
    request.setAttribute(RequestDispatcher.ERROR_METHOD, request.getMethod());
    request.getRequestDispatcher("/error").forward(new WithoutBody(request), response);
  }
}
