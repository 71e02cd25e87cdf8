package cn.beian.server.web.http;

import cn.beian.server.platform.BodyRefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Counts the body of one request, below everything that reads it: parameters, parts and streams.
 * Until it is opened the body looks empty, so what nobody admits is never read. One thread reads;
 * others may ask how fast it comes and end it, also while nothing comes at all.
 */
final class BodyMeter implements InputBuffer, Seats.Body {
  /** Attribute of the request under which it stands. */
  static final String ATTRIBUTE = BodyMeter.class.getName();

  /** Nothing may come. */
  private static final Allowance NONE = new Allowance(0, 0, Duration.ZERO, Duration.ZERO);

  /** After which time it is looked at the latest whether something came. */
  private static final long LOOK_MILLIS = 50;

  /** Before it a pace says nothing. */
  private static final Duration FIRST = Duration.ofSeconds(1);

  private final InputBuffer source;
  private final long announcedBytes;
  private final LongSupplier nanos;
  private Allowance allowed = NONE;
  private final AtomicLong receivedBytes = new AtomicLong();
  private long openedAt;
  private volatile boolean open;
  private volatile boolean ended;
  private volatile boolean displaced;
  private final CountDownLatch othersWait = new CountDownLatch(1);
  private boolean broken;
  private @Nullable ByteBuffer kept;
  private volatile @Nullable BodyRefusedException refusal;

  /**
   * How much may come, and how slowly.
   *
   * @param bytes at most
   * @param slowest bytes per second
   * @param patience time in which {@code slowest} does not count yet
   * @param longest time for all of it
   */
  record Allowance(long bytes, long slowest, Duration patience, Duration longest) {}

  /**
   * A closed meter.
   *
   * @param announcedBytes length that the head names, -1 where it names none
   */
  BodyMeter(InputBuffer source, long announcedBytes, LongSupplier nanos) {
    this.source = source;
    this.announcedBytes = announcedBytes;
    this.nanos = nanos;
  }

  void open(Allowance allowance) {
    allowed = allowance;
    openedAt = nanos.getAsLong();
    open = true;
  }

  /** Why no more is read, if so. */
  Optional<BodyRefusedException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /** Whether some of the body is still to come, or what came of it cannot be understood. */
  boolean unread() {
    return !ended && receivedBytes.get() != announcedBytes;
  }

  /** Whether a byte of the body was read. */
  boolean begun() {
    return receivedBytes.get() > 0;
  }

  @Override
  public long pace() {
    if (!open || displaced || refusal != null || !unread()) {
      return Long.MAX_VALUE;
    }
    Duration elapsed = elapsed();
    return elapsed.compareTo(FIRST) < 0
        ? Long.MAX_VALUE
        : receivedBytes.get() * 1000 / elapsed.toMillis();
  }

  @Override
  public void makeRoom() {
    displaced = true;
    othersWait.countDown();
  }

  /** Reads all of it, so that nothing that is taken afterwards waits for the sender. */
  void readAhead() throws IOException {
    Received part = new Received();
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    while (doRead(part) >= 0) {
      ByteBuffer bytes = Objects.requireNonNull(part.getByteBuffer());
      byte[] copy = new byte[bytes.remaining()];
      bytes.get(copy);
      all.write(copy);
    }
    kept = ByteBuffer.wrap(all.toByteArray());
  }

  @Override
  public int doRead(ApplicationBufferHandler handler) throws IOException {
    ByteBuffer read = kept;
    if (read != null) {
      kept = ByteBuffer.allocate(0);
      handler.setByteBuffer(read);
      return read.hasRemaining() ? read.remaining() : -1;
    }
    return open ? readNext(handler) : -1;
  }

