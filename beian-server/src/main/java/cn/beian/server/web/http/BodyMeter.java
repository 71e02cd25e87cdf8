package cn.beian.server.web.http;

import cn.beian.server.platform.BodyRefusedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Counts the body of one request, below everything that reads it: parameters, parts and streams.
 * Until it is opened the body looks empty, so what nobody admits is never read.
 */
final class BodyMeter implements InputBuffer {
  /** Attribute of the request under which it stands. */
  static final String ATTRIBUTE = BodyMeter.class.getName();

  /** Nothing may come. */
  private static final Allowance NONE = new Allowance(0, 0, Duration.ZERO, Duration.ZERO);

  private final InputBuffer source;
  private final long announcedBytes;
  private final LongSupplier nanos;
  private Allowance allowed = NONE;
  private boolean open;
  private boolean ended;
  private long openedAt;
  private long receivedBytes;
  private @Nullable BodyRefusedException refusal;

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

  /** Whether some of the body is still to come. */
  boolean unread() {
    return !ended && receivedBytes != announcedBytes;
  }

  /** Whether a byte of the body was read. */
  boolean begun() {
    return receivedBytes > 0;
  }

  @Override
  public int doRead(ApplicationBufferHandler handler) throws IOException {
    if (!open) {
      return -1;
    }
    if (refusal != null) {
      throw refusal;
    }
    int read = receive(handler);
    if (receivedBytes > allowed.bytes) {
      throw refuse(HttpStatus.CONTENT_TOO_LARGE, "more than " + allowed.bytes + " bytes");
    }
    if (read >= 0 && tooSlow()) {
      throw refuse(HttpStatus.REQUEST_TIMEOUT, receivedBytes + " bytes in " + elapsed());
    }
    return read;
  }

  @Override
  public int available() {
    return open ? source.available() : 0;
  }

  /**
   * Reads on and keeps nothing, so that the sender comes to the answer; not beyond so many bytes or
   * so long.
   */
  void drain(long bytes, Duration longest) throws IOException {
    Discarding rest = new Discarding();
    long end = receivedBytes + bytes;
    long from = nanos.getAsLong();
    while (unread() && receivedBytes < end && nanos.getAsLong() - from < longest.toNanos()) {
      receive(rest);
    }
  }

  private int receive(ApplicationBufferHandler handler) throws IOException {
    int read = -1;
    try {
      read = source.doRead(handler);
    } finally {
      ended |= read < 0; // nothing comes after a broken connection either
    }
    receivedBytes += Math.max(0, read);
    return read;
  }

  private boolean tooSlow() {
    Duration elapsed = elapsed();
    Duration counted = elapsed.minus(allowed.patience);
    return elapsed.compareTo(allowed.longest) > 0
        || (!counted.isNegative() && receivedBytes < counted.toMillis() * allowed.slowest / 1000);
  }

  private Duration elapsed() {
    return Duration.ofNanos(nanos.getAsLong() - openedAt);
  }

  private BodyRefusedException refuse(HttpStatus status, String detail) {
    BodyRefusedException because = new BodyRefusedException(status, detail);
    refusal = because;
    return because;
  }

  /** Takes bytes that nobody wants. */
  private static final class Discarding implements ApplicationBufferHandler {
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
      // what comes is never kept
    }
  }
}
