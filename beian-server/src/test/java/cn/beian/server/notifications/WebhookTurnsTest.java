package cn.beian.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.platform.NameLookUp;
import cn.beian.server.platform.PublicAddress;
import cn.beian.server.trail.AuditTrail;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What the receiver of one unit costs the others, and whom a call over TLS trusts. */
@ExtendWith(OutputCaptureExtension.class)
class WebhookTurnsTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private WebhookStore webhooks;
  private final UUID slow = UUID.randomUUID();
  private final UUID fast = UUID.randomUUID();
  private final List<String> posts = new CopyOnWriteArrayList<>();

  @BeforeEach
  void units() {
    jdbc.sql(
            """
            update scheduled_tasks set execution_time = timestamptz '2100-01-01'
              where task_name = 'call-webhooks'
            """)
        .update();
    person(slow, "SYSTEM_ADMINISTRATOR");
    person(fast, "SYSTEM_ADMINISTRATOR");
  }

  @AfterEach
  void nothingWaits() {
    jdbc.sql("delete from outgoing_message where organization_id is not null").update();
    jdbc.sql("delete from webhook").update();
  }

  private void waits(UUID unit, String url, int messages) {
    webhooks.put(unit, url, WebhookSignature.newSecret(), Instant.now());
    for (int i = 0; i < messages; i++) {
      jdbc.sql(
              """
              insert into outgoing_message (purpose, organization_id, created_at, next_at)
              values ('WEBHOOK_TEST', :unit, now(), now() - make_interval(secs => 100 - :i))
              """)
          .param("unit", unit)
          .param("i", i)
          .update();
    }
  }

  private List<String> states(UUID unit) {
    return jdbc.sql(
            "select state from outgoing_message where organization_id = :unit order by next_at")
        .param("unit", unit)
        .query(String.class)
        .list();
  }

  private WebhookDelivery delivery(@Nullable Path trusted) {
    NotificationSettings given = server.getBean(NotificationSettings.class);
    NotificationSettings settings =
        new NotificationSettings(
            given.keep(),
            given.dueSoon(),
            given.mail(),
            new NotificationSettings.Webhook(true, Duration.ofSeconds(3), 8, 30, trusted));
    return new WebhookDelivery(
        server.getBean(OutgoingStore.class),
        webhooks,
        server.getBean(NotificationStore.class),
        server.getBean(RecipientStore.class),
        server.getBean(NotificationWordings.class),
        server.getBean(MailComposer.class),
        new WebhookCaller(settings, server.getBean(NameLookUp.class)),
        settings,
        server.getBean(PublicAddress.class),
        server.getBean(AuditTrail.class),
        server.getBean(TransactionTemplate.class),
        Clock.systemUTC());
  }

  private void take(HttpExchange exchange, int status) throws IOException {
    posts.add(exchange.getRequestURI().getPath());
    exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Test
  void unitThatIsSlow_orFails_holdsUpNobodyElse() throws Exception {
    CountDownLatch arrived = new CountDownLatch(3);
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.setExecutor(Executors.newFixedThreadPool(4));
    receiver.createContext(
        "/slow",
        exchange -> {
          try {
            boolean others = arrived.await(10, TimeUnit.SECONDS);
            take(exchange, others ? 500 : 200);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    receiver.createContext(
        "/fast",
        exchange -> {
          take(exchange, 200);
          arrived.countDown();
        });
    receiver.start();
    String address = "http://127.0.0.1:" + receiver.getAddress().getPort();
    try {
      waits(slow, address + "/slow", 3);
      waits(fast, address + "/fast", 3);
      delivery(null).send();
    } finally {
      receiver.stop(0);
    }
    assertThat(posts)
        .as("while one is waited for, all of the other unit arrive; one that fails ends its turn")
        .containsExactly("/fast", "/fast", "/fast", "/slow");
    assertThat(states(fast)).containsOnly("SENT");
    assertThat(states(slow)).containsExactlyInAnyOrder("FAILED", "WAITING", "WAITING");
  }

  @Test
  void nameWhoseServerDoesNotAnswer_isNotWaitedForLong() {
    CountDownLatch end = new CountDownLatch(1);
    NameLookUp names =
        new NameLookUp(
            host -> {
              try {
                end.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              throw new UnknownHostException(host);
            },
            Duration.ofMillis(50));
    try {
      for (int i = 0; i < 40; i++) { // also once no look-up is begun any more
        assertThat(WebhookTarget.find("https://slow.example.com/", false, names)).isEmpty();
      }
      assertThatThrownBy(() -> names.find("slow.example.com"))
          .isInstanceOf(UnknownHostException.class)
          .hasMessageContaining("in time");
    } finally {
      end.countDown();
    }
  }

  @Test
  void certificateOfAPrivateAuthority_isRefused_untilTheOperatorTrustsIt(
      @TempDir Path folder, CapturedOutput log) throws Exception {
    PrivateAuthority authority = new PrivateAuthority(folder);
    HttpsServer receiver = authority.server(exchange -> take(exchange, 204));
    String address = "https://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
    try {
      waits(slow, address, 1);
      delivery(null).send();
      assertThat(posts).isEmpty();
      assertThat(states(slow)).containsExactly("FAILED");
      assertThat(log)
          .contains(
              "webhook of unit " + slow,
              "certificate of 127.0.0.1:" + receiver.getAddress().getPort() + " is not trusted",
              "beian.notifications.webhook.trusted-certificates");
      waits(fast, address, 1);
      delivery(authority.certificate()).send();
      assertThat(posts).containsExactly("/hook");
      assertThat(states(fast)).containsExactly("SENT");
    } finally {
      receiver.stop(0);
    }
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> TrustedCertificates.connections(empty))
        .hasMessageContaining("trusted-certificates")
        .hasMessageContaining(empty.toString());
  }

  @Test
  void webhookIsSavedAndTestedSoOften_andThenWithAPause() throws Exception {
    WebSession administrator =
        WebSession.of(server, url(""), person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
    Map<String, String> entered = Map.of("url", "http://127.0.0.1:9/hook");
    for (int i = 0; i < 5; i++) {
      assertThat(administrator.post("/admin/webhook", entered).body()).contains("whsec_");
      assertThat(administrator.post("/admin/webhook/test", Map.of()).body()).contains("测试消息将在");
    }
    assertThat(administrator.post("/admin/webhook/test", Map.of()).body())
        .contains("保存和测试太频繁")
        .contains("http://127.0.0.1:9/hook");
    assertThat(administrator.post("/admin/webhook", entered).body())
        .contains("保存和测试太频繁")
        .doesNotContain("whsec_");
  }
}
