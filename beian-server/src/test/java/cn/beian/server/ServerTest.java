package cn.beian.server;

import cn.beian.server.fixtures.MailServer;
import cn.beian.server.fixtures.PasswordHashes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * The whole server on a random port against a real embedded PostgreSQL. One server and one database
 * per JVM: a test makes its own data and assumes nothing about others'.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, classes = BeianServer.class)
public abstract class ServerTest {
  /** Password of every {@link #person}. */
  protected static final String KNOWN_PASSWORD = "correct horse battery 17";

  private static final OffsetDateTime FOUNDED = OffsetDateTime.parse("2026-11-01T00:00:00Z");

  @Autowired protected JdbcClient jdbc;
  @LocalServerPort protected int port;

  @DynamicPropertySource
  static void settings(DynamicPropertyRegistry registry) {
    Awaitility.setDefaultTimeout(Duration.ofMinutes(3)); // the machine may have more to do
    // a runner may load the tests by itself: what they start is to find the same classes
    System.setProperty("java.class.path", TestClassPath.joined());
    Path target = Path.of("target").toAbsolutePath();
    Path data = TestData.folder();
    registry.add("beian.data-dir", data::toString);
    registry.add("beian.db.binaries", () -> target.resolve("postgres-binaries").toString());
    registry.add("beian.db.url", () -> "");
    registry.add("beian.pre-check.attempts", () -> "100"); // all tests come from one address
    registry.add("beian.notifications.mail.host", () -> "localhost");
    registry.add("beian.notifications.mail.port", MailServer::port);
    registry.add("beian.notifications.mail.security", () -> "NONE");
    registry.add("beian.notifications.mail.from", () -> "beian@example.gov.cn");
    registry.add("beian.notifications.webhook.internal", () -> "true"); // tests listen on loopback
    registry.add("db-scheduler.polling-interval", () -> "100ms"); // nobody waits for a job's turn
  }

  /** Address of a page. */
  protected String url(String path) {
    return "http://localhost:" + port + path;
  }

  /**
   * A person of a unit, which is made if it is not there; the login.
   *
   * @param roles names of roles, comma separated
   */
  protected String person(UUID unit, String roles) {
    jdbc.sql(
            "insert into organization (id, name, credit_code, level, kind, division, route,"
                + " created_at) values (?, '云州市水务局', '', 'PREFECTURE', 'ORGAN', '330100', 'LOCAL',"
                + " ?) on conflict do nothing")
        .params(unit, FOUNDED)
        .update();
    String login = "u" + UUID.randomUUID().toString().replace("-", "");
    jdbc.sql(
            "insert into user_account (id, login, password_hash, name, post, telephone, email,"
                + " organization_id, roles, region, created_at) values (?, ?, ?, '经办人', '科员',"
                + " '0571-1', ?, ?, string_to_array(?, ','), '330100', ?)")
        .params(
            UUID.randomUUID(),
            login,
            PasswordHashes.of(KNOWN_PASSWORD),
            login + "@b.cn",
            unit,
            roles,
            FOUNDED)
        .update();
    return login;
  }
}
