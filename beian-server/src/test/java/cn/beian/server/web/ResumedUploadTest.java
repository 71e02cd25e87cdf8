package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.SmallDisk;
import cn.beian.server.platform.BeianSettings;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Uploads in pieces, cut anywhere. {@code -Dupload.seed=N} repeats the cuts. */
class ResumedUploadTest extends ServerTest {
  private static final int CUTS = 12;

  @Autowired private BeianSettings settings;

  private Visitor handler = new Visitor("");
  private final UUID unit = UUID.randomUUID();

  @BeforeEach
  void logIn() throws Exception {
    handler = visitor();
  }

  private Visitor visitor() throws Exception {
    return new Visitor(url("")).logIn(person(unit, "HANDLER"), KNOWN_PASSWORD, "zh");
  }

  private String begin(long length) throws Exception {
    String name = Base64.getEncoder().encodeToString("巡河.zip".getBytes(StandardCharsets.UTF_8));
    HttpResponse<String> answer =
        handler.send(
            "POST",
            "/uploads",
            Map.of(
                "Upload-Length",
                Long.toString(length),
                "Upload-Metadata",
                "filename " + name + ",appId ",
                "Tus-Resumable",
                "1.0.0"),
            new byte[0]);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> patch(String address, long offset, byte[] piece) throws Exception {
    return handler.send(
        "PATCH",
        address,
        Map.of(
            "Upload-Offset", Long.toString(offset),
            "Content-Type", "application/offset+octet-stream",
            "Tus-Resumable", "1.0.0"),
        piece);
  }

  private long offset(String address) throws Exception {
    HttpResponse<String> answer =
        handler.send("HEAD", address, Map.of("Tus-Resumable", "1.0.0"), new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(200);
    return Long.parseLong(answer.headers().firstValue("Upload-Offset").orElseThrow());
  }

  /** Sends the rest, but hangs up after some of it. */
  private void cut(String address, long offset, byte[] rest, int after) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("PATCH "
                  + address
                  + " HTTP/1.1\r\nHost: localhost\r\nCookie: "
                  + handler.cookies()
                  + "\r\nX-CSRF-TOKEN: "
                  + handler.token()
                  + "\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: "
                  + offset
                  + "\r\nContent-Type: application/offset+octet-stream\r\nContent-Length: "
                  + rest.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(rest, 0, after);
      out.flush();
    }
  }

  @Test
  void piece_forWhichTheDiskHasNoRoom_isToldSo() throws Exception {
    try (SmallDisk disk = SmallDisk.under(settings.dataDir().resolve("objects/incoming"))) {
      HttpResponse<String> answer = patch(begin(1_000_000), 0, new byte[500_000]);
      assertThat(answer.statusCode()).as("on %s", disk).isEqualTo(507);
      assertThat(answer.body()).startsWith("服务器存储空间不足，没有收下文件");
    }
  }

  @Test
  void upload_cutAtRandomPlaces_becomesTheSamePackage() throws Exception {
    long seed = Long.getLong("upload.seed", System.nanoTime());
    System.out.println("upload.seed=" + seed);
    Random random = new Random(seed);
    byte[] noise = new byte[3_000_000];
    random.nextBytes(noise);
    byte[] zip =
        MiniProgramFiles.atRoot()
            .page("pages/a", "<view>巡河</view>", "Page({})", "{}")
            .bytes("noise.bin", noise)
            .zip();
    String address = begin(zip.length);
    long offset = 0;
    int cuts = 0;
    while (offset < zip.length) {
      byte[] rest = Arrays.copyOfRange(zip, (int) offset, zip.length);
      if (cuts++ < CUTS) {
        cut(address, offset, rest, random.nextInt(Math.min(rest.length, 500_000)));
      } else {
        HttpResponse<String> answer = patch(address, offset, rest);
        assertThat(answer.statusCode()).isIn(204, 409);
      }
      offset = settled(address);
    }
    HttpResponse<String> there = handler.send("GET", address, Map.of(), new byte[0]);
    String to = there.headers().firstValue("Location").orElseThrow();
    assertThat(to).contains("/packages/");
    String digest = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(zip));
    assertThat(
            jdbc.sql(
                    "select sha256 from package_upload where id = ?::uuid and file_name = '巡河.zip'")
                .param(to.substring(to.lastIndexOf('/') + 1))
                .query(String.class)
                .single())
        .isEqualTo(digest);
    assertThat(handler.get("/packages/" + to.substring(to.lastIndexOf('/') + 1)).statusCode())
        .isEqualTo(200);
  }

  /** The offset once the server has seen that the connection is gone. */
  private long settled(String address) throws Exception {
    long before = -1;
    long now = offset(address);
    while (now != before) {
      TimeUnit.MILLISECONDS.sleep(50);
      before = now;
      now = offset(address);
    }
    return now;
  }

  @Test
  void piece_thatDoesNotBeginAtTheEnd_isRefused() throws Exception {
    String address = begin(10);
    assertThat(patch(address, 0, new byte[4]).statusCode()).isEqualTo(204);
    assertThat(patch(address, 0, new byte[4]).statusCode()).isEqualTo(409);
    assertThat(patch(address, 7, new byte[3]).statusCode()).isEqualTo(409);
    assertThat(offset(address)).isEqualTo(4);
  }

  @Test
  void piece_thatGoesBeyondTheEnd_leavesNothing() throws Exception {
    String address = begin(10);
    assertThat(patch(address, 0, new byte[4]).statusCode()).isEqualTo(204);
    assertThat(patch(address, 4, new byte[7]).statusCode()).isEqualTo(413);
    assertThat(offset(address)).as("what was refused is not counted").isEqualTo(4);
  }

  @Test
  void moreThanAnnounced_orTooMuch_isRefusedInWords() throws Exception {
    String address = begin(10);
    assertThat(patch(address, 0, new byte[11]).statusCode()).isEqualTo(413);
    HttpResponse<String> answer =
        handler.send("POST", "/uploads", Map.of("Upload-Length", "3000000000"), new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("超过");
    for (int i = 0; i < 4; i++) {
      begin(10);
    }
    answer = handler.send("POST", "/uploads", Map.of("Upload-Length", "10"), new byte[0]);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains("还没有传完");
  }

  @Test
  void upload_dropped_orOfAnotherUnit_isNotThere() throws Exception {
    String address = begin(10);
    Visitor colleague = visitor();
    assertThat(colleague.send("HEAD", address, Map.of(), new byte[0]).statusCode()).isEqualTo(200);
    assertThat(handler.send("DELETE", address, Map.of(), new byte[0]).statusCode()).isEqualTo(204);
    assertThat(handler.send("HEAD", address, Map.of(), new byte[0]).statusCode()).isEqualTo(404);
    String file = address.substring(address.lastIndexOf('/') + 1) + ".part";
    assertThat(Files.exists(settings.dataDir().resolve("objects/incoming").resolve(file)))
        .isFalse();
  }
}
