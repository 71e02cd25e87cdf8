package cn.beian.server.notifications;

import cn.beian.server.platform.NameLookUp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.springframework.stereotype.Component;

/**
 * Posts to the very address that was looked up. It reads the first line of the answer and no more,
 * follows nothing, and ends when its time is over, whatever the other side does.
 */
@Component
class WebhookCaller {
  private static final int LONGEST_LINE = 1_024;
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})(?: .*)?");

  private final NotificationSettings.Webhook settings;
  private final NameLookUp names;
  private final SSLSocketFactory secure;

  WebhookCaller(NotificationSettings settings, NameLookUp names) {
    this.settings = settings.webhook();
    this.names = names;
    this.secure = TrustedCertificates.connections(this.settings.trustedCertificates());
  }

  /**
   * Posts JSON to where an address leads by now; looking its name up is part of the time.
   *
   * @return the status of the answer
   * @throws RefusedCertificateException where its certificate is not trusted
   * @throws IOException where there was none
   */
  int post(String url, Map<String, String> headers, byte[] body) throws IOException {
    long begun = System.nanoTime();
    WebhookTarget target =
        WebhookTarget.find(url, settings.internal(), names)
            .orElseThrow(
                () -> new IOException("the address may not be called, or is not found in time"));
    Duration left = settings.timeout().minusNanos(System.nanoTime() - begun);
    if (left.toMillis() <= 0) {
      throw new IOException("no time is left after its name was looked up");
    }
    return post(target, headers, body, left);
  }

  /**
   * Posts JSON.
   *
   * @return the status of the answer
   * @throws IOException where there was none
   */
  int post(WebhookTarget target, Map<String, String> headers, byte[] body, Duration timeout)
      throws IOException {
    int milliseconds = Math.toIntExact(timeout.toMillis());
    try (Socket plain = new Socket()) {
      Executor late = CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS);
      CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(plain), late);
      try {
        plain.setSoTimeout(milliseconds);
        plain.connect(new InetSocketAddress(target.address(), target.port()), milliseconds);
        return status(target.tls() ? secured(plain, target) : plain, target, headers, body);
      } finally {
        end.cancel(false);
      }
    }
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      // whoever uses it fails, too
    }
  }

  private Socket secured(Socket plain, WebhookTarget target) throws IOException {
    SSLSocket socket =
        (SSLSocket) secure.createSocket(plain, bare(target.host()), target.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    socket.setSSLParameters(parameters);
    try {
      socket.startHandshake();
    } catch (SSLException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof CertificateException) {
          throw new RefusedCertificateException(
              "the certificate of "
                  + target.host()
                  + ':'
                  + target.port()
                  + " is not trusted: "
                  + cause.getMessage(),
              e);
        }
      }
      throw e;
    }
    return socket;
  }

  /** An address of IPv6 without its brackets. */
  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static int status(
      Socket socket, WebhookTarget target, Map<String, String> headers, byte[] body)
      throws IOException {
    StringBuilder head = new StringBuilder();
    head.append("POST ").append(target.path()).append(" HTTP/1.1\r\n");
    head.append("Host: ").append(target.host()).append(':').append(target.port()).append("\r\n");
    head.append("Content-Type: application/json\r\n");
    head.append("Content-Length: ").append(body.length).append("\r\n");
    head.append("Connection: close\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    head.append("\r\n");
    OutputStream out = socket.getOutputStream();
    out.write(head.toString().getBytes(StandardCharsets.US_ASCII));
    out.write(body);
    out.flush();
    Matcher status = STATUS.matcher(firstLine(socket.getInputStream()));
    if (!status.matches()) {
      throw new IOException("no answer of HTTP/1.1");
    }
    return Integer.parseInt(status.group(1));
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n') {
      if (line.size() == LONGEST_LINE) {
        throw new IOException("first line of the answer is too long");
      }
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.US_ASCII).stripTrailing();
  }
}
