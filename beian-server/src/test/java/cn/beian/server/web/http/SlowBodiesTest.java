package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Bodies that strangers send slowly, or end in an odd way, as they go over the network. */
@ExtendWith(OutputCaptureExtension.class)
class SlowBodiesTest extends ServerTest {
  private static final String JSON = "application/json";

  @Test
  void slowLookups_takeNoPlaceOfPublicReads() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 40; i++) { // public reads are 32 at the same time
        Socket socket = open(2 + i / 8);
        slow.add(socket);
        send(socket, "/api/v1/lookup", JSON, "Expect: 100-continue\r\nContent-Length: 500", "");
        assertThat(said(socket, 12)).as("lookup " + i).isEqualTo("HTTP/1.1 100");
        send(socket, "[");
      }
      assertThat(new Visitor(url("")).get("/search").statusCode()).isEqualTo(200);
      send(slow.get(0), "]" + " ".repeat(498));
      assertThat(said(slow.get(0), 4 + 4 + 12 + 9)).contains("HTTP/1.1 200");
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/login, application/x-www-form-urlencoded, 5000, 400",
    "/login, application/x-www-form-urlencoded, 120, 400",
    "/login, multipart/form-data; boundary=b, 5000, 400",
    "/pre-check, application/x-www-form-urlencoded, 5000, 400",
    "/pre-check, multipart/form-data; boundary=b, 5000, 4",
    "/api/v1/lookup, application/json, 5000, 400",
    "/api/v1/lookup, application/json, 120, 400",
    "/search, application/json, 5000, 404",
    "/packages, multipart/form-data; boundary=b, 5000, 403"
  })
  void trailersWithoutEnd_areNoRequest_andLeaveNoTrace(
      String path, String type, int trailers, String status, CapturedOutput log) throws Exception {
    StringBuilder body = new StringBuilder("2\r\n[]\r\n0\r\n");
    for (int i = 0; i < trailers; i++) {
      body.append("X-").append(i).append(": y\r\n");
    }
    try (Socket socket = open(1)) {
      send(
          socket,
          path,
          type,
          "Origin: http://localhost:" + port + "\r\nTransfer-Encoding: chunked",
          body + "\r\n");
      assertThat(said(socket, 12)).startsWith("HTTP/1.1 " + status);
    }
    assertThat(log.getOut()).doesNotContain("\tat ", "Error finishing", "Exception:");
  }

  /** From one of the addresses of this machine, 127.0.0.n. */
  private Socket open(int n) throws IOException {
    InetAddress from = InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) n});
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, from, 0);
    socket.setSoTimeout(15_000);
    return socket;
  }

  private void send(Socket socket, String path, String type, String headers, String body)
      throws IOException {
    send(
        socket,
        "POST "
            + path
            + " HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nAccept: */*\r\nContent-Type: "
            + type
            + "\r\n"
            + headers
            + "\r\n\r\n"
            + body);
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String said(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.US_ASCII);
  }
}
