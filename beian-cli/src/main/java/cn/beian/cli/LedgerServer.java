package cn.beian.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The public resources of a server that may try to stall its readers: one deadline applies to the
 * whole answer, from the first byte of the connection to the last of the body, and answers over the
 * length limit are refused.
 */
final class LedgerServer {
  /** Limit for a checkpoint, key or consistency proof, which are a few lines each. */
  static final int MOST_BYTES_OF_NOTE = 64 * 1024;

  /** Limit for a full tile of entries, an entry, or a proof that contains one. */
  static final int MOST_BYTES = 1024 * 1024;

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;

  private final String address;
  private final Duration patience;
  private final HttpClient client;

  LedgerServer(URI server) {
    this(server, PATIENCE);
  }

  /**
   * Creates a client for a server.
   *
   * @param patience time limit for one complete answer
   */
  LedgerServer(URI server, Duration patience) {
    this.address = server.toString().replaceAll("/+$", "");
    this.patience = patience;
    this.client = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  String address() {
    return address;
  }

  /** The content at a path; an error if there is none. */
  byte[] get(String path) throws InputException, InterruptedException {
    return find(path).orElseThrow(() -> unreadable(path, "HTTP " + NOT_FOUND));
  }

  /** As {@link #get}, as text. */
  String text(String path) throws InputException, InterruptedException {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  /** The content at a path; empty if the server has none. */
  Optional<byte[]> find(String path) throws InputException, InterruptedException {
    try {
      HttpResponse<byte[]> answer = answer(path);
      return switch (answer.statusCode()) {
        case 200 -> Optional.of(answer.body());
        case NOT_FOUND -> Optional.empty();
        default -> throw unreadable(path, "HTTP " + answer.statusCode());
      };
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(path, e.toString());
    }
  }

  private HttpResponse<byte[]> answer(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path)).timeout(patience).build();
    int most = most(path);
    CompletableFuture<HttpResponse<byte[]>> coming =
        client.sendAsync(request, head -> new BoundedBody(most));
    try {
      return coming.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no whole answer within " + patience.toMillis() + " ms", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException why ? why : new IOException(e.getCause());
    } finally {
      coming.cancel(true); // ends the exchange if it is still running
    }
  }

  private static int most(String path) {
    boolean note =
        path.equals("/ledger/checkpoint")
            || path.equals("/ledger/key")
            || path.startsWith("/ledger/consistency/");
    return note ? MOST_BYTES_OF_NOTE : MOST_BYTES;
  }

  private InputException unreadable(String path, String why) {
    return new InputException(ExitCode.UNREADABLE, "file.unreadable", address + path, why);
  }
}
