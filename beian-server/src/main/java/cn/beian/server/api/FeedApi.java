package cn.beian.server.api;

import cn.beian.server.official.Batches;
import cn.beian.server.opendata.ChangeFeed;
import cn.beian.server.opendata.ChangeFeed.Events;
import cn.beian.server.opendata.ChangeFeed.OutOfRange;
import cn.beian.server.opendata.OpenDataSettings;
import cn.beian.server.opendata.Snapshot;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.records.PublicEvent;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * What changed in the register: NDJSON from an index of the ledger on, and Atom; batches of the
 * official system as Atom. No account.
 */
@RestController
@RequestMapping("/api/v1")
class FeedApi {
  private static final MediaType NDJSON = MediaType.parseMediaType("application/x-ndjson");
  private static final MediaType ATOM =
      MediaType.parseMediaType("application/atom+xml;charset=UTF-8");
  private static final String SIZE = "Beian-Ledger-Size";
  private static final int ATOM_ENTRIES = 50;

  private final ChangeFeed feed;
  private final EventFeed events;
  private final Batches batches;
  private final BatchFeed batchFeed;
  private final PublicAddress address;
  private final RateLimiter limiter;

  FeedApi(
      ChangeFeed feed,
      EventFeed events,
      Batches batches,
      BatchFeed batchFeed,
      PublicAddress address,
      OpenDataSettings settings,
      RateLimiters limiters) {
    this.feed = feed;
    this.events = events;
    this.batches = batches;
    this.batchFeed = batchFeed;
    this.address = address;
    this.limiter = limiters.named("change feed", settings.feedRequests(), settings.feedRefill());
  }

  /**
   * The events from an index on, one a line, at most {@value ChangeFeed#PAGE}; none at the head.
   * The link with {@code rel=next} says where to go on, at once or later.
   */
  @GetMapping("/feed")
  ResponseEntity<String> events(
      @RequestParam(defaultValue = "0") long from, HttpServletRequest request) {
    admit(request);
    if (from < 0) {
      throw refused(HttpStatus.BAD_REQUEST, "from is the index of an entry, 0 or more");
    }
    ChangeFeed.Answer answer = feed.from(from);
    if (answer instanceof OutOfRange beyond) {
      throw outOfRange(from, beyond);
    }
    Events found = (Events) answer;
    String lines =
        found.events().stream().map(event -> event.line() + "\n").collect(Collectors.joining());
    return ResponseEntity.ok()
        .contentType(NDJSON)
        .eTag("\"" + found.next() + "-" + Sha256Hex.of(lines).substring(0, 32) + "\"")
        .cacheControl(CacheControl.noCache())
        .header(SIZE, Long.toString(found.size()))
        .header(
            HttpHeaders.LINK,
            "<" + address.of("/api/v1/feed?from=" + found.next()) + ">; rel=\"next\"")
        .body(lines);
  }

  /** The newest {@value #ATOM_ENTRIES} events for a feed reader. */
  @GetMapping("/feed.atom")
  ResponseEntity<String> atom(Locale locale, HttpServletRequest request) {
    admit(request);
    List<PublicEvent> newest = feed.newest(ATOM_ENTRIES);
    return atom(events.of(newest, locale));
  }

  /** The {@value #ATOM_ENTRIES} batches of the official system that were imported last. */
  @GetMapping("/batches.atom")
  ResponseEntity<String> batches(Locale locale, HttpServletRequest request) {
    admit(request);
    return atom(batchFeed.of(batches.latest(ATOM_ENTRIES), locale));
  }

  private static ResponseEntity<String> atom(String text) {
    return ResponseEntity.ok()
        .contentType(ATOM)
        .eTag("\"" + Sha256Hex.of(text).substring(0, 32) + "\"")
        .cacheControl(CacheControl.noCache())
        .body(text);
  }

  private void admit(HttpServletRequest request) {
    Duration wait = limiter.attempt(RateLimiter.network(request.getRemoteAddr()));
    if (!wait.isZero()) {
      ErrorResponseException refused =
          refused(HttpStatus.TOO_MANY_REQUESTS, "too many requests from this address");
      refused.getHeaders().add(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
      throw refused;
    }
  }

  /** Beyond the head, or so far behind that a file is the better way. */
  private ErrorResponseException outOfRange(long from, OutOfRange beyond) {
    ProblemDetail problem =
        ProblemDetail.forStatusAndDetail(
            HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE,
            beyond.snapshot().isPresent()
                ? "the feed does not go back to " + from + ": read the snapshot, then go on at next"
                : "the ledger has only " + beyond.size() + " entries");
    problem.setProperty("size", beyond.size());
    problem.setProperty("next", beyond.snapshot().map(Snapshot::size).orElse(beyond.size()));
    beyond
        .snapshot()
        .ifPresent(
            snapshot ->
                problem.setProperty(
                    "snapshot", address.of("/open-data/" + snapshot.id() + "/events.ndjson")));
    ErrorResponseException refused =
        new ErrorResponseException(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE, problem, null);
    refused.getHeaders().add(HttpHeaders.CONTENT_RANGE, "events */" + beyond.size());
    return refused;
  }

  private static ErrorResponseException refused(HttpStatus status, String detail) {
    return new ErrorResponseException(
        status, ProblemDetail.forStatusAndDetail(status, detail), null);
  }
}
