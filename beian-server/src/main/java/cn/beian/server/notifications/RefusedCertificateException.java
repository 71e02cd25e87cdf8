package cn.beian.server.notifications;

import java.io.IOException;

/** The other side showed a certificate that is not trusted. */
final class RefusedCertificateException extends IOException {
  private static final long serialVersionUID = 1;

  RefusedCertificateException(String message, Throwable cause) {
    super(message, cause);
  }
}
