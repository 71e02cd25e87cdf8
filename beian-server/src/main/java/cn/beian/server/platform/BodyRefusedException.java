package cn.beian.server.platform;

import java.io.Serial;
import org.springframework.http.HttpStatus;

/**
 * No more of a request is read. It is unchecked because Tomcat takes every {@code IOException} of a
 * body for a sender who hung up.
 */
public final class BodyRefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;
  private final HttpStatus status;

  /** Makes the refusal; the detail is for the log and for programs. */
  public BodyRefusedException(HttpStatus status, String detail) {
    super(detail);
    this.status = status;
  }

  /** 413 too large, 408 too slow. */
  public HttpStatus status() {
    return status;
  }
}