  private int readNext(ApplicationBufferHandler handler) throws IOException {
    BodyRefusedException before = refusal;
    if (before
        != null) { // another one, since who closes what he reads adds the second to the first
      throw new BodyRefusedException(before.status(), String.valueOf(before.getMessage()));
    }
    awaitBytes();
    int read = receive(handler);
    if (receivedBytes.get() > allowed.bytes) {
      throw refuse(HttpStatus.CONTENT_TOO_LARGE, "more than " + allowed.bytes + " bytes");
    }
    if (read >= 0) {
      requirePace();
    }
    return read;
  }

  private void requirePace() {
    if (tooSlow()) {
      throw refuse(HttpStatus.REQUEST_TIMEOUT, receivedBytes + " bytes in " + elapsed());
    }
    if (displaced && unread()) {
      throw refuse(
          HttpStatus.REQUEST_TIMEOUT,
          receivedBytes + " bytes in " + elapsed() + " while others wait for a place");
    }
  }

  /** Waits for what comes next, so that a sender who falls silent holds a place no longer. */
  private void awaitBytes() {
    long from = nanos.getAsLong();
    long millis = 1;
    while (unread() && source.available() == 0) {
      requirePace();
      if (nanos.getAsLong() - from > allowed.patience.toNanos()) {
        throw refuse(HttpStatus.REQUEST_TIMEOUT, "nothing came for long");
      }
      if (!displacedWithin(millis)) {
        millis = Math.min(2 * millis, LOOK_MILLIS);
      }
    }
  }

  /** Waits a moment, or until others need the place; whether they do. */
  private boolean displacedWithin(long millis) {
    try {
      return othersWait.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) { // the server ends
      Thread.currentThread().interrupt();
      throw refuse(HttpStatus.SERVICE_UNAVAILABLE, "the server ends");
    }
  }

  @Override
  public int available() {
    ByteBuffer read = kept;
    if (read != null) {
      return read.remaining();
    }
    return open ? source.available() : 0;
  }

  /**
   * Reads on and keeps nothing, so that the sender comes to the answer; not beyond so many bytes or
   * so long.
   */
  void drain(long bytes, Duration longest) throws IOException {
    Received rest = new Received();
    long end = receivedBytes.get() + bytes;
    long from = nanos.getAsLong();
    while (!broken
        && unread()
        && receivedBytes.get() < end
        && nanos.getAsLong() - from < longest.toNanos()) {
      if (source.available() > 0) {
        receive(rest);
      } else if (displacedWithin(LOOK_MILLIS)) {
        return;
      }
    }
  }

  private int receive(ApplicationBufferHandler handler) throws IOException {
    boolean understood = false;
    try {
      int read = source.doRead(handler);
      understood = true;
      if (read < 0) {
        ended = true;
      }
      receivedBytes.addAndGet(Math.max(0, read));
      return read;
    } catch (SocketTimeoutException e) {
      throw refuse(HttpStatus.REQUEST_TIMEOUT, "nothing came for long");
    } catch (IllegalStateException e) { // such as more trailers than headers are allowed
      throw refuse(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } finally {
      broken |= !understood; // nothing comes after a broken connection either
    }
  }

  private boolean tooSlow() {
    Duration elapsed = elapsed();
    Duration counted = elapsed.minus(allowed.patience);
    return elapsed.compareTo(allowed.longest) > 0
        || (!counted.isNegative()
            && receivedBytes.get() < counted.toMillis() * allowed.slowest / 1000);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - openedAt);
  }

  private BodyRefusedException refuse(HttpStatus status, String detail) {
    BodyRefusedException because = new BodyRefusedException(status, detail);
    refusal = because;
    return because;
  }

  /** Takes some bytes, until the next come. */
  private static final class Received implements ApplicationBufferHandler {
    private @Nullable ByteBuffer bytes = ByteBuffer.allocate(8192);

    @Override
    public void setByteBuffer(@Nullable ByteBuffer buffer) {
      bytes = buffer;
    }

    @Override
    public @Nullable ByteBuffer getByteBuffer() {
      return bytes;
    }

    @Override
    public void expand(int size) {
      // what comes is taken before the next
    }
  }
}
