package cn.beian.server.web.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.SmallDisk;
import cn.beian.server.platform.BeianSettings;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.servlet.autoconfigure.MultipartProperties;

/** What of a request is read, before anything else looks at it. */
class RequestGateTest extends ServerTest {
  private static final String MULTIPART = "multipart/form-data; boundary=b";
  private static final String FORM = "application/x-www-form-urlencoded";

  @Autowired private MultipartConfigElement multipart;
  @Autowired private BeianSettings settings;

  private Visitor stranger = new Visitor("");
  private Visitor handler = new Visitor("");

  @BeforeEach
  void people() throws Exception {
    stranger = new Visitor(url(""));
    stranger.get("/login");
    handler =
        new Visitor(url("")).logIn(person(UUID.randomUUID(), "HANDLER"), KNOWN_PASSWORD, "zh");
  }

  @ParameterizedTest
  @CsvSource({
    "/packages, 403",
    "/applications/x/attachments, 403",
    "/admin/organizations/import, 403",
    "/rulebooks/drafts, 403",
    "/search, 404",
    "/no-such-page, 404"
  })
  void stranger_isRefusedBeforeTheFirstByte(String path, int status) throws Exception {
    String answer = ask(path, stranger.cookies(), MULTIPART, "Content-Length: 2000000000", "");
    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("<main");
  }

  @Test
  void fileOfAPage_isComparedByItsTag() throws Exception {
    String page = stranger.get("/login").body();
    int at = page.indexOf("/css/beian");
    String file = page.substring(at, page.indexOf('"', at));
    String tag = stranger.get(file).headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> again =
        stranger.send("GET", file, Map.of("If-None-Match", tag), new byte[0]);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
  }

  @Test
  void file_thatTheTemporaryFolderHasNoRoomFor_isToldSo() throws Exception {
    try (SmallDisk disk = SmallDisk.under(Path.of(multipart.getLocation()))) {
      HttpResponse<String> answer =
          handler.upload("/packages", Map.of(), "river.apk", new byte[1 << 20]);
      assertThat(answer.statusCode()).as("on %s", disk).isEqualTo(507);
      assertThat(answer.body()).contains("服务器存储空间不足");
    }
  }

