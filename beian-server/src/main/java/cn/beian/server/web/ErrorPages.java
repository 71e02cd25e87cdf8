package cn.beian.server.web;

import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.intake.FreeSpace;
import cn.beian.server.platform.BodyRefusedException;
import cn.beian.server.platform.FullDisk;
import cn.beian.server.platform.Overloaded;
import cn.beian.server.web.http.AskedPage;
import cn.beian.server.web.http.ForPrograms;
import cn.beian.server.web.http.OriginRefusal;
import cn.beian.server.web.http.RefusalLog;
import cn.beian.server.web.http.RequestLimit;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.MessageSource;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.TransactionException;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** One sentence for the person, one for the log, and never a stack trace in a page. */
@Controller
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE) // before Spring's own answer, which is JSON also to a browser
class ErrorPages implements ErrorController {
  private static final Logger LOG = LoggerFactory.getLogger(ErrorPages.class);

  private static final Set<Integer> WITH_TEXT =
      Set.of(400, 403, 404, 405, 408, 409, 413, 500, 503, 507);

  /** Attribute of a request that found no database. */
  private static final String AWAY = ErrorPages.class.getName() + ".away";

  private final DataSize usualLimit;
  private final Clock clock;
  private final Identity identity;
  private final RequestMappingHandlerMapping handlers;
  private final FreeSpace space;
  private final RefusalLog refusals;
  private final MessageSource messages;

  ErrorPages(
      @Value("${spring.servlet.multipart.max-file-size}") DataSize usualLimit,
      Clock clock,
      Identity identity,
      @Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping handlers,
      FreeSpace space,
      RefusalLog refusals,
      MessageSource messages) {
    this.space = space;
    this.refusals = refusals;
    this.messages = messages;
    this.usualLimit = usualLimit;
    this.clock = clock;
    this.identity = identity;
    this.handlers = handlers;
  }

  @ExceptionHandler(NoSuchElementException.class)
  void missing(HttpServletResponse response) throws IOException {
    response.sendError(HttpStatus.NOT_FOUND.value());
  }

  /** A part of the address that is none leads nowhere; an input that is none was not understood. */
  @ExceptionHandler
  void unreadable(MethodArgumentTypeMismatchException e, HttpServletResponse response)
      throws IOException {
    boolean address = e.getParameter().hasParameterAnnotation(PathVariable.class);
    response.sendError((address ? HttpStatus.NOT_FOUND : HttpStatus.BAD_REQUEST).value());
  }

  @ExceptionHandler(OptimisticLockingFailureException.class)
  void stale(HttpServletResponse response) throws IOException {
    response.sendError(HttpStatus.CONFLICT.value());
  }

  @ExceptionHandler(HttpRequestMethodNotSupportedException.class)
  void otherwise(HttpServletResponse response) throws IOException {
    response.sendError(HttpStatus.METHOD_NOT_ALLOWED.value());
  }

  @ExceptionHandler(MaxUploadSizeExceededException.class)
  void tooLarge(HttpServletResponse response) throws IOException {
    response.sendError(HttpStatus.CONTENT_TOO_LARGE.value());
  }

  @ExceptionHandler(BodyRefusedException.class)
  void bodyRefused(BodyRefusedException e, HttpServletResponse response) throws IOException {
    response.sendError(e.status().value());
  }

  /** A form that should have brought a file, or parts, and did not. */
  @ExceptionHandler({MultipartException.class, MissingServletRequestPartException.class})
  void noParts(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    boolean full = full(e, request);
    response.sendError((full ? HttpStatus.INSUFFICIENT_STORAGE : HttpStatus.BAD_REQUEST).value());
  }

  @ExceptionHandler(Overloaded.class)
  void overloaded(HttpServletResponse response) throws IOException {
    response.setHeader(HttpHeaders.RETRY_AFTER, Overloaded.RETRY_SECONDS);
    response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
  }

  /**
   * The database or a folder has no room: nothing was done, and it goes on by itself once there is
   * some. Or the database is away, and nobody knows whether the act was done. What fails outside of
   * a page is found by {@link #status}.
   */
  @ExceptionHandler({
    DataAccessException.class,
    TransactionException.class,
    IOException.class,
    UncheckedIOException.class
  })
  void unavailable(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (full(e, request)) {
      response.sendError(HttpStatus.INSUFFICIENT_STORAGE.value());
    } else if (away(e, request, response)) {
      response.sendError(HttpStatus.SERVICE_UNAVAILABLE.value());
    } else {
      throw e;
    }
  }

  private static boolean away(
      Throwable e, HttpServletRequest request, HttpServletResponse response) {
    boolean away = FullDisk.lostDatabase(e) && !FullDisk.waitedForConnection(e);
    if (away) {
      LOG.error("no database: {}", String.valueOf(NestedExceptionUtils.getMostSpecificCause(e)));
      request.setAttribute(AWAY, true);
      request.setAttribute(Overloaded.NO_DATABASE, true);
      response.setHeader(HttpHeaders.RETRY_AFTER, Overloaded.RETRY_SECONDS);
    }
    return away;
  }

  private boolean full(Throwable e, HttpServletRequest request) {
    boolean full = space.ranOut(e);
    if (full) {
      Object address = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
      refusals.fullDisk(
          request.getMethod() + " " + (address == null ? request.getRequestURI() : address),
          String.valueOf(NestedExceptionUtils.getMostSpecificCause(e)));
    }
    return full;
  }

  @RequestMapping(path = "/error", produces = MediaType.TEXT_HTML_VALUE)
  Object pageUnlessApi(HttpServletRequest request, HttpServletResponse response, Model model) {
    return ForPrograms.api(asked(request))
        ? problem(request, response)
        : page(request, response, model);
  }

