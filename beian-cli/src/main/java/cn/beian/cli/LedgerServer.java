package cn.beian.cli;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** The public resources of a server. */
final class LedgerServer {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int NOT_FOUND = 404;

  private final String address;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  LedgerServer(URI server) {
    this.address = server.toString().replaceAll("/+$", "");
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
      HttpResponse<byte[]> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(address + path)).timeout(PATIENCE).build(),
              HttpResponse.BodyHandlers.ofByteArray());
      return switch (answer.statusCode()) {
        case 200 -> Optional.of(answer.body());
        case NOT_FOUND -> Optional.empty();
        default -> throw unreadable(path, "HTTP " + answer.statusCode());
      };
    } catch (IOException | IllegalArgumentException e) {
      throw unreadable(path, e.toString());
    }
  }

  private InputException unreadable(String path, String why) {
    return new InputException(ExitCode.UNREADABLE, "file.unreadable", address + path, why);
  }
}