  @Test
  void otherRole_isRefusedBeforeTheFirstByte() throws Exception {
    assertThat(
            ask(
                "/rulebooks/drafts",
                handler.cookies(),
                MULTIPART,
                "Content-Length: 9000\r\nOrigin: http://localhost:" + port,
                ""))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Nothing: said",
        "Origin: http://evil.example",
        "Origin: null",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void file_thatAnotherSiteSends_isRefusedBeforeTheFirstByte(String says) throws Exception {
    assertThat(
            ask("/packages", handler.cookies(), MULTIPART, "Content-Length: 9000\r\n" + says, ""))
        .startsWith("HTTP/1.1 403");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/login", "/pre-check", "/verify"})
  void file_whoseNameHoldsNul_isRefusedInOneLine(String path) throws Exception {
    String body =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\0b.zip\"\r\n\r\nx\r\n--b--\r\n";
    String headers = "Origin: http://localhost:" + port + "\r\nContent-Length: " + body.length();
    assertThat(ask(path, stranger.cookies(), MULTIPART, headers, body)).startsWith("HTTP/1.1 400");
  }

  @ParameterizedTest
  @CsvSource({"/login, 9", "/login, 3", "/packages, 9", "/no-such-page, 9", "/api/v1/lookup, 9"})
  void lengthAnnouncedTwice_isNoRequest(String path, int other) throws Exception {
    String lengths = "Content-Length: 3\r\nContent-Length: " + other;
    assertThat(ask(path, handler.cookies(), FORM, lengths, "a=b")).startsWith("HTTP/1.1 400");
  }

  @Test
  void form_overItsLimit_isToldSo_whetherAnnouncedOrNot() throws Exception {
    String large = "username=" + "u".repeat(1_900_000);
    HttpResponse<String> announced =
        stranger.post("/login", Map.of("username", "u".repeat(70_000), "password", "x"));
    assertThat(announced.statusCode()).isEqualTo(413);
    assertThat(announced.body()).contains("内容太长").contains("64 KB");
    String chunk = Integer.toHexString(large.length()) + "\r\n" + large + "\r\n0\r\n\r\n";
    assertThat(ask("/login", stranger.cookies(), FORM, "Transfer-Encoding: chunked", chunk))
        .startsWith("HTTP/1.1 413");
    assertThat(stranger.get("/login").statusCode()).isEqualTo(200);
  }

  @Test
  void login_thatThereCannotBe_isRefused_andNotLookedFor() throws Exception {
    for (String login : new String[] {"u".repeat(65), "a\u0000b"}) {
      HttpResponse<String> answer =
          stranger.post("/login", Map.of("username", login, "password", "x"));
      assertThat(answer.headers().firstValue("Location")).hasValue("/login?error");
    }
    assertThat(
            jdbc.sql(
                    "select count(*) from audit_entry where subject like :login or detail like :login")
                .param("login", "%" + "u".repeat(60) + "%")
                .query(Integer.class)
                .single())
        .as("who is looked for and not found stands in the trail")
        .isZero();
  }

  @Test
  void slowFiles_ofOneAccount_takeThreePlaces_andNobodyElseWaits() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 3; i++) {
        slow.add(begin("/packages", "--b\r\n"));
      }
      String headers = "Origin: http://localhost:" + port + "\r\nContent-Length: 5000";
      assertThat(ask("/packages", handler.cookies(), MULTIPART, headers, "--b\r\n"))
          .startsWith("HTTP/1.1 503")
          .contains("Retry-After", "<main", "同时上传的文件太多");
      assertThat(
              ask(
                  "/packages",
                  handler.cookies(),
                  MULTIPART,
                  headers + "\r\nAccept: */*",
                  "--b\r\n"))
          .as("no bare JSON for a form, whatever sends it")
          .startsWith("HTTP/1.1 503")
          .contains("同时上传的文件太多");
      assertThat(handler.get("/account").statusCode()).isEqualTo(200);
      slow.remove(0).close();
      Socket next = begin("/packages", "--b\r\n");
      slow.add(next);
    } finally {
      for (Socket one : slow) {
        one.close();
      }
    }
  }

  /** Begins to send a file, and goes on until it is refused or is surely being read. */
  private Socket begin(String path, String body) throws Exception {
    for (int i = 0; ; i++) {
      Socket socket = new Socket("localhost", port);
      socket
          .getOutputStream()
          .write(
              ("POST "
                      + path
                      + " HTTP/1.1\r\nHost: localhost:"
                      + port
                      + "\r\nOrigin: http://localhost:"
                      + port
                      + "\r\nExpect: 100-continue\r\nCookie: "
                      + handler.cookies()
                      + "\r\nContent-Type: "
                      + MULTIPART
                      + "\r\nContent-Length: 5000\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      byte[] said = new byte[12];
      socket.getInputStream().readNBytes(said, 0, said.length);
      if (new String(said, StandardCharsets.US_ASCII).equals("HTTP/1.1 100")) {
        socket.getOutputStream().write(body.getBytes(StandardCharsets.US_ASCII));
        return socket;
      }
      socket.close();
      assertThat(i).as("the place of a closed connection is given back").isLessThan(100);
    }
  }

  @Test
  void forwardedFor_ofAnybody_changesNothing() throws Exception {
    String login = "u" + UUID.randomUUID();
    String to = "";
    for (int i = 0; i < 6; i++) {
      to =
          stranger
              .post(
                  "/login",
                  Map.of("username", login, "password", "x"),
                  Map.of("X-Forwarded-For", "203.0.113." + i))
              .headers()
              .firstValue("Location")
              .orElse("");
    }
    assertThat(to).isEqualTo("/login?wait");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/applications", "/admin", "/cases/x", "/rulebooks/drafts/x"})
  void host_steersNoRedirection(String path) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              ("GET "
                      + path
                      + "?a=b HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\n"
                      + "Connection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = answer(socket);
      assertThat(answer).contains("Location: /login\r\n").doesNotContain("evil.example");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/search?q=%zz", "/search?q=%00", "/records/%00", "/%"})
  void address_thatNoneCanBe_isToldInASentence(String path) throws Exception {
    try (Socket socket = new Socket("localhost", port)) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: a\r\nAccept: text/html\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      assertThat(answer(socket))
          .startsWith("HTTP/1.1 400")
          .contains("这个请求看不懂")
          .doesNotContain("Tomcat");
    }
  }

  @Test
  void bodyThatCannotBeDecoded_isToldToTheOperator_withoutWhatItHolds() throws Exception {
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    log.start();
    Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.addAppender(log);
    try {
      String body = "username=a&password=geheim-2026%FF";
      assertThat(ask("/login", stranger.cookies(), FORM, "Content-Length: " + body.length(), body))
          .startsWith("HTTP/1.1 400");
    } finally {
      root.detachAppender(log);
    }
    assertThat(log.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.contains("POST /login") && line.contains("cannot be decoded"))
        .noneMatch(line -> line.contains("geheim"));
  }

  @Test
  void pageThatWasAskedFor_isOpenedAfterLogIn_byItsPathAlone() throws Exception {
    String login = person(UUID.randomUUID(), "HANDLER");
    stranger.get("/applications?x=%E4%B8%AD");
    stranger.get("/login");
    assertThat(
            stranger
                .post("/login", Map.of("username", login, "password", KNOWN_PASSWORD))
                .headers()
                .firstValue("Location"))
        .hasValueSatisfying(to -> assertThat(to).startsWith("/applications?x=%E4%B8%AD"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"//evil.example/x", "https://evil.example/", "/\\\\evil.example", "%"})
  void pageThatWasAskedFor_isNeverOneOfAnotherServer(String kept) throws Exception {
    String login = person(UUID.randomUUID(), "HANDLER");
    String cookie =
        "asked-page="
            + Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(kept.getBytes(StandardCharsets.UTF_8));
    String form =
        "username=" + login + "&password=" + KNOWN_PASSWORD + "&_csrf=" + stranger.token();
    assertThat(
            ask(
                "/login",
                stranger.cookies() + "; " + cookie,
                FORM,
                "Content-Length: " + form.length(),
                form))
        .startsWith("HTTP/1.1 302")
        .contains("Location: /")
        .doesNotContain("evil");
  }

  @Test
  void wrongPassword_keepsTheLogin_once() throws Exception {
    HttpResponse<String> answer =
        stranger.post("/login", Map.of("username", "zhang\"wei", "password", "x"));
    assertThat(stranger.follow(answer).body()).contains("value=\"zhang&quot;wei\"");
    assertThat(stranger.get("/login").body()).doesNotContain("zhang");
  }

  @Test
  void filesOnTheirWay_lieInTheDataFolder_whichIsEmptiedAtTheStart(@TempDir Path folder)
      throws Exception {
    assertThat(Path.of(multipart.getLocation()))
        .isEqualTo(settings.dataDir().resolve("temp").toAbsolutePath());
    Path left = Files.createDirectories(folder.resolve("temp")).resolve("upload_1.tmp");
    Files.writeString(left, "left by a crash");
    new HttpConfiguration()
        .multipartConfig(
            new BeianSettings(
                folder, false, null, settings.linkLifetime(), settings.db(), settings.login()),
            new MultipartProperties());
    assertThat(left).doesNotExist();
  }

  /** Sends the head of a request and so much of its body; the answer, which must not wait. */
  private String ask(String path, String cookies, String type, String headers, String body)
      throws IOException {
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(
          ("POST "
                  + path
                  + " HTTP/1.1\r\nHost: localhost:"
                  + port
                  + (headers.contains("Accept:") ? "" : "\r\nAccept: text/html")
                  + "\r\nConnection: close\r\nCookie: "
                  + cookies
                  + "\r\nContent-Type: "
                  + type
                  + "\r\n"
                  + headers
                  + "\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.UTF_8));
      out.flush();
      return answer(socket);
    }
  }

  /** What comes until the server closes, or until it has said everything and waits. */
  private static String answer(Socket socket) throws IOException {
    InputStream in = socket.getInputStream();
    socket.setSoTimeout(5000);
    StringBuilder text = new StringBuilder();
    byte[] some = new byte[8192];
    for (int n = in.read(some); n >= 0; n = in.read(some)) {
      text.append(new String(some, 0, n, StandardCharsets.UTF_8));
      if (text.indexOf("</html>") > 0) {
        break;
      }
    }
    return text.toString();
  }
}
