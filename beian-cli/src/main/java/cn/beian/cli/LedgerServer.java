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
 * The public resources of a server that may want to mute who asks: one deadline holds for a whole
 * answer, from the first byte of the connection to the last of the body, and no more is taken than
 * an answer may have.
 */
final class LedgerServer {
  /** Checkpoint, key and consistency proof are some lines. */
  static final int MOST_BYTES_OF_NOTE = 64 * 1024;

  /** A full tile of entries, an entry, a proof that carries one. */
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
   * A server.
   *
   * @param patience for one answer, all of it
   */
  LedgerServer(URI server, Duration patience) {
    this.address = server.toString().replaceAll("/+$", "");
    this.patience = patience;
    this.client = HttpClient.newBuilder().connectTimeout(patience).build();
  }

  String address() {
    return address;
  }

  /** What stands at a path; an error where there is nothing. */
  byte[] get(String path) throws InputException, InterruptedException {
    return find(path).orElseThrow(() -> unreadable(path, "HTTP " + NOT_FOUND));
  }

  /** As {@link #get}, as text. */
  String text(String path) throws InputException, InterruptedException {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  /** What stands at a path; empty where the server knows nothing there. */
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
      coming.cancel(true); // ends the exchange where it is not over
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
