package cn.beian.server.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.platform.BeianSettings;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.ZipBytes;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.MessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.multipart.MultipartException;

/**
 * Bad input at the door: a clear sentence in the page's language, what was typed kept, a line for
 * the operator, no stack trace, nothing left behind.
 */
@Tag("once")
@ExtendWith(OutputCaptureExtension.class)
class BadInputTest extends ServerTest {
  @Autowired private MessageSource messages;
  @Autowired private BeianSettings settings;

  private final UUID unit = UUID.randomUUID();
  private String handler = "";

  @BeforeEach
  void oneHandler() {
    handler = person(unit, "HANDLER");
  }

  private Visitor visitor(String login, String language) throws Exception {
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language);
  }

  /**
   * A file that is handed in as a package.
   *
   * @param says key of the sentence; empty where the file can be read all the same
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Bad(String name, byte[] bytes, String says) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final String LFS = "testing.failure.GIT_LFS";
  private static final String CUT_SHORT = "testing.failure.CUT_SHORT";

  private static byte[] page(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static Stream<Bad> packages() throws IOException {
    byte[] apk = new ApkBytes("cn.gov.demo").label("x", "巡河").mainActivity("cn.gov.A").unsigned();
    byte[] zeros = new byte[60 << 20];
    byte[] inner = new ZipBytes().deflated("0", zeros).toBytes();
    byte[] nested = new ZipBytes().deflated("1.zip", inner).toBytes();
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, 0};
    String unreadable = "testing.failure.UNREADABLE";
    String limit = "testing.failure.LIMIT";
    return Stream.of(
        new Bad("空.apk", new byte[0], "intake.refused.EMPTY"),
        new Bad("picture.apk", png, "testing.failure.PICTURE"),
        new Bad("log-in.apk", page("<!DOCTYPE html><title>登录"), "testing.failure.WEB_PAGE"),
        new Bad("lfs.ipa", page("version https://git-lfs.github.com/spec/v1\n"), LFS),
        new Bad(
            "no-manifest.zip",
            new ZipBytes().stored("a.txt", new byte[3]).toBytes(),
            "testing.failure.OTHER_ZIP"),
        new Bad("truncated.apk", Arrays.copyOf(apk, apk.length / 2), CUT_SHORT),
        new Bad("one-byte-short.apk", Arrays.copyOf(apk, apk.length - 1), CUT_SHORT),
        new Bad("bomb.apk", new ZipBytes().deflated("AndroidManifest.xml", zeros).toBytes(), limit),
        new Bad("nested-bomb.zip", mini().bytes("2.zip", nested).zip(), ""),
        new Bad(
            "overlapping.zip",
            new ZipBytes()
                .deflated("app.json", "{}".getBytes(StandardCharsets.UTF_8))
                .overlapping("b.json")
                .toBytes(),
            ""),
        new Bad(
            "ten-gigabytes.apk",
            new ZipBytes().declaring("AndroidManifest.xml", new byte[9], 10L << 30).toBytes(),
            unreadable),
        new Bad("traversal.zip", traversal(), ""),
        new Bad("duplicates.zip", duplicates(), ""));
  }

  private static MiniProgramFiles mini() {
    return MiniProgramFiles.atRoot().page("pages/a", "<view>巡河</view>", "Page({})", "{}");
  }

  private static ZipBytes zipOfMini() {
    ZipBytes zip = new ZipBytes();
    mini().files().forEach(zip::deflated);
    return zip;
  }

  private static byte[] traversal() {
    return zipOfMini()
        .stored("../../../beian-was-here", new byte[1])
        .stored("/beian-was-here", new byte[1])
        .toBytes();
  }

  private static byte[] duplicates() {
    return zipOfMini()
        .deflated("app.json", "{\"pages\":[]}".getBytes(StandardCharsets.UTF_8))
        .toBytes();
  }

  @ParameterizedTest
  @MethodSource("packages")
  void package_bad_isToldInBothLanguages(Bad bad, CapturedOutput log) throws Exception {
    for (String language : List.of("zh", "en")) {
      Visitor visitor = visitor(handler, language);
      HttpResponse<String> answer =
          visitor.upload("/packages", Map.of("appId", "wx0123456789abcdef"), bad.name, bad.bytes);
      HttpResponse<String> page = visitor.follow(answer);
      while (page.body().contains("hx-get=\"/packages")) {
        TimeUnit.MILLISECONDS.sleep(50);
        page = visitor.get(page.uri().getPath());
      }
      assertThat(page.statusCode()).isEqualTo(200);
      assertNoTrace(page.body());
      assertThat(page.body()).contains("lang=\"" + (language.equals("zh") ? "zh-CN" : "en"));
      if (bad.says.isEmpty()) {
        String failed = "testing.failure.";
        assertThat(text(page))
            .containsAnyOf(
                says("intake.test", language),
                says(failed + "UNREADABLE", language),
                says(failed + "OTHER_ZIP", language),
                says(failed + "LIMIT", language));
      } else {
        assertThat(text(page)).contains(says(bad.says, language));
        assertThat(log.getOut())
            .containsPattern(
                "package .* not " + (bad.says.startsWith("intake") ? "taken" : "read"));
      }
    }
    assertThat(incoming()).isEmpty();
    assertThat(Files.exists(Path.of("/beian-was-here"))).isFalse();
  }

  @Test
  void fullDiskOfTheDatabase_isToldAsThat_anythingElseIsNot(@Autowired ErrorPages pages)
      throws Exception {
    MockHttpServletRequest request = new MockHttpServletRequest();
    MockHttpServletResponse response = new MockHttpServletResponse();
    pages.unavailable(
        new DataAccessResourceFailureException("insert", new SQLException("no space", "53100")),
        request,
        response);
    assertThat(response.getStatus()).isEqualTo(507);
    MockHttpServletResponse connecting = new MockHttpServletResponse();
    pages.unavailable(
        new CannotCreateTransactionException(
            "begin",
            new SQLException("could not write init file: No space left on device", "XX000")),
        request,
        connecting);
    assertThat(connecting.getStatus()).isEqualTo(507);
    DataAccessResourceFailureException lost =
        new DataAccessResourceFailureException("insert", new SQLException("connection", "08006"));
    MockHttpServletResponse away = new MockHttpServletResponse();
    pages.unavailable(lost, request, away);
    assertThat(away.getStatus()).isEqualTo(503);
    assertThat(away.getHeader("Retry-After")).isNotNull();
    DataAccessResourceFailureException other =
        new DataAccessResourceFailureException("insert", new SQLException("syntax", "42601"));
    assertThatThrownBy(() -> pages.unavailable(other, request, response)).isSameAs(other);
  }

  @Test
  void fullDiskOfAFolder_isToldAsThat_alsoWhereAFormWasBeingRead(@Autowired ErrorPages pages)
      throws Exception {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.exists(full), "absent: a device that is always full");
    IOException failed =
        catchThrowableOfType(IOException.class, () -> Files.write(full, new byte[1]));
    MockHttpServletResponse parts = new MockHttpServletResponse();
    pages.noParts(
        new MultipartException("parts", new IllegalStateException(failed)),
        new MockHttpServletRequest(),
        parts);
    assertThat(parts.getStatus()).isEqualTo(507);
    MockHttpServletResponse file = new MockHttpServletResponse();
    pages.unavailable(new UncheckedIOException(failed), new MockHttpServletRequest(), file);
    assertThat(file.getStatus()).isEqualTo(507);
    MockHttpServletResponse cut = new MockHttpServletResponse();
    pages.noParts(new MultipartException("cut"), new MockHttpServletRequest(), cut);
    assertThat(cut.getStatus()).isEqualTo(400);
  }

  @Test
  void packageOfAKnownFormatThatIsNotRead_isFiledWithAHumanTest_andTakesItsApk() throws Exception {
    Visitor visitor = visitor(handler, "zh");
    byte[] baidu =
        new ZipBytes()
            .deflated("app.json", "{\"pages\":[\"pages/a\"]}".getBytes(StandardCharsets.UTF_8))
            .deflated("pages/a.swan", UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8))
            .toBytes();
    HttpResponse<String> answer = visitor.upload("/packages", Map.of(), "river.zip", baidu);
    HttpResponse<String> page = visitor.follow(answer);
    while (page.body().contains("hx-get=\"/packages")) {
      TimeUnit.MILLISECONDS.sleep(50);
      page = visitor.get(page.uri().getPath());
    }
    assertThat(page.body()).contains(says("intake.human", "zh"));
    String id = page.uri().getPath().substring("/packages/".length());
    HttpResponse<String> begun =
        visitor.post("/applications", Map.of("kind", "EXISTING", "package", id));
    String draft = begun.headers().firstValue("Location").orElseThrow();
    assertThat(visitor.get(draft).statusCode()).isEqualTo(200);
    byte[] apk = new ApkBytes("cn.gov.demo").label("x", "巡河").mainActivity("cn.gov.A").unsigned();
    HttpResponse<String> added = visitor.upload(draft + "/packages", Map.of(), "river.apk", apk);
    assertThat(added.statusCode()).as(added.body()).isEqualTo(302);
    assertThat(visitor.get(draft).body()).contains("river.zip", "river.apk");
    HttpResponse<String> empty =
        visitor.upload(draft + "/packages", Map.of("appId", "wx1"), "nothing.apk", new byte[0]);
    assertThat(empty.statusCode()).isEqualTo(422);
    assertThat(empty.body())
        .as("the same page, with a sentence at the field")
        .contains("href=\"#added\"", "文件是空的：nothing.apk", "value=\"wx1\"", "river.zip");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", "\u5fae\u4fe1"})
  void appId_thatCanBeNone_isToldOnEachWayIn_andStoresNothing(String odd) throws Exception {
    Visitor visitor = visitor(handler, "en");
    byte[] zip = mini().file("x.txt", UUID.randomUUID().toString()).zip();
    String says = "An AppID has letters, digits, dots";
    for (String appId : List.of(odd, "a".repeat(3_900))) {
      HttpResponse<String> sent = visitor.upload("/packages", Map.of("appId", appId), "a.zip", zip);
      assertThat(visitor.follow(sent).body()).contains(says);
      String metadata =
          "filename YQ==,appId "
              + Base64.getEncoder().encodeToString(appId.getBytes(StandardCharsets.UTF_8));
      HttpResponse<String> piecewise =
          visitor.send(
              "POST",
              "/uploads",
              Map.of("Upload-Length", "10", "Upload-Metadata", metadata, "Tus-Resumable", "1.0.0"),
              new byte[0]);
      assertThat(piecewise.statusCode()).isEqualTo(422);
      assertThat(piecewise.body()).contains(says);
      HttpResponse<String> checked =
          visitor.upload("/pre-check", Map.of("appId", appId), "a.zip", zip);
      assertThat(checked.body()).contains(says);
    }
    assertThat(count("select count(*) from package_upload where organization_id = ?")).isZero();
  }

  @Test
  void emptyFile_keepsWhatWasTyped_andStoresNothing() throws Exception {
    Visitor visitor = visitor(handler, "zh");
    HttpResponse<String> answer =
        visitor.upload("/packages", Map.of("appId", "wx0123456789abcdef"), "a.apk", new byte[0]);
    assertThat(visitor.follow(answer).body()).contains("value=\"wx0123456789abcdef\"");
    assertThat(count("select count(*) from package_upload where organization_id = ?")).isZero();
  }

  @Test
  void samePackage_again_leadsToTheSameResult_andSaysSo() throws Exception {
    Visitor visitor = visitor(handler, "zh");
    byte[] zip = mini().file("x.txt", UUID.randomUUID().toString()).zip();
    HttpResponse<String> first = visitor.upload("/packages", Map.of(), "a.zip", zip);
    visitor.follow(first);
    HttpResponse<String> second = visitor.upload("/packages", Map.of(), "b.zip", zip);
    assertThat(second.headers().firstValue("Location"))
        .isEqualTo(first.headers().firstValue("Location"));
    assertThat(text(visitor.follow(second))).contains(says("intake.again", "zh"));
    assertThat(count("select count(*) from package_upload where organization_id = ?")).isOne();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void overTheLimit_isToldAsTooLarge(String language, CapturedOutput log) throws Exception {
    Visitor visitor = visitor(handler, language);
    String answer = raw(visitor, 3_000_000_000L, new byte[100_000], false);
    assertThat(answer).startsWith("HTTP/1.1 413");
    assertThat(answer).contains(says("error.413.title", language));
    assertNoTrace(answer);
    assertThat(log.getOut()).contains("/packages").contains("larger than");
    assertThat(incoming()).isEmpty();
  }

  @Test
  void uploadCut_leavesNothing_andIsNoted(CapturedOutput log) throws Exception {
    Visitor visitor = visitor(handler, "zh");
    byte[] body = visitor.multipart(Map.of(), "a.apk", new byte[3_000_000]);
    raw(visitor, body.length, Arrays.copyOf(body, 2_000_000), true);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!log.getOut().contains("was cut") && System.nanoTime() < deadline) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    assertThat(log.getOut()).contains("POST /packages").contains("was cut");
    assertThat(log.getOut()).doesNotContain("\tat ");
    assertThat(incoming()).isEmpty();
    assertThat(count("select count(*) from package_upload where organization_id = ?")).isZero();
  }

  /**
   * Sends the head of an upload and as much of its body; the answer, or nothing when hanging up.
   */
  private String raw(Visitor visitor, long announced, byte[] body, boolean hangUp)
      throws IOException {
    String head =
        "POST /packages HTTP/1.1\r\nHost: localhost:"
            + port
            + "\r\nOrigin: http://localhost:"
            + port
            + "\r\nAccept: text/html\r\nConnection: close\r\nCookie: "
            + visitor.cookies()
            + "\r\n"
            + "Content-Type: multipart/form-data; boundary=-----------visitor\r\n"
            + "Content-Length: "
            + announced
            + "\r\n\r\n";
    try (Socket socket = new Socket("localhost", port)) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(body);
      out.flush();
      if (hangUp) {
        socket.setSoLinger(true, 0);
        return "";
      }
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void creditCode_wrong_isNamedBesideItsField_andKept(String language) throws Exception {
    Visitor visitor = visitor(person(unit, "SYSTEM_ADMINISTRATOR"), language);
    visitor.get("/admin/organizations/new");
    HttpResponse<String> page =
        visitor.post(
            "/admin/organizations/new",
            Map.of(
                "unitName", "清溪县民政局",
                "creditCode", "11330122MB0A00001X",
                "level", "COUNTY",
                "kind", "ORGAN",
                "division", "330122"));
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains("11330122MB0A00001X").contains("清溪县民政局");
    assertThat(page.body()).contains("aria-invalid=\"true\"").contains("creditCode");
    assertNoTrace(page.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/packages/x",
        "/records/ZW-A-1",
        "/applications/1/topics/NONE",
        "/admin/organizations/1",
        "/cases/x/decision"
      })
  void address_senseless_isAPage(String path) throws Exception {
    for (String login :
        List.of(handler, person(unit, "SYSTEM_ADMINISTRATOR"), person(unit, "SIGNER"))) {
      HttpResponse<String> page = visitor(login, "zh").get(path);
      assertThat(page.statusCode()).as(path).isBetween(400, 499);
      assertThat(page.body()).as(path).contains("<main");
      assertNoTrace(page.body());
    }
  }

  private static void assertNoTrace(String page) {
    assertThat(page).doesNotContain("Exception").doesNotContain("\tat ").doesNotContain("jakarta.");
  }

  private String says(String key, String language) {
    return Objects.requireNonNull(
        messages.getMessage(key, null, key, Locale.forLanguageTag(language)));
  }

  private static String text(HttpResponse<String> page) {
    return page.body().replace("&#39;", "'").replace("&quot;", "\"").replace("&amp;", "&");
  }

  private long count(String sql) {
    return jdbc.sql(sql).param(unit).query(Long.class).single();
  }

  private List<Path> incoming() throws IOException {
    try (Stream<Path> files = Files.list(settings.dataDir().resolve("objects/incoming"))) {
      return files.filter(file -> file.getFileName().toString().startsWith("upload-")).toList();
    }
  }
}
