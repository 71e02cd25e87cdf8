package cn.beian.server.web.http;

import cn.beian.server.identity.AccessRules.Body;
import cn.beian.server.intake.IntakeSettings;
import cn.beian.server.platform.RateLimiter;
import cn.beian.server.platform.RateLimiters;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.web.http.BodyMeter.Allowance;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/** How many bytes a request may bring, and how many requests may bring some at the same time. */
@Component
class BodyRoom {
  private static final DataSize FORM = DataSize.ofKilobytes(64);
  private static final DataSize ANSWERS = DataSize.ofMegabytes(1);
  private static final DataSize PHOTO = DataSize.ofMegabytes(5);

  /** Documents of one form at most. */
  private static final int DOCUMENTS = 20;

  /** After which time a place that was held to no end is given anew. */
  private static final Duration PLACE_AGAIN = Duration.ofSeconds(15);

  private static final long NOBODY_IS_DISPLACED = 0;

  private final IntakeSettings intake;
  private final PreCheckSettings preCheck;
  private final HttpSettings settings;

  /** What bodies that never came to an end leave of the places of a network of strangers. */
  private final RateLimiter finishing;

  private final Seats strangers;
  private final Seats strangersFiles;
  private final Seats accounts;
  private final Seats accountsFiles;
  private final AtomicLong spooledBytes = new AtomicLong();

  BodyRoom(
      IntakeSettings intake,
      PreCheckSettings preCheck,
      HttpSettings settings,
      RateLimiters limiters) {
    this.intake = intake;
    this.preCheck = preCheck;
    this.settings = settings;
    int perAddress = settings.strangersPerAddress();
    this.finishing = limiters.named("bodies without end", perAddress, PLACE_AGAIN);
    long demanded = settings.crowded().toBytes();
    int half = Math.max(1, settings.strangersFiles() / 2);
    this.strangers = new Seats(settings.strangers(), perAddress, demanded);
    this.strangersFiles =
        new Seats(settings.strangersFiles(), Math.min(half, perAddress), demanded);
    this.accounts = new Seats(settings.accounts(), settings.perAccount(), NOBODY_IS_DISPLACED);
    this.accountsFiles =
        new Seats(settings.accountsFiles(), settings.filesPerAccount(), NOBODY_IS_DISPLACED);
  }

  /** The largest single file, of what brings files; else the largest form. */
  DataSize largest(Body body) {
    return switch (body) {
      case FORM -> FORM;
      case ANSWERS -> ANSWERS;
      case PHOTO, CERTIFICATE -> PHOTO;
      case DOCUMENT, DOCUMENTS -> intake.attachmentLimit();
      case PACKAGE -> intake.packageLimit();
      case PRE_CHECK -> preCheck.packageLimit();
    };
  }

  /** What one request of a sender may bring: its files and the fields beside them. */
  Allowance allowance(Body body, From sender) {
    long bytes = largest(body).toBytes();
    if (body.files()) {
      bytes = bytes * (body == Body.DOCUMENTS ? DOCUMENTS : 1) + ANSWERS.toBytes();
    }
    boolean strangersFile = body.files() && !sender.known;
    return new Allowance(
        bytes,
        (strangersFile ? settings.slowestStrangersFile() : settings.slowest()).toBytes(),
        settings.patience(),
        strangersFile
            ? settings.longestStrangersFile()
            : body.files() ? settings.longestFile() : settings.longestForm());
  }

  /**
   * Takes a place for a request; empty while there is none. Closing gives it back. One of a
   * stranger may be lost before, to another one, while the body is slow.
   *
   * @param files whether it may bring files, which take long
   * @param spooled how many bytes of it may be put into the temporary folder
   * @param body what is read at the place
   */
  Optional<Place> take(From sender, boolean files, long spooled, Seats.Body body) {
    Seats seats = seats(sender, files);
    int most = sender.known || kept(sender) ? Integer.MAX_VALUE : finishing.left(sender.key);
    Optional<Seats.Seat> seat = seats.take(sender.key, most, body);
    if (seat.isEmpty()) {
      return Optional.empty();
    }
    Place place =
        () -> {
          spooledBytes.addAndGet(-spooled);
          seat.get().leave();
        };
    if (spooledBytes.addAndGet(spooled) > settings.spool().toBytes()) {
      place.close();
      return Optional.empty();
    }
    return Optional.of(place);
  }

  /** Whether all that came from there lately came to its end. */
  private boolean kept(From stranger) {
    return finishing.left(stranger.key) >= settings.strangersPerAddress();
  }

  /**
   * Notes that a body held its place and did not come to an end. It costs its network, where that
   * is one of strangers, a place for a while, or a few of them would keep all places for ever.
   */
  void unfinished(From sender) {
    if (!sender.known) {
      finishing.attempt(sender.key);
    }
  }

  /** Bytes of files that are or may be put into the temporary folder now. */
  long spooled() {
    return spooledBytes.get();
  }

  private Seats seats(From sender, boolean files) {
    if (sender.known) {
      return files ? accountsFiles : accounts;
    }
    return files ? strangersFiles : strangers;
  }

  /** Who sends: an account, or the network of a stranger. */
  static final class From {
    private final boolean known;
    private final String key;

    private From(boolean known, String key) {
      this.known = known;
      this.key = key;
    }

    static From account(String login) {
      return new From(true, login);
    }

    static From stranger(String address) {
      return new From(false, RateLimiter.network(address));
    }
  }

  /** A place that a request has. */
  interface Place {
    void close();
  }
}