  private String page(HttpServletRequest request, HttpServletResponse response, Model model) {
    int status = status(request, response);
    response.setStatus(status);
    model.addAttribute("status", status);
    model.addAttribute("moment", Moments.MINUTE.format(clock.instant()));
    RequestLimit limit =
        request.getAttribute(RequestLimit.ATTRIBUTE) instanceof RequestLimit other
            ? other
            : new RequestLimit(usualLimit, true);
    model.addAttribute("limit", size(limit.size()));
    boolean loggedOut = status == HttpStatus.FORBIDDEN.value() && loggedOut(request, response);
    model.addAttribute("loggedOut", loggedOut);
    String text = text(status, limit.file());
    boolean away = request.getAttribute(AWAY) != null;
    boolean files = request.getAttribute(RequestLimit.CROWDED) != null;
    if (request.getAttribute(OriginRefusal.ATTRIBUTE) instanceof OriginRefusal refusal) {
      text = refusal.text();
    }
    model.addAttribute(
        "text", loggedOut ? "403.loggedOut" : away ? "503.database" : files ? "503.files" : text);
    return "error";
  }

  /** Nobody is logged in, and that is what was refused: the log-in leads back to the form. */
  private boolean loggedOut(HttpServletRequest request, HttpServletResponse response) {
    if (identity.currentIfAny().isPresent()
        || !(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String asked)
        || !(request.getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String method)) {
      return false;
    }
    String path = asked.substring(request.getContextPath().length());
    boolean forPersons =
        AccessRules.rowFor(method, path).filter(row -> !row.admits(Optional.empty())).isPresent();
    if (forPersons) {
      AskedPage.saveForm(request, response, path, this::opens);
    }
    return forPersons;
  }

  private boolean opens(String path) {
    PathContainer parsed = PathContainer.parsePath(path);
    return handlers.getHandlerMethods().keySet().stream()
        .filter(handler -> handler.getMethodsCondition().getMethods().contains(RequestMethod.GET))
        .map(RequestMappingInfo::getPathPatternsCondition)
        .filter(Objects::nonNull)
        .flatMap(condition -> condition.getPatterns().stream())
        .anyMatch(pattern -> pattern.matches(parsed));
  }

  /** Which sentence is shown; the key of it begins with {@code error.}. */
  private static String text(int status, boolean file) {
    if (status == HttpStatus.CONTENT_TOO_LARGE.value() && !file) {
      return "413.form";
    }
    return Integer.toString(WITH_TEXT.contains(status) ? status : status < 500 ? 400 : 500);
  }

  private static String size(DataSize size) {
    if (size.toMegabytes() == 0) {
      return size.toKilobytes() + " KB";
    }
    return size.toMegabytes() % 1024 == 0 ? size.toGigabytes() + " GB" : size.toMegabytes() + " MB";
  }

  /**
   * As JSON, but to a form, since whoever sends one reads a page, whatever his program asks for;
   * and where the address is that of a page and the program takes whatever comes.
   */
  @RequestMapping("/error")
  Object pageOrProblem(HttpServletRequest request, HttpServletResponse response, Model model) {
    if (isForm(request) || isPage(request)) {
      response.setContentType(MediaType.TEXT_HTML_VALUE);
      return page(request, response, model);
    }
    return problem(request, response);
  }

  private ResponseEntity<Map<String, Object>> problem(
      HttpServletRequest request, HttpServletResponse response) {
    int status = status(request, response);
    HttpStatus known = HttpStatus.resolve(status);
    String key = "error.program." + text(status, true);
    return ResponseEntity.status(status)
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(
            Map.of(
                "status",
                status,
                "title",
                known == null ? "error" : known.getReasonPhrase(),
                "detail",
                messages.getMessage(key, null, Locale.SIMPLIFIED_CHINESE)
                    + " "
                    + messages.getMessage(key, null, Locale.ENGLISH)));
  }

  /** The address that failed, without the path of the application. */
  private static String asked(HttpServletRequest request) {
    String asked = String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    String root = request.getContextPath();
    return asked.startsWith(root) ? asked.substring(root.length()) : asked;
  }

  private static boolean isPage(HttpServletRequest request) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return "GET".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD))
        && request.getHeader("HX-Request") == null
        && (accepted == null || accepted.contains("*/*"))
        && !ForPrograms.is(asked(request));
  }

  private static boolean isForm(HttpServletRequest request) {
    String accepted = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
    String sent = String.valueOf(request.getHeader(HttpHeaders.CONTENT_TYPE));
    return "POST".equals(request.getAttribute(RequestDispatcher.ERROR_METHOD))
        && !ForPrograms.api(asked(request))
        && !accepted.contains("json")
        && (sent.startsWith(MediaType.MULTIPART_FORM_DATA_VALUE)
            || sent.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE));
  }

  /** What is answered; what failed is logged, unless it was where it was found. */
  private int status(HttpServletRequest request, HttpServletResponse response) {
    Object code = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    int status = code instanceof Integer number ? number : HttpStatus.NOT_FOUND.value();
    if (status < 500
        || status == HttpStatus.SERVICE_UNAVAILABLE.value()
        || status == HttpStatus.INSUFFICIENT_STORAGE.value()) {
      return status;
    }
    Throwable failure = (Throwable) request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
    if (failure != null && full(failure, request)) {
      return HttpStatus.INSUFFICIENT_STORAGE.value();
    }
    if (failure != null && away(failure, request, response)) {
      return HttpStatus.SERVICE_UNAVAILABLE.value();
    }
    LOG.error(
        "{} {} failed",
        request.getAttribute(RequestDispatcher.ERROR_METHOD),
        request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI),
        failure);
    return status;
  }
}
