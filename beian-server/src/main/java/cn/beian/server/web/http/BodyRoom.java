package cn.beian.server.web.http;

import cn.beian.server.Throttle;
import cn.beian.server.identity.AccessRules.Body;
import cn.beian.server.intake.IntakeSettings;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.web.http.BodyMeter.Allowance;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How many bytes a request may bring, and how many requests may bring some at the same time. */
@Component
class BodyRoom {
  private static final DataSize FORM = DataSize.ofKilobytes(64);
  private static final DataSize ANSWERS = DataSize.ofMegabytes(1);

  /** Documents of one form at most. */
  private static final int DOCUMENTS = 20;

  private final IntakeSettings intake;
  private final PreCheckSettings preCheck;
  private final HttpSettings settings;
  private final Semaphore strangers;
  private final Semaphore strangersFiles;
  private final ConcurrentMap<String, Integer> perNetwork = new ConcurrentHashMap<>();
  private final AtomicLong spooledBytes = new AtomicLong();

  BodyRoom(IntakeSettings intake, PreCheckSettings preCheck, HttpSettings settings) {
    this.intake = intake;
    this.preCheck = preCheck;
    this.settings = settings;
    this.strangers = new Semaphore(settings.strangers());
    this.strangersFiles = new Semaphore(settings.strangersFiles());
  }

  /** The largest single file, of what brings files; else the largest form. */
  DataSize largest(Body body) {
    return switch (body) {
      case FORM -> FORM;
      case ANSWERS -> ANSWERS;
      case DOCUMENT, DOCUMENTS -> intake.attachmentLimit();
      case PACKAGE -> intake.packageLimit();
      case PRE_CHECK -> preCheck.packageLimit();
    };
  }

  /** What one request may bring: its files and the fields beside them. */
  Allowance allowance(Body body) {
    long bytes = largest(body).toBytes();
    if (body.files()) {
      bytes = bytes * (body == Body.DOCUMENTS ? DOCUMENTS : 1) + ANSWERS.toBytes();
    }
    return new Allowance(
        bytes,
        settings.slowest().toBytes(),
        settings.patience(),
        body.files() ? settings.longestFile() : settings.longestForm());
  }

  /**
   * Takes a place for a request; empty while there is none. Closing gives it back.
   *
   * @param stranger address of somebody who is not logged in
   * @param spools whether files of the request are put into the temporary folder
   * @param fileBytes how many bytes of files those may be
   */
  Optional<Place> take(Optional<String> stranger, boolean spools, long fileBytes) {
    Semaphore places = spools ? strangersFiles : strangers;
    Optional<String> network = stranger.map(Throttle::network);
    if (network.isPresent() && !enter(network.get(), places)) {
      return Optional.empty();
    }
    long bytes = spools ? fileBytes : 0;
    Place place =
        () -> {
          spooledBytes.addAndGet(-bytes);
          network.ifPresent(one -> leave(one, places));
        };
    if (spooledBytes.addAndGet(bytes) > settings.spool().toBytes()) {
      place.close();
      return Optional.empty();
    }
    return Optional.of(place);
  }

  private boolean enter(String network, Semaphore places) {
    if (perNetwork.merge(network, 1, Integer::sum) > settings.strangersPerAddress()) {
      perNetwork.computeIfPresent(network, BodyRoom::less);
      return false;
    }
    if (!places.tryAcquire()) {
      perNetwork.computeIfPresent(network, BodyRoom::less);
      return false;
    }
    return true;
  }

  private void leave(String network, Semaphore places) {
    places.release();
    perNetwork.computeIfPresent(network, BodyRoom::less);
  }

  private static @Nullable Integer less(String unused, int count) {
    return count > 1 ? count - 1 : null;
  }

  /** A place that a request has. */
  interface Place {
    void close();
  }
}
