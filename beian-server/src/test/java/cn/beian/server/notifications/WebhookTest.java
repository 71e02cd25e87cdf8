package cn.beian.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.trail.AuditTrail;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Webhooks as whoever gets them sees them, and where they are not called. */
class WebhookTest extends ServerTest {
  private static final NameLookUp NAMES =
      new NameLookUp(InetAddress::getAllByName, Duration.ofSeconds(5));

  @Autowired private ApplicationContext server;
  @Autowired private WebhookDelivery delivery;
  private final List<Post> posts = new CopyOnWriteArrayList<>();
  private FilingSteps steps;
  private HttpServer receiver;
  private volatile int status = 200;

  private record Post(String path, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.getOrDefault(name, List.of("")).get(0);
    }

    JsonNode json() {
      return JsonMapper.shared().readTree(body);
    }
  }

  @BeforeEach
  void listen() throws IOException {
    steps = new FilingSteps(server);
    jdbc.sql(
            """
            update scheduled_tasks set execution_time = timestamptz '2100-01-01'
              where task_name = 'call-webhooks'
            """)
        .update();
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/",
        exchange -> {
          posts.add(
              new Post(
                  exchange.getRequestURI().toString(),
                  Map.copyOf(exchange.getRequestHeaders()),
                  new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void end() {
    receiver.stop(0);
    jdbc.sql("delete from outgoing_message where organization_id is not null").update();
    jdbc.sql("delete from webhook").update();
  }

  private String address() {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?key=a%20b";
  }

  private WebSession administrator(UUID unit) throws Exception {
    return WebSession.of(server, url(""), person(unit, "SYSTEM_ADMINISTRATOR"));
  }

  private String secret(String page) {
    return page.replaceFirst("(?s).*id=\"secret\">(whsec_[^<]+)<.*", "$1");
  }

  @Test
  void filing_isPostedToTheUnitsWebhook_signed_andSayingNoMoreThanItsPage() throws Exception {
    WebSession administrator = administrator(steps.stage.unit);
    String page = administrator.post("/admin/webhook", Map.of("url", address())).body();
    String secret = secret(page);
    assertThat(secret).startsWith("whsec_");
    assertThat(administrator.page("/admin/webhook")).contains("已启用").doesNotContain(secret);
    UUID id = steps.ready();
    delivery.send();
    assertThat(posts).hasSize(1);
    Post post = posts.get(0);
    assertThat(post.path()).isEqualTo("/hook?key=a%20b");
    assertThat(post.json().path("type").asString()).isEqualTo("turn.began");
    assertThat(post.json().path("data").path("url").asString())
        .endsWith("/applications/" + id + "/check");
    assertThat(post.json().path("data").path("text").path("zh").asString())
        .contains(steps.stage.name, "待您审签");
    assertThat(post.body()).doesNotContain(steps.handler, steps.approver, secret);
    Map<String, String> signed =
        WebhookSignature.headers(
            secret,
            UUID.fromString(post.header("Webhook-id")),
            Instant.ofEpochSecond(Long.parseLong(post.header("Webhook-timestamp"))),
            post.body().getBytes(StandardCharsets.UTF_8));
    assertThat(post.header("Webhook-signature")).isEqualTo(signed.get("webhook-signature"));
    assertThat(administrator.page("/admin/webhook")).contains("已送达");
    assertThat(verifiedByTheExample(secret, post)).isZero();
    assertThat(verifiedByTheExample(WebhookSignature.newSecret(), post)).isNotZero();
  }

  /** The bridge of the guide reads what the code signs. */
  private static int verifiedByTheExample(String secret, Post post) throws Exception {
    Path bridge = Path.of("..", "docs", "examples", "webhook-bridge", "bridge.py");
    ProcessBuilder builder =
        new ProcessBuilder(
            "python3",
            bridge.toString(),
            "--verify",
            post.header("Webhook-id"),
            post.header("Webhook-timestamp"),
            post.header("Webhook-signature"));
    builder.environment().put("WEBHOOK_SECRET", secret);
    Process process = builder.redirectErrorStream(true).start();
    try (var in = process.getOutputStream()) {
      in.write(post.body().getBytes(StandardCharsets.UTF_8));
    }
    process.getInputStream().readAllBytes();
    return process.waitFor();
  }

  @Test
  void administratorOfAnotherUnit_neitherSeesNorSetsIt() throws Exception {
    administrator(steps.stage.unit).post("/admin/webhook", Map.of("url", address()));
    UUID other = UUID.randomUUID();
    WebSession stranger = administrator(other);
    assertThat(stranger.page("/admin/webhook")).doesNotContain("127.0.0.1", "已启用");
    stranger.post("/admin/webhook/removal", Map.of());
    stranger.post("/admin/webhook/activation", Map.of("active", "false"));
    stranger.post("/admin/webhook", Map.of("url", address() + "&other"));
    assertThat(url(steps.stage.unit)).isEqualTo(address() + " true");
    assertThat(url(other)).isEqualTo(address() + "&other true");
    assertThat(WebSession.of(server, url(""), steps.approver).get("/admin/webhook").statusCode())
        .isEqualTo(403);
    steps.ready();
    delivery.send();
    assertThat(posts).extracting(Post::path).containsExactly("/hook?key=a%20b");
  }

  private String url(UUID unit) {
    Webhook webhook = server.getBean(WebhookStore.class).find(unit).orElseThrow();
    return webhook.url() + " " + webhook.active();
  }

  @Test
  void redirection_isNotFollowed_andFailuresSwitchItOff_notifyingItsAdministrators()
      throws Exception {
    WebSession administrator = administrator(steps.stage.unit);
    administrator.post("/admin/webhook", Map.of("url", address()));
    status = 302;
    steps.ready();
    Instant now = Instant.now();
    at(now, 2).send();
    assertThat(posts).hasSize(1);
    assertThat(administrator.page("/admin/webhook")).contains("HTTP 302", "等待投递");
    at(now.plusSeconds(30), 2).send();
    assertThat(posts).as("a minute's pause").hasSize(1);
    at(now.plusSeconds(100), 2).send();
    assertThat(posts).hasSize(2).extracting(Post::path).doesNotContain("/elsewhere");
    assertThat(posts.get(0).header("Webhook-id")).isEqualTo(posts.get(1).header("Webhook-id"));
    assertThat(administrator.page("/admin/webhook")).contains("已停用");
    assertThat(administrator.page("/inbox")).contains("本单位的 Webhook", "已停用");
    status = 204;
    administrator.post("/admin/webhook/test", Map.of());
    delivery.send();
    assertThat(posts.get(2).json().path("type").asString()).isEqualTo("webhook.test");
    assertThat(administrator.page("/admin/webhook")).contains("已送达", "已停用");
    administrator.post("/admin/webhook/activation", Map.of("active", "true"));
    steps.ready();
    delivery.send();
    assertThat(posts).hasSize(4);
  }

  private WebhookDelivery at(Instant now, int failures) {
    NotificationSettings given = server.getBean(NotificationSettings.class);
    return new WebhookDelivery(
        server.getBean(OutgoingStore.class),
        server.getBean(WebhookStore.class),
        server.getBean(NotificationStore.class),
        server.getBean(RecipientStore.class),
        server.getBean(NotificationWordings.class),
        server.getBean(MailComposer.class),
        server.getBean(WebhookCaller.class),
        new NotificationSettings(
            given.keep(),
            given.dueSoon(),
            given.mail(),
            new NotificationSettings.Webhook(true, Duration.ofSeconds(2), 8, failures, null)),
        server.getBean(PublicAddress.class),
        server.getBean(AuditTrail.class),
        server.getBean(TransactionTemplate.class),
        Clock.fixed(now, ZoneOffset.UTC));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.com/",
        "https://127.0.0.1/",
        "https://localhost/",
        "https://[::1]/",
        "https://[::ffff:10.0.0.1]/",
        "https://10.1.2.3/",
        "https://172.16.0.1/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data",
        "https://100.64.0.1/",
        "https://0.0.0.0/",
        "https://0/",
        "https://2130706433/",
        "https://198.18.0.1/",
        "https://224.0.0.1/",
        "https://255.255.255.255/",
        "https://[fd00::1]/",
        "https://[fe80::1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[2002:a00:1::]/",
        "https://user@8.8.8.8/",
        "https://8.8.8.8/#fragment",
        "https://8.8.8.8:70000/",
        "file:///etc/passwd",
        "gopher://8.8.8.8/",
        "//8.8.8.8/",
        "https://",
        "https://8.8.8.8/a b",
        "https://8.8.8.8/a\r\nX: y",
        ""
      })
  void addressThatIsNotOnTheInternet_isNotCalled(String url) {
    assertThat(WebhookTarget.find(url, false, NAMES)).isEmpty();
  }

  @Test
  void addressOnTheInternet_isCalledAsItWasLookedUp() {
    WebhookTarget target =
        WebhookTarget.find("https://8.8.8.8:8443/a?b=c", false, NAMES).orElseThrow();
    assertThat(target.address().getHostAddress()).isEqualTo("8.8.8.8");
    assertThat(target.port()).isEqualTo(8443);
    assertThat(target.path()).isEqualTo("/a?b=c");
    assertThat(WebhookTarget.find("https://[2606:4700::1111]", false, NAMES)).isPresent();
    assertThat(WebhookTarget.find("http://10.0.0.1/", true, NAMES)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HTTP/1.1 200 ", "SMTP ready\n", "long"})
  void receiverThatIsSlowOrTalksOtherwise_isNotWaitedForLong(String says) throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> answer(socket, says));
      thread.setDaemon(true);
      thread.start();
      WebhookTarget target =
          WebhookTarget.find("http://127.0.0.1:" + socket.getLocalPort(), true, NAMES)
              .orElseThrow();
      WebhookCaller caller = server.getBean(WebhookCaller.class);
      Instant before = Instant.now();
      Optional<IOException> failure = Optional.empty();
      try {
        caller.post(target, Map.of(), new byte[] {'x'}, Duration.ofMillis(500));
      } catch (IOException e) {
        failure = Optional.of(e);
      }
      assertThat(failure).isPresent();
      assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(8));
    }
  }

  private static void answer(ServerSocket socket, String says) {
    try (Socket caller = socket.accept()) {
      String all = says.equals("long") ? "HTTP/1.1 200 " + "x".repeat(100_000) + "\n" : says;
      caller.getOutputStream().write(all.getBytes(StandardCharsets.US_ASCII));
      caller.getOutputStream().flush();
      caller.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
    } catch (IOException e) {
      // the caller has gone
    }
  }

  @Test
  void hostileAddress_isRefusedOnThePage() throws Exception {
    WebSession administrator = administrator(steps.stage.unit);
    assertThat(administrator.post("/admin/webhook", Map.of("url", "javascript:alert(1)")).body())
        .contains("这个地址不能投递")
        .doesNotContain("whsec_");
    assertThat(administrator.post("/admin/webhook/test", Map.of()).statusCode()).isEqualTo(200);
    assertThat(administrator.page("/admin/webhook")).doesNotContain("id=\"results\"");
  }
}
