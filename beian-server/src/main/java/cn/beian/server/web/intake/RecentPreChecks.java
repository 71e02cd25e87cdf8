package cn.beian.server.web.intake;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.springframework.stereotype.Component;

/**
 * What was read from the packages that were checked last, so that a result can be turned to another
 * audience and taken away as a file. The packages themselves are gone; this is in memory alone, for
 * a short time, a few of them, and found only under an address that nobody can guess.
 */
@Component
class RecentPreChecks {
  static final Duration KEPT = Duration.ofMinutes(20);
  private static final int MOST = 16;
  private static final int MOST_BYTES = 4 << 20;
  private static final int MOST_FACTS = 50_000;
  private static final int TOKEN_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Map<String, Kept> kept = new LinkedHashMap<>();
  private final Clock clock;

  RecentPreChecks(Clock clock) {
    this.clock = clock;
  }

  /** A package that was read; its facts are compressed. */
  static final class Kept {
    private final String fileName;
    private final byte[] compressed;
    private final Instant until;

    private Kept(String fileName, byte[] compressed, Instant until) {
      this.fileName = fileName;
      this.compressed = compressed;
      this.until = until;
    }

    String fileName() {
      return fileName;
    }

    FactSet facts() {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
        return FactsJson.read(in);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Keeps what was read for a while; empty where it is too much for that. */
  Optional<String> keep(String fileName, FactSet facts) throws IOException {
    if (facts.all().size() > MOST_FACTS) {
      return Optional.empty();
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      FactsJson.write(facts, out);
    }
    if (bytes.size() > MOST_BYTES) {
      return Optional.empty();
    }
    byte[] token = new byte[TOKEN_BYTES];
    random.nextBytes(token);
    String name = HexFormat.of().formatHex(token);
    synchronized (kept) {
      forget();
      kept.put(name, new Kept(fileName, bytes.toByteArray(), clock.instant().plus(KEPT)));
    }
    return Optional.of(name);
  }

  Optional<Kept> find(String name) {
    synchronized (kept) {
      kept.values().removeIf(one -> one.until.isBefore(clock.instant()));
      return Optional.ofNullable(kept.get(name));
    }
  }

  /** Makes room for one more. */
  private void forget() {
    Instant now = clock.instant();
    kept.values().removeIf(one -> one.until.isBefore(now));
    Iterator<Map.Entry<String, Kept>> oldest = kept.entrySet().iterator();
    while (kept.size() >= MOST && oldest.hasNext()) {
      oldest.next();
      oldest.remove();
    }
  }
}
