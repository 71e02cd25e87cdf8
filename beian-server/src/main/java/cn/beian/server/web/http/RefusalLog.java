package cn.beian.server.web.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Tells the operator what was refused. Of strangers a few lines a minute of each kind and how many
 * were left out, or whoever is refused would fill the disk.
 */
@Component
public class RefusalLog {
  private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);
  private static final Duration WINDOW = Duration.ofMinutes(1);
  private static final int LINES = 5;

  private final LongSupplier nanos;
  private final Map<Kind, Window> windows = new EnumMap<>(Kind.class);

  @Autowired
  RefusalLog() {
    this(System::nanoTime); // a time that passes, not one of day
  }

  RefusalLog(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** Why a request is refused. */
  enum Kind {
    OTHER_SITE("another site sent it", Level.WARN),
    LENGTH("not taken, larger than the limit", Level.WARN),
    CROWD("not taken, too many requests are read at this moment", Level.WARN),
    FULL("nothing was done, a disk is full", Level.ERROR),
    SPACE("not taken, the disk is nearly full (beian.disk.reserve)", Level.ERROR),
    BODY("not taken, too slow, too large or odd", Level.WARN),
    BROKEN("the request was cut or is malformed, nothing is kept", Level.INFO);

    private final String text;
    private final Level level;

    Kind(String text, Level level) {
      this.text = text;
      this.level = level;
    }
  }

  /**
   * Writes that a request failed for want of space, as often as {@link #ofStranger}.
   *
   * @param request its method and address
   * @param detail what the database or the file system said
   */
  public void fullDisk(String request, String detail) {
    ofStranger(Kind.FULL, request, detail);
  }

  /** Writes a line for each, of somebody who is logged in; of a full disk, as of strangers. */
  void ofAccount(Kind kind, String request, String detail) {
    if (kind == Kind.SPACE) {
      ofStranger(kind, request, detail);
    } else {
      write(kind, request, detail);
    }
  }

  /** Writes a line, unless there were enough of the kind within a minute. */
  synchronized void ofStranger(Kind kind, String request, String detail) {
    long now = nanos.getAsLong();
    endWindows(now);
    Window window = windows.computeIfAbsent(kind, unused -> new Window(now));
    window.refusals++;
    if (window.refusals <= LINES) {
      write(kind, request, detail);
    }
  }

  private void endWindows(long now) {
    for (Entry<Kind, Window> one : windows.entrySet()) {
      int leftOut = one.getValue().refusals - LINES;
      if (leftOut > 0 && ended(one.getValue(), now)) {
        LOG.atLevel(one.getKey().level).log("{} more in a minute: {}", leftOut, one.getKey().text);
      }
    }
    windows.values().removeIf(window -> ended(window, now));
  }

  private static boolean ended(Window window, long now) {
    return now - window.began >= WINDOW.toNanos();
  }

  private static void write(Kind kind, String request, String detail) {
    LOG.atLevel(kind.level)
        .log("{}: {}{}", request, kind.text, detail.isEmpty() ? "" : ": " + detail);
  }

  /** The refusals of one kind since a moment. */
  private static final class Window {
    private final long began;
    private int refusals;

    Window(long began) {
      this.began = began;
    }
  }
}
