package cn.beian.server.web.http;

import cn.beian.server.platform.BodyRefusedException;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.ContinueResponseTiming;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a {@link BodyMeter} before every body. What was not read when the answer is made is read for
 * a moment, so that the answer arrives; then the connection is closed.
 */
final class BodyMeterValve extends ValveBase {
  private static final Logger LOG = LoggerFactory.getLogger(BodyMeterValve.class);
  private static final long DRAINED_BYTES = 4 << 20;
  private static final Duration DRAINED_FOR = Duration.ofSeconds(2);

  /** Each has a thread. */
  private static final int DRAINED_AT_ONCE = 32;

  private final Semaphore draining = new Semaphore(DRAINED_AT_ONCE);

  BodyMeterValve() {
    super(true);
  }

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    org.apache.coyote.Request coyote = request.getCoyoteRequest();
    long announced = announced(coyote, response);
    boolean body = announced > 0 || coyote.getHeader("Transfer-Encoding") != null;
    if (!body || response.isErrorReportRequired()) {
      getNext().invoke(request, response);
      return;
    }
    InputBuffer source = coyote.getInputBuffer();
    BodyMeter meter = new BodyMeter(new Awaited(coyote, source), announced, System::nanoTime);
    coyote.setInputBuffer(meter);
    request.setAttribute(BodyMeter.ATTRIBUTE, meter);
    try {
      getNext().invoke(request, response);
      if (meter.unread()) {
        response.finishResponse();
        dropRest(coyote, meter);
      }
    } finally {
      coyote.setInputBuffer(source);
    }
  }

  /** The length that is announced; where there are several, nobody knows what follows. */
  private static long announced(org.apache.coyote.Request coyote, Response response)
      throws IOException {
    try {
      return coyote.getContentLengthLong();
    } catch (IllegalArgumentException e) {
      LOG.info("a request announces more than one length");
      response.sendError(Response.SC_BAD_REQUEST); // the server leads what is in error to no page
      return 0;
    }
  }

  private void dropRest(org.apache.coyote.Request coyote, BodyMeter meter) {
    boolean waits = coyote.getHeader("Expect") != null && !meter.begun();
    try {
      if (meter.refusal().isEmpty() && !waits && draining.tryAcquire()) {
        try {
          meter.drain(DRAINED_BYTES, DRAINED_FOR);
        } finally {
          draining.release();
        }
      }
    } catch (IOException | BodyRefusedException e) {
      LOG.debug("the rest of a refused request did not come", e);
    }
    if (meter.unread()) {
      coyote.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  /**
   * Tells a sender who asked first that he may send, as Tomcat does above, and looks for what has
   * come without waiting for it.
   */
  private record Awaited(org.apache.coyote.Request coyote, InputBuffer source)
      implements InputBuffer {
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
      coyote.action(ActionCode.ACK, ContinueResponseTiming.ON_REQUEST_BODY_READ);
      return source.doRead(handler);
    }

    @Override
    public int available() {
      coyote.action(ActionCode.ACK, ContinueResponseTiming.ON_REQUEST_BODY_READ);
      coyote.action(ActionCode.AVAILABLE, true);
      return coyote.getAvailable();
    }
  }
}
