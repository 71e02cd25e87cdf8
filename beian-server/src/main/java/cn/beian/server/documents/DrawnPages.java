package cn.beian.server.documents;

import cn.beian.server.testing.Inspection.Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pages that were drawn, by the digest of their document, and those that could not be: what was
 * used last, bounded in bytes and in number. What cost too much is tried again after a while.
 */
final class DrawnPages {
  private static final long MOST_BYTES = 32L << 20;
  private static final int MOST = 2_000;
  private static final Duration TOO_MUCH_FOR = Duration.ofHours(1);

  /** So many pages that cost too much, and no other of that document is drawn. */
  private static final int TOO_MUCH = 2;

  private static final Set<Failure> COSTLY =
      Set.of(Failure.LIMIT, Failure.TOO_LONG, Failure.TOO_MUCH_MEMORY);

  private final Clock clock;
  private final Map<Place, Kept> pages = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  DrawnPages(Clock clock) {
    this.clock = clock;
  }

  /** A page of a document. */
  record Place(String sha256, int number) {}

  /** What came of drawing one. */
  record Drawn(Failure failure, Optional<byte[]> png) {
    long sizeBytes() {
      return png.map(drawn -> (long) drawn.length).orElse(0L);
    }
  }

  private record Kept(Drawn drawn, Instant at) {}

  /** What came of it before, if that still holds. */
  synchronized Optional<Drawn> find(Place key) {
    Kept kept = pages.get(key);
    if (kept != null && !holds(kept)) {
      pages.remove(key);
      kept = null;
    }
    if (kept == null && tooMuch(key.sha256())) {
      return Optional.of(new Drawn(Failure.LIMIT, Optional.empty()));
    }
    return Optional.ofNullable(kept).map(Kept::drawn);
  }

  private boolean tooMuch(String sha256) {
    return pages.entrySet().stream()
            .filter(one -> one.getKey().sha256().equals(sha256))
            .map(Map.Entry::getValue)
            .filter(one -> COSTLY.contains(one.drawn().failure()) && holds(one))
            .limit(TOO_MUCH)
            .count()
        == TOO_MUCH;
  }

  private boolean holds(Kept kept) {
    return !COSTLY.contains(kept.drawn().failure())
        || kept.at().plus(TOO_MUCH_FOR).isAfter(clock.instant());
  }

  /** Keeps what came of it. */
  synchronized void put(Place key, Drawn drawn) {
    Kept before = pages.put(key, new Kept(drawn, clock.instant()));
    bytes += drawn.sizeBytes() - (before == null ? 0 : before.drawn().sizeBytes());
    Iterator<Kept> oldest = pages.values().iterator();
    while (bytes > MOST_BYTES || pages.size() > MOST) {
      bytes -= oldest.next().drawn().sizeBytes();
      oldest.remove();
    }
  }
}
